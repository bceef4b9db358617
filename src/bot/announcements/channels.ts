import { Composer, InlineKeyboard } from 'grammy'
import type { ChatMember } from 'grammy/types'
import { outcomeOf } from '../../sending/outcome.ts'
import type { BotContext } from '../context.ts'
import type { BotDeps } from '../deps.ts'
import { subscribeLink } from '../views/links.ts'
import type { Words } from '../words.ts'

/**
 * Channels: whoever makes the bot an admin of one is written to in private, where a channel's subscription is chosen,
 * unseen by its readers. A post has no sender, so this stands before everything that needs one.
 */
export function channelsFeature(deps: BotDeps): Composer<BotContext> {
  const { people, pseudonym, defaultLanguage, words: allWords } = deps
  const feature = new Composer<BotContext>()
  const channel = feature.chatType('channel')

  channel.on('my_chat_member', async (ctx, next) => {
    const { from, chat, old_chat_member: before, new_chat_member: after } = ctx.myChatMember
    await next()
    if (mayPost(before) || !mayPost(after)) return
    const language = (await people.language(pseudonym('person', from.id))) ?? defaultLanguage
    const { t } = allWords[language]
    try {
      const text = t('subscribe.channelAdded', { title: chat.title ?? '' })
      await ctx.api.sendMessage(from.id, text, { reply_markup: linkTo(ctx, allWords[language]) })
    } catch (error) {
      // Somebody who has never written to the bot in private; /langganan in the channel shows the way, too.
      if (outcomeOf(error) !== 'gone') throw error
    }
  })

  channel.on('channel_post:text', async (ctx) => {
    if (!/^\/(langganan|subscribe)(@\w+)?\b/i.test(ctx.channelPost.text)) return
    const words = allWords[defaultLanguage]
    await ctx.reply(words.t('subscribe.inChannel'), { reply_markup: linkTo(ctx, words) })
  })
  return feature
}

function linkTo({ me, chat }: BotContext, { t }: Words): InlineKeyboard {
  return new InlineKeyboard().url(t('subscribe.inPrivate'), subscribeLink(me.username, chat?.id ?? 0))
}

/** Whether the bot may write in a channel as this. */
export function mayPost(member: ChatMember): boolean {
  return member.status === 'administrator' && member.can_post_messages === true
}
