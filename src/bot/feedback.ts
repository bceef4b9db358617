import { Composer } from 'grammy'
import { buttonPattern, readButton } from './buttons.ts'
import type { BotContext } from './context.ts'
import type { BotDeps } from './deps.ts'

/** 👍 and 👎 under an answer, counted for who asked. */
export function feedbackFeature({ questions, words }: BotDeps): Composer<BotContext> {
  const feature = new Composer<BotContext>()
  for (const opinion of ['up', 'down'] as const) {
    feature.callbackQuery(buttonPattern(opinion), async (ctx) => {
      const { language, id } = readButton(ctx.match)
      const noted = await questions.setFeedback(Number(id), ctx.person, opinion)
      const thanks = opinion === 'up' ? 'feedback.thanks' : 'feedback.sorry'
      await ctx.answerCallbackQuery(words[language].t(noted ? thanks : 'feedback.notYours'))
    })
  }
  return feature
}
