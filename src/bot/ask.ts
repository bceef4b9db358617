import { FormattedString } from '@grammyjs/parse-mode'
import { Composer, InlineKeyboard } from 'grammy'
import type { Message } from 'grammy/types'
import type { Match } from '../answers/matcher.ts'
import type { Category } from '../knowledge/types.ts'
import { formatted } from '../sending/text.ts'
import { hasWords, questionTo, quotedQuestion } from './addressing.ts'
import { keepQuestion, sendAnswer } from './answering.ts'
import { buttonData, buttonPattern, readButton } from './buttons.ts'
import { sendCases } from './cases.ts'
import { inGroup, type BotContext } from './context.ts'
import type { BotDeps } from './deps.ts'
import { sendLaw } from './law.ts'
import { reply } from './reply.ts'
import { candidates } from './views/candidates.ts'
import { privateLink } from './views/links.ts'
import type { Words } from './words.ts'

/** A forwarded text longer than this is a post and no question. */
const longestForwardedQuestion = 300
/** How long the last topic helps to understand a short follow-up. */
const followUpMs = 10 * 60_000
/** How long after it was sent a question may be corrected by editing it. */
const correctionMs = 2 * 60_000
/** Offered when nothing comes near. */
const commonCategories: readonly Category[] = ['procedure', 'documents', 'legal-basis']

/** Answers questions: typed in private; in a group by /tanya, a mention or a reply to the bot. */
export function askFeature(deps: BotDeps): Composer<BotContext> {
  const feature = new Composer<BotContext>()

  feature.command(['tanya', 'ask'], async (ctx, next) => {
    if (!ctx.message) return next()
    const question = ctx.match.trim() || quotedQuestion(ctx, ctx.message)
    if (hasWords(question)) await answer(ctx, question, ctx.message, deps)
    else await reply(ctx, ctx.words.t('ask.empty'))
  })

  feature.on(['message:text', 'message:caption'], async (ctx, next) => {
    const question = questionTo(ctx, ctx.message)
    if (question === undefined) return next()
    if (!hasWords(question) && ctx.message.text === undefined) return next()
    if (!hasWords(question)) await reply(ctx, ctx.words.t(inGroup(ctx) ? 'ask.called' : 'other.nothing'))
    else if (ctx.message.forward_origin && question.length > longestForwardedQuestion) {
      await reply(ctx, ctx.words.t('other.forwarded'))
    } else await answer(ctx, question, ctx.message, deps)
  })

  feature.on('edited_message:text', async (ctx) => {
    const message = ctx.editedMessage
    if ((message.edit_date - message.date) * 1000 > correctionMs) return
    const question = afterCommand(ctx, message.text) ?? questionTo(ctx, message)
    if (question !== undefined && hasWords(question)) await answer(ctx, question, message, deps)
  })

  feature.callbackQuery(buttonPattern('others'), async (ctx) => {
    const { language, id } = readButton(ctx.match)
    const words = deps.words[language]
    const others = (await deps.questions.topics(Number(id))).slice(1, 3)
    const known = others.filter((other) => deps.library.knowledge.topics.has(other))
    if (known.length === 0) await ctx.answerCallbackQuery({ text: words.t('ask.noOthers'), show_alert: true })
    else {
      await ctx.answerCallbackQuery()
      await offer(ctx, known, words, deps)
    }
  })
  return feature
}

async function answer(ctx: BotContext, question: string, message: Message, deps: BotDeps): Promise<void> {
  const before = await deps.replies.get(ctx.chatName, message.message_id)
  // The same update again, after a kill between the answer and the end of its handling.
  if (before && ctx.message) return
  // A correction is read as the question was: after what had been said before it, not after its own first answer.
  const lastTopic = before
    ? before.lastTopic
    : await deps.lastTopics.get(ctx.place, ctx.person, deps.now() - followUpMs)
  if (before) ctx.corrects = before.messageIds
  const messageIds = await respond(ctx, question, lastTopic, deps)
  await deps.replies.set(ctx.chatName, message.message_id, { messageIds, lastTopic }, deps.now())
}

