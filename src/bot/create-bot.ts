import { Bot, type BotConfig } from 'grammy'
import { acceptAlreadyDone, outcomeOf } from '../sending/outcome.ts'
import { askFeature } from './ask.ts'
import { categoriesFeature } from './categories.ts'
import type { BotContext } from './context.ts'
import type { BotDeps } from './deps.ts'
import { fallbackFeature } from './fallback.ts'
import { feedbackFeature } from './feedback.ts'
import { helpFeature } from './help.ts'
import { languageFeature } from './language.ts'
import { cleanMessage } from './middleware/clean-message.ts'
import { skipFlood } from './middleware/skip-flood.ts'
import { whoAsks } from './middleware/who-asks.ts'
import { otherMessagesFeature } from './other-messages.ts'
import { privacyFeature } from './privacy.ts'
import { startFeature } from './start.ts'
import { topicsFeature } from './topics.ts'

/** Wires the bot; reads no environment, opens nothing, starts nothing. */
export function createBot(token: string, config: BotConfig<BotContext>, deps: BotDeps): Bot<BotContext> {
  const bot = new Bot<BotContext>(token, config)
  bot.api.config.use(acceptAlreadyDone)

  // Not bot.catch: that one is ignored outside bot.start. What is nobody's fault any more is noted and done;
  // everything else goes back to the inbox, which tries again.
  const app = bot.errorBoundary(({ error, ctx }) => {
    const outcome = outcomeOf(error)
    if (outcome === 'unreachable' || outcome === 'flooded' || outcome === 'other') throw error
    deps.report.sendFailed(ctx.update.update_id, outcome, error)
  })

  // Order within a chat and repeated updates are the inbox's work.
  app.use(cleanMessage, whoAsks(deps))
  const talk = app.chatType('private')
  talk.use(skipFlood(deps))
  talk.use(startFeature(deps), helpFeature(deps), languageFeature(deps), privacyFeature(deps))
  talk.use(topicsFeature(deps), categoriesFeature(deps), feedbackFeature(deps))
  talk.use(askFeature(deps), otherMessagesFeature())
  app.use(fallbackFeature()) // must stay last: answers unknown commands and buttons
  return bot
}
