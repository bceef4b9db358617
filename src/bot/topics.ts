import { Composer } from 'grammy'
import { keepQuestion, sendAnswer } from './answering.ts'
import { buttonPattern, readButton } from './buttons.ts'
import type { BotContext } from './context.ts'
import type { BotDeps } from './deps.ts'
import { reply } from './reply.ts'
import { copyText } from './views/answer.ts'

/** Buttons that lead to a topic, and the one that quotes its legal basis. */
export function topicsFeature(deps: BotDeps): Composer<BotContext> {
  const feature = new Composer<BotContext>()

  feature.callbackQuery(buttonPattern('topic'), async (ctx, next) => {
    const { language, id } = readButton(ctx.match)
    const topic = deps.knowledge.topics.get(id)
    if (!topic) return next()
    await ctx.answerCallbackQuery()
    // A pressed candidate tells the curators as much as a typed question.
    await keepQuestion(ctx, { text: `▸ ${topic.title[language]}`, language, decision: 'answer', topics: [id] }, deps)
    await sendAnswer(ctx, topic, language, deps)
  })

  feature.callbackQuery(buttonPattern('copy'), async (ctx, next) => {
    const { language, id } = readButton(ctx.match)
    const topic = deps.knowledge.topics.get(id)
    if (!topic) return next()
    await ctx.answerCallbackQuery()
    await reply(ctx, copyText(topic, deps.knowledge, deps.words[language]))
  })
  return feature
}
