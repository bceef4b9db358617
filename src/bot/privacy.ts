import { Composer, InlineKeyboard } from 'grammy'
import { orderKey } from '../inbox/order-key.ts'
import { buttonData, buttonPattern, readButton } from './buttons.ts'
import type { BotContext } from './context.ts'
import type { BotDeps } from './deps.ts'
import { reply } from './reply.ts'

/** /privasi says what is kept; /hapus_data erases it after one more press. */
export function privacyFeature(deps: BotDeps): Composer<BotContext> {
  const { operator, words: allWords } = deps
  const feature = new Composer<BotContext>()

  feature.command(['privasi', 'privacy'], async (ctx) => {
    await reply(ctx, ctx.words.rich('privacy.text', { operator: operator ?? ctx.words.t('privacy.noOperator') }))
  })

  feature.command(['hapus_data', 'delete_data'], async (ctx) => {
    const { words, language } = ctx
    const keyboard = new InlineKeyboard()
      .text(words.t('privacy.yes'), buttonData('erase', language, 'yes'))
      .text(words.t('privacy.no'), buttonData('erase', language, 'no'))
    await ctx.reply(words.t('privacy.confirm'), { reply_markup: keyboard })
  })

  feature.callbackQuery(buttonPattern('erase'), async (ctx) => {
    const { language, id } = readButton(ctx.match)
    if (id === 'yes') await erase(ctx, deps)
    await ctx.answerCallbackQuery()
    await ctx.editMessageText(allWords[language].t(id === 'yes' ? 'privacy.done' : 'privacy.kept'))
  })
  return feature
}

async function erase(ctx: BotContext, { people, questions, lastTopics, updates, pseudonym }: BotDeps): Promise<void> {
  await people.forget(ctx.person)
  await questions.forget(ctx.person)
  if (ctx.chat) await lastTopics.forget(pseudonym('chat', ctx.chat.id))
  await updates.forgetChat(orderKey(ctx.update))
}
