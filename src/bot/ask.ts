import { Composer, InlineKeyboard } from 'grammy'
import type { Match } from '../answers/matcher.ts'
import type { Category } from '../knowledge/types.ts'
import { formatted } from '../sending/text.ts'
import { FormattedString } from '@grammyjs/parse-mode'
import { keepQuestion, sendAnswer } from './answering.ts'
import { buttonData } from './buttons.ts'
import type { BotContext } from './context.ts'
import type { BotDeps } from './deps.ts'
import { reply } from './reply.ts'
import type { Words } from './words.ts'

/** A forwarded text longer than this is a post and no question. */
const longestForwardedQuestion = 300
/** How long the last topic helps to understand a short follow-up. */
const followUpMs = 10 * 60_000
/** Offered when nothing comes near. */
const commonCategories: readonly Category[] = ['procedure', 'documents', 'legal-basis']

/** Answers questions typed in a private chat, with or without /tanya. */
export function askFeature(deps: BotDeps): Composer<BotContext> {
  const feature = new Composer<BotContext>()

  feature.command(['tanya', 'ask'], async (ctx) => {
    const question = ctx.match.trim()
    if (question === '') await ctx.reply(ctx.words.t('ask.empty'))
    else await answer(ctx, question, deps)
  })

  feature.on(['message:text', 'message:caption'], async (ctx, next) => {
    const text = ctx.msg.text ?? ctx.msg.caption ?? ''
    if (text.startsWith('/')) return next()
    if (!/[\p{L}\p{N}]/u.test(text)) return ctx.msg.text === undefined ? next() : sendNothing(ctx)
    if (ctx.msg.forward_origin && text.length > longestForwardedQuestion) {
      return void (await ctx.reply(ctx.words.t('other.forwarded')))
    }
    await answer(ctx, text, deps)
  })
  return feature
}

async function sendNothing(ctx: BotContext): Promise<void> {
  await ctx.reply(ctx.words.t('other.nothing'))
}

async function answer(ctx: BotContext, question: string, deps: BotDeps): Promise<void> {
  const begun = deps.now()
  const chat = deps.pseudonym('chat', ctx.chat?.id ?? 0)
  const lastTopic = await deps.lastTopics.get(chat, begun - followUpMs)
  const match = deps.matcher.match(question, lastTopic)
  const language = match.language ?? ctx.language
  const words = deps.words[language]
  if (match.smallTalk) return reply(ctx, words.rich(`smallTalk.${match.smallTalk}`))

  const topics = match.topics.map((topic) => topic.id)
  await keepQuestion(ctx, { text: question, language, decision: match.decision, topics }, deps)
  const [best] = match.topics
  const topic = best && deps.knowledge.topics.get(best.id)
  if (match.decision === 'answer' && topic) await sendAnswer(ctx, topic, language, deps)
  else if (match.decision === 'choose') await offer(ctx, match, words, deps)
  else await admit(ctx, match, words, deps)
  deps.report.asked(ctx.update.update_id, match.decision, best?.id, deps.now() - begun)
}

/** "Which of these do you mean?", with up to three candidates. */
async function offer(ctx: BotContext, match: Match, words: Words, { knowledge }: BotDeps): Promise<void> {
  const keyboard = new InlineKeyboard()
  for (const { id } of match.topics.slice(0, 3)) {
    const title = knowledge.topics.get(id)?.title[words.language] ?? id
    keyboard.text(title, buttonData('topic', words.language, id)).row()
  }
  await ctx.reply(words.t('ask.choose'), { reply_markup: keyboard })
}

/** "I have no answer to that yet", with whom to ask and the nearest categories. */
async function admit(ctx: BotContext, match: Match, words: Words, { knowledge, operator }: BotDeps): Promise<void> {
  const near = match.topics.flatMap(({ id }) => knowledge.topics.get(id)?.category ?? [])
  const keyboard = new InlineKeyboard()
  for (const category of [...new Set([...near, ...commonCategories])].slice(0, 3)) {
    keyboard.text(words.t(`categories.${category}`), buttonData('category', words.language, `${category}.0`))
  }
  const text = [
    formatted(words.rich('ask.unknown')),
    ...(operator ? [formatted(words.rich('ask.urgent', { operator }))] : []),
    formatted(words.rich('ask.near')),
  ]
  await reply(ctx, FormattedString.join(text, ' '), keyboard)
}
