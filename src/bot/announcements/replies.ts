import { Composer } from 'grammy'
import { isReplyToBot } from '../addressing.ts'
import type { BotContext } from '../context.ts'
import type { BotDeps } from '../deps.ts'
import { takeNote } from './note.ts'
import { takeNames } from './subscribe.ts'
import { readPlace } from './target.ts'

/** Replies to what was asked about a subscription or an announcement. */
export function repliesFeature(deps: BotDeps): Composer<BotContext> {
  const feature = new Composer<BotContext>()
  feature.on('message:text', async (ctx, next) => {
    const asked = ctx.message.reply_to_message
    const text = ctx.message.text.trim()
    if (!asked || text.startsWith('/') || !isReplyToBot(ctx, ctx.message)) return next()
    const about = await deps.awaitedReplies.about(ctx.chatName, asked.message_id)
    const [kind, what = '', language] = about?.split(' ') ?? []
    if (kind === 'subscribe') return takeNames(ctx, text, readPlace(ctx, what), deps)
    if (kind === 'note') return takeNote(ctx, text, what, language === 'en' ? 'en' : 'id', deps)
    return next()
  })
  return feature
}
