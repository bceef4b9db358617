import type { Logger } from 'pino'
import type { BotReport } from './bot/deps.ts'
import type { InboxLog } from './inbox/inbox.ts'
import type { PollLog } from './inbox/poll.ts'
import type { Health } from './server/health.ts'
import type { Metrics } from './server/metrics.ts'

/** Turns what the parts report into log lines, metrics and health; none holds what a person wrote. */
export function reportsTo(log: Logger, { handling, questions, troubles }: Metrics, health: Health) {
  const trouble = (kind: string, err: unknown, text: string, more: object = {}) => {
    troubles.inc({ kind })
    log.error({ ...more, err }, text)
  }
  const inbox: InboxLog = {
    handled(update, ms) {
      handling.observe(ms / 1000)
      log.debug({ update, ms }, 'handled')
    },
    failed: (update, err) => trouble('update-failed', err, 'an update failed and will be tried again', { update }),
    setAside: (update, err) => trouble('update-set-aside', err, 'an update was set aside', { update }),
    unreachable: (err) => trouble('unreachable', err, 'Telegram or the database cannot be reached; the update waits'),
  }
  const poll: PollLog = {
    receiving: () => health.received(),
    interrupted(err) {
      health.trouble('getUpdates fails')
      trouble('poll', err, 'updates cannot be fetched; trying again')
    },
    conflict() {
      health.trouble('another process polls with the same token')
      trouble('conflict', undefined, 'another process polls Telegram with the same BOT_TOKEN; stop one of the two')
    },
  }
  const bot: BotReport = {
    asked(update, decision, topic, ms) {
      questions.inc({ decision })
      log.info({ update, decision, topic, ms }, 'question')
    },
    sendFailed(update, outcome, err) {
      if (outcome === 'gone') log.info({ update }, 'the chat is gone')
      else trouble(`send-${outcome}`, err, 'a reply was not sent', { update })
    },
    skipped: (update) => log.info({ update }, 'skipped: too many at once'),
  }
  return {
    inbox,
    poll,
    bot,
    retry: (method: string, reason: string, waitMs: number) =>
      log.warn({ method, reason, waitMs }, 'a call is repeated'),
    storeFailed: (err: unknown) => trouble('store', err, 'the database does not answer'),
    menusFailed: (err: unknown) => log.warn({ err }, 'the menus could not be set; the bot works without'),
  }
}
