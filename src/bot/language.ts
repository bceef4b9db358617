import { Composer, InlineKeyboard } from 'grammy'
import { languages } from '../knowledge/types.ts'
import { buttonData, buttonPattern, readButton } from './buttons.ts'
import type { BotContext } from './context.ts'
import type { BotDeps } from './deps.ts'

/** /bahasa: the language of the person, for messages that do not show theirs. */
export function languageFeature({ people, words, now }: BotDeps): Composer<BotContext> {
  const feature = new Composer<BotContext>()

  feature.command(['bahasa', 'language'], async (ctx) => {
    const keyboard = new InlineKeyboard()
    for (const language of languages) {
      keyboard.text(words[language].t('language.name'), buttonData('language', language, language))
    }
    await ctx.reply(ctx.words.t('language.ask'), { reply_markup: keyboard })
  })

  feature.callbackQuery(buttonPattern('language'), async (ctx) => {
    const { language } = readButton(ctx.match)
    await people.setLanguage(ctx.person, language, now())
    await ctx.answerCallbackQuery()
    await ctx.reply(words[language].t('language.set'))
  })
  return feature
}
