import { Composer } from 'grammy'
import type { BotContext } from './context.ts'

/** Unknown commands and buttons: a polite answer, never silence. */
export function fallbackFeature(): Composer<BotContext> {
  const feature = new Composer<BotContext>()
  feature.on('callback_query', (ctx) =>
    ctx.answerCallbackQuery({ text: ctx.words.t('other.oldButton'), show_alert: true }),
  )
  feature.chatType('private').on('message:text', (ctx) => ctx.reply(ctx.words.t('other.unknownCommand')))
  return feature
}
