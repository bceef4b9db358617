import type { MiddlewareFn } from 'grammy'
import { orderKey } from '../../inbox/order-key.ts'
import { inGroup, type BotContext } from '../context.ts'
import type { BotDeps } from '../deps.ts'

/** With this many newer messages of one private chat waiting, the older ones are skipped. */
const maxWaiting = 30
/** What a member and a whole group may ask at once, and how fast it grows back: Telegram's 20 messages a minute. */
const memberBurst = 15
const groupBurst = 30
const growthPerMs = 20 / 60_000
/** The polite word about it comes once in this time. */
const noticeEveryMs = 60_000

/**
 * Keeps one from filling the queue for all, with one polite word about it. In private the measure is what waits:
 * whoever waits for answers never meets it, however much they ask. In a group it is what was asked of late.
 *
 * The counts are a memory of this process: after a restart, or in a second process, somebody may ask a little more.
 */
export function fairShare(deps: BotDeps): MiddlewareFn<BotContext> {
  const asked = new Map<string, { level: number; at: number }>()
  const noticed = new Map<string, number>()

  /** Whether one more question fits; counts it if so. */
  const fits = (key: string, burst: number, now: number): boolean => {
    const before = asked.get(key) ?? { level: 0, at: now }
    const level = Math.max(0, before.level - (now - before.at) * growthPerMs) + 1
    if (level > burst) return false
    asked.set(key, { level, at: now })
    return true
  }

  return async (ctx, next) => {
    if (!ctx.message) return next()
    const now = deps.now()
    const within = inGroup(ctx)
      ? fits(`${ctx.chatName}/${ctx.person}`, memberBurst, now) && fits(ctx.chatName, groupBurst, now)
      : (await deps.updates.countWaiting(orderKey(ctx.update), ctx.update.update_id)) < maxWaiting
    if (within) return next()

    deps.report.skipped(ctx.update.update_id)
    if (now - (noticed.get(ctx.chatName) ?? Number.NEGATIVE_INFINITY) < noticeEveryMs) return
    for (const memory of [asked, noticed]) forgetOld(memory, now)
    noticed.set(ctx.chatName, now)
    await ctx.reply(ctx.words.t('ask.tooMany'))
  }
}

function forgetOld(memory: Map<string, number | { readonly at: number }>, now: number): void {
  for (const [key, value] of memory) {
    const at = typeof value === 'number' ? value : value.at
    if (now - at >= 2 * noticeEveryMs) memory.delete(key)
  }
}
