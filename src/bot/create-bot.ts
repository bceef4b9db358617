import { Bot, type BotConfig } from 'grammy'
import { followMigration } from '../sending/follow-migration.ts'
import { acceptAlreadyDone, outcomeOf } from '../sending/outcome.ts'
import { channelsFeature } from './announcements/channels.ts'
import { caseFormFeature } from './announcements/case-form/feature.ts'
import { curateFeature } from './announcements/curate.ts'
import { repliesFeature } from './announcements/replies.ts'
import { subscribeFeature } from './announcements/subscribe.ts'
import { askFeature } from './ask.ts'
import { casesFeature } from './cases.ts'
import { categoriesFeature } from './categories.ts'
import { consultationFeature } from './consultation/feature.ts'
import { talkFeature } from './consultation/talk.ts'
import type { BotContext } from './context.ts'
import type { BotDeps } from './deps.ts'
import { fallbackFeature } from './fallback.ts'
import { feedbackFeature } from './feedback.ts'
import { helpFeature } from './help.ts'
import { languageFeature } from './language.ts'
import { groupsFeature, moveChat } from './groups.ts'
import { inlineFeature } from './inline.ts'
import { lawFeature } from './law.ts'
import { cleanMessage } from './middleware/clean-message.ts'
import { fairShare } from './middleware/fair-share.ts'
import { whoAsks } from './middleware/who-asks.ts'
import { otherMessagesFeature } from './other-messages.ts'
import { privacyFeature } from './privacy.ts'
import { reloadFeature } from './reload.ts'
import { startFeature } from './start.ts'
import { topicsFeature } from './topics.ts'

/** Wires the bot; reads no environment, opens nothing, starts nothing. */
export function createBot(token: string, config: BotConfig<BotContext>, deps: BotDeps): Bot<BotContext> {
  const bot = new Bot<BotContext>(token, config)
  const moved = (from: number, to: number) => moveChat(from, to, deps)
  bot.api.config.use(followMigration(moved), acceptAlreadyDone)

  // Not bot.catch: that one is ignored outside bot.start. What is nobody's fault any more is noted and done;
  // everything else goes back to the inbox, which tries again.
  const app = bot.errorBoundary(({ error, ctx }) => {
    const outcome = outcomeOf(error)
    if (outcome === 'unreachable' || outcome === 'flooded' || outcome === 'other') throw error
    deps.report.sendFailed(ctx.update.update_id, outcome, error)
  })

  // Order within a chat and repeated updates are the inbox's work.
  app.use(cleanMessage, channelsFeature(deps), whoAsks(deps))
  app.use(inlineFeature(deps), groupsFeature(deps))
  const talk = app.chatType(['private', 'group', 'supergroup'])
  // A comment on an answer is a reply to us as well and must not be taken for an answer of a consultation.
  talk.use(fairShare(deps), feedbackFeature(deps), repliesFeature(deps), caseFormFeature(deps))
  talk.use(talkFeature(deps), consultationFeature(deps))
  talk.use(
    subscribeFeature(deps), // before /start, of which it takes the links to a channel's subscription
    startFeature(deps),
    helpFeature(deps),
    languageFeature(deps),
    privacyFeature(deps),
    lawFeature(deps),
    casesFeature(deps),
    curateFeature(deps),
  )
  talk.use(topicsFeature(deps), categoriesFeature(deps), reloadFeature(deps))
  talk.use(askFeature(deps))
  app.chatType('private').use(otherMessagesFeature())
  app.use(fallbackFeature()) // must stay last: answers unknown commands and buttons
  return bot
}
