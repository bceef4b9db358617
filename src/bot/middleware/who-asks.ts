import type { MiddlewareFn } from 'grammy'
import type { Language } from '../../knowledge/types.ts'
import { inGroup, type BotContext } from '../context.ts'
import type { BotDeps } from '../deps.ts'

/** Languages of Telegram whose speakers read Indonesian. */
const indonesian: ReadonlySet<string> = new Set(['id', 'in', 'ms', 'jv', 'su', 'min', 'ace', 'ban', 'bug', 'mad'])

/**
 * Gives each update its sender's pseudonym, language and words. Ends what nobody says to the bot: updates without a
 * sender, and messages that somebody inserted with the help of this very bot (inline), which it gets to see, too.
 */
export function whoAsks(deps: BotDeps): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    if (!ctx.from || ctx.message?.via_bot?.id === ctx.me.id || ctx.message?.is_automatic_forward) return
    // Anonymous admins and channels all write through one account of Telegram's; the chat tells them apart.
    const sender = (ctx.message ?? ctx.editedMessage)?.sender_chat?.id ?? ctx.from.id
    ctx.person = deps.pseudonym('person', sender)
    ctx.chatName = ctx.chat ? deps.pseudonym('chat', ctx.chat.id) : ctx.person
    const thread = ctx.msg?.is_topic_message ? ctx.msg.message_thread_id : undefined
    ctx.place = deps.pseudonym('place', `${ctx.chat?.id}/${thread ?? ''}`)
    ctx.language = inGroup(ctx)
      ? ((await deps.chats.language(ctx.chatName)) ?? deps.defaultLanguage)
      : await ownLanguage(ctx, deps)
    ctx.words = deps.words[ctx.language]
    await next()
  }
}

/** The sender's own language, whatever the chat's. */
export async function ownLanguage(ctx: BotContext, { people, defaultLanguage }: BotDeps): Promise<Language> {
  return (await people.language(ctx.person)) ?? telegramLanguage(ctx.from?.language_code) ?? defaultLanguage
}

function telegramLanguage(code: string | undefined): Language | undefined {
  if (code === undefined) return undefined
  return indonesian.has(code.split('-')[0] ?? '') ? 'id' : 'en'
}
