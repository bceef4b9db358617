import type { MiddlewareFn } from 'grammy'
import { orderKey } from '../../inbox/order-key.ts'
import type { BotContext } from '../context.ts'
import type { BotDeps } from '../deps.ts'

/** With this many newer messages of one chat waiting, the older ones are skipped. */
const maxWaiting = 30
/** The polite word about it comes once in this time. */
const noticeEveryMs = 60_000

/**
 * Keeps one person from filling the queue: who sends faster than we can answer gets a word about it and answers to
 * the last messages. Whoever waits for answers never meets this, however much they ask.
 */
export function skipFlood({ updates, report, now }: BotDeps): MiddlewareFn<BotContext> {
  // A cosmetic memory: after a restart, or in a second process, the word may come once more.
  const noticed = new Map<string, number>()
  return async (ctx, next) => {
    const updateId = ctx.update.update_id
    const chat = orderKey(ctx.update)
    if ((await updates.countWaiting(chat, updateId)) < maxWaiting) return next()
    report.skipped(updateId)
    const at = now()
    if (at - (noticed.get(chat) ?? 0) < noticeEveryMs) return
    for (const [other, time] of noticed) if (at - time >= noticeEveryMs) noticed.delete(other)
    noticed.set(chat, at)
    await ctx.reply(ctx.words.t('ask.tooMany'))
  }
}
