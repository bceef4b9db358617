import { Composer, InlineKeyboard } from 'grammy'
import { orderKey } from '../inbox/order-key.ts'
import { buttonData, buttonPattern, readButton } from './buttons.ts'
import { inGroup, type BotContext } from './context.ts'
import type { BotDeps } from './deps.ts'
import { reply } from './reply.ts'
import { privateLink } from './views/links.ts'
import type { Words } from './words.ts'

/** /privasi says what is kept; /hapus_data erases it after one more press, in private, and says what it was. */
export function privacyFeature(deps: BotDeps): Composer<BotContext> {
  const { operator, words: allWords } = deps
  const feature = new Composer<BotContext>()

  feature.command(['privasi', 'privacy'], async (ctx) => {
    await reply(ctx, ctx.words.rich('privacy.text', { operator: operator ?? ctx.words.t('privacy.noOperator') }))
  })

  feature.command(['hapus_data', 'delete_data'], async (ctx) => {
    const { words, language } = ctx
    const [text, keyboard] = inGroup(ctx)
      ? [words.t('privacy.inPrivate'), new InlineKeyboard().url(words.t('ask.inPrivate'), privateLink(ctx.me.username))]
      : [
          words.t('privacy.confirm'),
          new InlineKeyboard()
            .text(words.t('privacy.yes'), buttonData('erase', language, 'yes'))
            .text(words.t('privacy.no'), buttonData('erase', language, 'no')),
        ]
    await reply(ctx, text, keyboard)
  })

  feature.chatType('private').callbackQuery(buttonPattern('erase'), async (ctx) => {
    const { language, id } = readButton(ctx.match)
    const words = allWords[language]
    const said = id === 'yes' ? await erase(ctx, deps, words) : words.t('privacy.kept')
    await ctx.answerCallbackQuery()
    await ctx.editMessageText(said)
  })
  return feature
}

/** Returns what to say about it. */
async function erase(ctx: BotContext, deps: BotDeps, { t }: Words): Promise<string> {
  const {
    people,
    questions,
    lastTopics,
    replies,
    updates,
    consultations,
    prompts,
    subscriptions,
    awaitedReplies,
    deliveryRecords,
  } = deps
  const language = await people.forget(ctx.person)
  const asked = await questions.forget(ctx.person)
  const topics = await lastTopics.forget(ctx.person)
  const own = await consultations.forget(ctx.person)
  await prompts.forget(ctx.person)
  const form = await deps.caseForms.remove(ctx.person)
  await ctx.conversation.exitAll()
  const subscribed = ctx.chat ? await subscriptions.remove({ chatId: ctx.chat.id, threadId: 0 }) : false
  if (ctx.chat) await deliveryRecords.forget(ctx.chat.id)
  if (ctx.chat) await deps.announcements.forgetFollower(ctx.chat.id)
  await replies.forget(ctx.chatName)
  await awaitedReplies.forget(ctx.chatName)
  await updates.forgetChat(orderKey(ctx.update))
  const erased = [
    ...(asked > 0 ? [t('privacy.erasedQuestions', { count: asked })] : []),
    ...(language ? [t('privacy.erasedLanguage')] : []),
    ...(own > 0 ? [t('privacy.erasedConsultations', { count: own })] : []),
    ...(form ? [t('caseForm.erased')] : []),
    ...(subscribed ? [t('privacy.erasedSubscription')] : []),
    ...(topics > 0 ? [t('privacy.erasedTopic')] : []),
  ]
  return erased.length > 0 ? t('privacy.done', { erased: erased.join(', ') }) : t('privacy.nothing')
}