/** Finds out what is meant and says it; returns the ids of the messages. */
async function respond(
  ctx: BotContext,
  question: string,
  lastTopic: string | undefined,
  deps: BotDeps,
): Promise<number[]> {
  const begun = deps.now()
  const { knowledge, matcher, laws } = deps.library
  const match = matcher.match(question, lastTopic)
  const language = match.language ?? ctx.language
  const words = deps.words[language]
  const asked = laws.asksForText(question)
  if (asked) return sendLaw(ctx, asked.law, asked.article, deps, words)
  if (match.smallTalk) return reply(ctx, words.rich(`smallTalk.${match.smallTalk}`))

  const topics = match.topics.map((topic) => topic.id)
  await keepQuestion(ctx, { text: question, language, decision: match.decision, topics }, deps)
  deps.report.asked(ctx.update.update_id, match.decision, topics[0], deps.now() - begun)
  if (match.cases) return sendCases(ctx, match.cases, 0, ctx.update.update_id, words, deps)
  const topic = knowledge.topics.get(topics[0] ?? '')
  if (match.decision === 'answer' && topic) {
    const continues = match.continues === undefined ? undefined : knowledge.topics.get(match.continues)
    const others = topics.length > 1 && match.also === undefined
    return sendAnswer(ctx, topic, language, deps, { continues, others, also: match.also })
  }
  const concept = knowledge.concepts.find(({ id }) => id === match.definition)
  if (concept?.definition) return define(ctx, concept.definition[language], topics, words, deps)
  if (match.decision === 'abstain') return admit(ctx, match, words, deps)
  return offer(ctx, topics.slice(0, 3), words, deps)
}

/** "Which of these do you mean?" */
function offer(ctx: BotContext, topics: readonly string[], words: Words, { library }: BotDeps): Promise<number[]> {
  const { text, keyboard } = candidates(words.t('ask.choose'), topics, library.knowledge, words, inGroup(ctx))
  return reply(ctx, text, keyboard)
}

/** The meaning of a word, with the topics that came near, if any did. */
function define(
  ctx: BotContext,
  definition: string,
  topics: readonly string[],
  words: Words,
  { library }: BotDeps,
): Promise<number[]> {
  const near = topics.slice(0, inGroup(ctx) ? 3 : 2)
  const { text, keyboard } = candidates(words.t('ask.more'), near, library.knowledge, words, inGroup(ctx))
  return reply(ctx, FormattedString.join([definition, '\n\n', text]), keyboard)
}

/** "That is outside, ask there", or "I have no answer to that yet", with whom to ask and the nearest categories. */
async function admit(ctx: BotContext, match: Match, words: Words, deps: BotDeps): Promise<number[]> {
  const { operator } = deps
  const outside = match.outside === undefined ? undefined : deps.library.knowledge.outside.get(match.outside)
  if (outside) return reply(ctx, outside.reply[words.language])
  const sentences = [
    formatted(words.rich('ask.unknown')),
    ...(operator ? [formatted(words.rich('ask.urgent', { operator }))] : []),
  ]
  if (inGroup(ctx)) {
    const keyboard = new InlineKeyboard().url(words.t('ask.inPrivate'), privateLink(ctx.me.username))
    return reply(ctx, FormattedString.join(sentences, ' '), keyboard)
  }
  const near = match.topics.flatMap(({ id }) => deps.library.knowledge.topics.get(id)?.category ?? [])
  const keyboard = new InlineKeyboard()
  for (const category of [...new Set([...near, ...commonCategories])].slice(0, 3)) {
    keyboard.text(words.t(`categories.${category}`), buttonData('category', words.language, `${category}.0`))
  }
  return reply(ctx, FormattedString.join([...sentences, formatted(words.rich('ask.near'))], ' '), keyboard)
}

/** What stands behind /tanya in an edited message; undefined when it is no command for this bot. */
function afterCommand(ctx: BotContext, text: string): string | undefined {
  return new RegExp(String.raw`^/(?:tanya|ask)(?:@${ctx.me.username})?(?:\s+(.*))?$`, 'is').exec(text)?.[1]
}
