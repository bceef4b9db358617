import { Composer, InlineKeyboard } from 'grammy'
import type { ChatMember } from 'grammy/types'
import { mayPost } from './announcements/channels.ts'
import { chatClosed, chatOpened } from './announcements/presence.ts'
import { buttonData } from './buttons.ts'
import { inGroup, type BotContext } from './context.ts'
import type { BotDeps } from './deps.ts'
import { ownLanguage } from './middleware/who-asks.ts'
import { reply } from './reply.ts'
import { privateLink } from './views/links.ts'

/** The link that adds the bot also sends /start: both together are greeted once. */
const greetAgainMs = 60_000

/** What happens to the bot in groups: added, removed, moved to a supergroup. */
export function groupsFeature(deps: BotDeps): Composer<BotContext> {
  const { chats, now } = deps
  const feature = new Composer<BotContext>()

  feature.on('my_chat_member', async (ctx) => {
    const status = ctx.myChatMember.new_chat_member
    const here = isMember(status)
    const inChannel = ctx.chat.type === 'channel'
    const mayWrite = inChannel ? mayPost(status) : here && (status.status !== 'restricted' || status.can_send_messages)
    await (mayWrite ? chatOpened(ctx.chat.id, undefined, deps) : chatClosed(ctx.chat.id, undefined, 'removed', deps))
    if (!inGroup(ctx)) return
    if (!here) return chats.leave(ctx.chatName)
    if (isMember(ctx.myChatMember.old_chat_member) || !(await chats.join(ctx.chatName))) return
    // Whoever adds the bot speaks the group's language until an admin says otherwise.
    if (!(await chats.language(ctx.chatName))) {
      ctx.language = await ownLanguage(ctx, deps)
      ctx.words = deps.words[ctx.language]
      await chats.setLanguage(ctx.chatName, ctx.language)
    }
    await greet(ctx)
  })

  feature.on('message:forum_topic_reopened', ({ chat, message }) =>
    chatOpened(chat.id, message.message_thread_id, deps),
  )
  feature.on('message:migrate_to_chat_id', ({ chat, message }) => moveChat(chat.id, message.migrate_to_chat_id, deps))
  feature.on('message:migrate_from_chat_id', ({ chat, message }) =>
    moveChat(message.migrate_from_chat_id, chat.id, deps),
  )

  feature.chatType(['group', 'supergroup']).command('start', greet)

  /** How to ask here, how an admin sets the language. */
  async function greet(ctx: BotContext): Promise<void> {
    if (!(await chats.takeGreeting(ctx.chatName, now() - greetAgainMs, now()))) return
    const { words, me, language } = ctx
    const other = language === 'id' ? 'en' : 'id'
    const keyboard = new InlineKeyboard()
      .url(words.t('ask.inPrivate'), privateLink(me.username))
      .text(words.t('language.other'), buttonData('groupLanguage', other, other))
    await reply(ctx, words.rich('group.welcome', { name: me.username }), keyboard)
  }
  return feature
}

/** A group became a supergroup: everything that is its own goes along. */
export async function moveChat(
  from: number,
  to: number,
  deps: Pick<BotDeps, 'chats' | 'consultations' | 'subscriptions' | 'deliveryPlans' | 'prompts' | 'pseudonym' | 'now'>,
): Promise<void> {
  const { chats, consultations, subscriptions, prompts, pseudonym } = deps
  const [before, after] = [pseudonym('chat', from), pseudonym('chat', to)]
  await chats.move(before, after)
  await consultations.move(before, after)
  await prompts.move(pseudonym('place', `${from}/`), pseudonym('place', `${to}/`))
  await subscriptions.move(from, to)
  await chatOpened(to, undefined, deps)
}

function isMember(member: ChatMember): boolean {
  if (member.status === 'restricted') return member.is_member
  return member.status !== 'left' && member.status !== 'kicked'
}
