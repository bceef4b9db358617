import { Composer, InlineKeyboard } from 'grammy'
import { languages } from '../knowledge/types.ts'
import { isGroupAdmin } from './admin.ts'
import { buttonData, buttonPattern, readButton, type Action } from './buttons.ts'
import { inGroup, type BotContext } from './context.ts'
import type { BotDeps } from './deps.ts'
import { reply } from './reply.ts'
import type { AllWords } from './words.ts'

/** /bahasa: the language of the person, or of the group for its admins, for messages that do not show theirs. */
export function languageFeature({ people, chats, words, now }: BotDeps): Composer<BotContext> {
  const feature = new Composer<BotContext>()

  feature.command(['bahasa', 'language'], async (ctx) => {
    if (!inGroup(ctx)) await reply(ctx, ctx.words.t('language.ask'), languageButtons('language', words))
    else if (!(await isGroupAdmin(ctx))) await reply(ctx, ctx.words.t('language.adminsOnly'))
    else await reply(ctx, ctx.words.t('language.askGroup'), languageButtons('groupLanguage', words))
  })

  feature.callbackQuery(buttonPattern('language'), async (ctx) => {
    const { language } = readButton(ctx.match)
    await people.setLanguage(ctx.person, language, now())
    await ctx.answerCallbackQuery()
    await reply(ctx, words[language].t('language.set'))
  })

  feature.callbackQuery(buttonPattern('groupLanguage'), async (ctx) => {
    const { language } = readButton(ctx.match)
    if (!(await isGroupAdmin(ctx))) {
      await ctx.answerCallbackQuery({ text: ctx.words.t('language.adminsOnly'), show_alert: true })
      return
    }
    await chats.setLanguage(ctx.chatName, language)
    await ctx.answerCallbackQuery()
    await reply(ctx, words[language].t('language.setGroup'))
  })
  return feature
}

function languageButtons(action: Action, words: AllWords): InlineKeyboard {
  const keyboard = new InlineKeyboard()
  for (const language of languages) {
    keyboard.text(words[language].t('language.name'), buttonData(action, language, language))
  }
  return keyboard
}
