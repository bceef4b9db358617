import { Composer } from 'grammy'
import { sendChosen } from './answering.ts'
import { buttonPattern, readButton } from './buttons.ts'
import { inGroup, type BotContext } from './context.ts'
import type { BotDeps } from './deps.ts'
import { reply } from './reply.ts'
import { copyText, shareText } from './views/answer.ts'
import { candidates } from './views/candidates.ts'

/** Buttons that lead to a topic, quote its legal basis or pass it on, and /t, which shows an answer by its id. */
export function topicsFeature(deps: BotDeps): Composer<BotContext> {
  const feature = new Composer<BotContext>()
  const { library, words: allWords } = deps

  feature.callbackQuery(buttonPattern('topic'), async (ctx, next) => {
    const { language, id } = readButton(ctx.match)
    const topic = library.knowledge.topics.get(id)
    if (!topic) return next()
    await ctx.answerCallbackQuery()
    // In a group the answer takes the place of the question which topic was meant.
    if (inGroup(ctx) && ctx.msg && !isOfConsultation(ctx)) ctx.corrects = [ctx.msg.message_id]
    await sendChosen(ctx, topic, language, deps)
  })

  feature.callbackQuery(buttonPattern('copy'), async (ctx, next) => {
    const { language, id } = readButton(ctx.match)
    const topic = library.knowledge.topics.get(id)
    if (!topic) return next()
    await ctx.answerCallbackQuery()
    await reply(ctx, copyText(topic, library.knowledge, allWords[language]))
  })

  feature.callbackQuery(buttonPattern('share'), async (ctx, next) => {
    const { language, id } = readButton(ctx.match)
    const topic = library.knowledge.topics.get(id)
    if (!topic) return next()
    await ctx.answerCallbackQuery()
    const { text, keyboard } = shareText(topic, library.knowledge, allWords[language], ctx.me.username)
    await reply(ctx, text, keyboard)
  })

  feature.command('t', async (ctx) => {
    const { words, language } = ctx
    const id = ctx.match.trim().toLowerCase()
    const topic = library.knowledge.topics.get(id)
    if (topic) return sendChosen(ctx, topic, language, deps, { identified: true })
    const near = library.matcher.search(id.replaceAll(/[-_]/g, ' '), 3).map((found) => found.id)
    if (near.length === 0) await reply(ctx, words.t('topic.usage'))
    else {
      const { text, keyboard } = candidates(words.t('topic.unknown'), near, library.knowledge, words, inGroup(ctx))
      await reply(ctx, text, keyboard)
    }
  })
  return feature
}

/** Whether the pressed button stands under a consultation, which must stay. */
function isOfConsultation(ctx: BotContext): boolean {
  const buttons = ctx.callbackQuery?.message?.reply_markup?.inline_keyboard.flat() ?? []
  return buttons.some((one) => 'callback_data' in one && buttonPattern('consultation').test(one.callback_data))
}
