import { Composer, InlineKeyboard } from 'grammy'
import { maskPersonalData } from '../answers/clean.ts'
import { reasons } from '../storage/questions.ts'
import { isReplyToBot } from './addressing.ts'
import { buttonData, buttonPattern, readButton } from './buttons.ts'
import { inGroup, type BotContext } from './context.ts'
import type { BotDeps } from './deps.ts'
import { reply } from './reply.ts'
import type { Words } from './words.ts'

/** 👍 and 👎 under an answer, from who asked. 👎 asks for the reason and takes a comment, each once. */
export function feedbackFeature({ questions, words: allWords }: BotDeps): Composer<BotContext> {
  const feature = new Composer<BotContext>()

  feature.callbackQuery(buttonPattern('up'), async (ctx) => {
    const { language, id } = readButton(ctx.match)
    const noted = await questions.setFeedback(Number(id), ctx.person, 'up')
    await ctx.answerCallbackQuery(allWords[language].t(noted === 'not-yours' ? 'feedback.notYours' : 'feedback.thanks'))
  })

  feature.callbackQuery(buttonPattern('down'), async (ctx) => {
    const { language, id } = readButton(ctx.match)
    const words = allWords[language]
    const noted = await questions.setFeedback(Number(id), ctx.person, 'down')
    await ctx.answerCallbackQuery(words.t(noted === 'not-yours' ? 'feedback.notYours' : 'feedback.sorry'))
    if (noted === 'changed') await reply(ctx, words.t('feedback.why'), reasonButtons(id, words, inGroup(ctx)))
  })

  feature.callbackQuery(buttonPattern('reason'), async (ctx, next) => {
    const { language, id } = readButton(ctx.match)
    const [question, name] = id.split('.')
    const reason = reasons.find((known) => known === name)
    if (!reason || !ctx.msg) return next()
    const words = allWords[language]
    const prompt = `${ctx.chatName}:${ctx.msg.message_id}`
    const noted = await questions.setReason(Number(question), ctx.person, reason, prompt)
    await ctx.answerCallbackQuery(noted ? undefined : words.t('feedback.notYours'))
    if (noted) await ctx.editMessageText(words.t('feedback.noted', { reason: words.t(`feedback.reasons.${reason}`) }))
  })

  feature.on('message:text', async (ctx, next) => {
    const prompt = ctx.message.reply_to_message
    if (!prompt || !isReplyToBot(ctx, ctx.message)) return next()
    const comment = maskPersonalData(ctx.message.text)
    if (!(await questions.addComment(`${ctx.chatName}:${prompt.message_id}`, ctx.person, comment))) return next()
    await reply(ctx, ctx.words.t('feedback.commented'))
  })
  return feature
}

function reasonButtons(question: string, words: Words, group: boolean): InlineKeyboard {
  const keyboard = new InlineKeyboard()
  for (const reason of reasons) {
    keyboard.text(words.t(`feedback.reasons.${reason}`), buttonData('reason', words.language, `${question}.${reason}`))
    if (!group) keyboard.row()
  }
  return keyboard
}
