import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Api, BotError, GrammyError, type ApiClientOptions, type Bot } from 'grammy'
import { Hono } from 'hono'
import type { Logger } from 'pino'
import { Courier } from './announcements/courier.ts'
import { Pacer } from './announcements/pacer.ts'
import { lookForNews, offerNews } from './bot/announcements/news.ts'
import { deliverer } from './bot/announcements/deliver.ts'
import { tellProgress } from './bot/announcements/progress.ts'
import { chatClosed, chatOpened } from './bot/announcements/presence.ts'
import type { BotContext } from './bot/context.ts'
import { overlayFollower } from './bot/curated-cases.ts'
import type { BotDeps } from './bot/deps.ts'
import { moveChat } from './bot/groups.ts'
import { createBot } from './bot/create-bot.ts'
import { Library } from './bot/library.ts'
import { setMenus } from './bot/menus.ts'
import { loadWords, type AllWords } from './bot/words.ts'
import { every } from './clock/every.ts'
import { forgetOld } from './clock/retention.ts'
import { ConfigError, type Config } from './config.ts'
import { Inbox } from './inbox/inbox.ts'
import { allowedUpdates, Poller } from './inbox/poll.ts'
import { webhookApp } from './inbox/webhook.ts'
import { learn } from './learn.ts'
import { LocalTelegram } from './playground/local-telegram.ts'
import { isPlaygroundCurator, statusOf } from './playground/people.ts'
import { playgroundApp } from './playground/server.ts'
import { reportsTo } from './reports.ts'
import { onceFetch } from './sending/broadcast.ts'
import { outcomeOf } from './sending/outcome.ts'
import { createTelegramFetch } from './sending/telegram-fetch.ts'
import { adminApp } from './server/admin-app.ts'
import { Health } from './server/health.ts'
import { listen, type Listening } from './server/listen.ts'
import { createMetrics, type Metrics } from './server/metrics.ts'
import { publicApp } from './server/public-app.ts'
import { openDatabase } from './storage/connect.ts'
import { createRepositories } from './storage/repositories.ts'

const drainMs = 10_000
const forgetEveryMs = 10 * 60_000
const retryStartMs = 3000
const progressEveryMs = 3000
const overlayEveryMs = 20_000

/** A running bot. */
export interface App {
  /** Where the playground is to be found; undefined with a token. */
  readonly playgroundUrl: string | undefined
  /** Takes nothing new, finishes what is in hand within ten seconds, closes everything. */
  stop(): Promise<void>
}

/** Wires everything and starts it. @throws {Error} with the remedy when something needed is not there. */
export async function startApp(config: Config, log: Logger): Promise<App> {
  const now = () => Date.now()
  const learnAnew = () => learn({ directory: config.knowledgeDir, today: new Date().toISOString().slice(0, 10) })
  const [database, learnt, words] = await Promise.all([openDatabase(config.database), learnAnew(), loadWords()])
  const repositories = await createRepositories(database)
  const { updates, facts } = repositories
  const health = new Health({ ping: () => updates.ping(), countOpen: () => updates.countOpen(), now })
  const metrics = createMetrics(() => updates.countOpen())
  const reports = reportsTo(log, metrics, health)

  const local = config.mode === 'playground' ? new LocalTelegram(now(), statusOf) : undefined
  const token = config.mode === 'playground' ? '1:playground' : config.token
  const pacer = new Pacer()
  const telegramFetch = createTelegramFetch({
    ...(local && { fetch: local.fetch }),
    onRetry: reports.retry,
    onSend: (chatId) => pacer.reply(chatId, now()),
  })
  const apiRoot = config.mode === 'playground' ? {} : { apiRoot: config.apiRoot }
  const client = { fetch: telegramFetch as never, ...apiRoot }
  const { operator, defaultLanguage } = config
  const curators = new Set(config.curatorIds)
  const isCurator = local ? isPlaygroundCurator : (id: number) => curators.has(id)
  const library = new Library(learnt)
  const deps: BotDeps = {
    ...repositories,
    library,
    words,
    operator,
    defaultLanguage,
    isCurator,
    curatorIds: config.curatorIds,
    learnAnew,
    report: reports.bot,
    now,
  }
  const bot = createBot(token, { client }, deps)
  const inbox = new Inbox({
    updates,
    handle: (update) => bot.handleUpdate(update),
    isUnreachable: (error) => ['unreachable', 'flooded'].includes(outcomeOf(unwrap(error))),
    log: reports.inbox,
    now,
  })
  const receive = inbox.receive.bind(inbox)
  const poller = config.mode === 'webhook' ? undefined : new Poller({ api: bot.api, receive, log: reports.poll })

  const followOverlay = overlayFollower(deps, (mistakes) =>
    log.warn({ mistakes }, "some of the curators' cases pass the checks no more and are left out"),
  )
  await followOverlay()

  await introduce(bot, log)
  await inbox.start()
  const courier = startCourier(
    bot,
    token,
    { fetch: onceFetch(local?.fetch) as never, ...apiRoot },
    pacer,
    deps,
    database.shared,
    reports.storeFailed,
  )
  const drafts = await lookForNews(deps)
  // Nobody waits for it.
  void offerNews(bot.api, config.curatorIds, drafts, deps).catch(reports.menusFailed)
  const servers = local
    ? [await servePlayground(config, local, words)]
    : await servePorts(config, health, metrics, receive, reports.storeFailed)
  if (config.mode === 'webhook') {
    const options = { secret_token: config.webhookSecret, allowed_updates: allowedUpdates }
    await bot.api.setWebhook(config.webhookUrl.href, options)
    health.received('always')
  } else await bot.api.deleteWebhook()
  poller?.start()
  // Nobody waits for it, not even the end: Telegram may tell us to wait for hours before a name changes again.
  void setMenus(bot.api, bot.botInfo.id, config.curatorIds, facts, words, reports.menusFailed).catch(
    reports.menusFailed,
  )
  const shown = new Map<string, string>()
  const tellIfSending = async () => {
    if (courier.hasTurn) await tellProgress(bot.api, shown, deps)
  }
  const stopTelling = every(progressEveryMs, tellIfSending, reports.storeFailed)
  const stopFollowing = every(overlayEveryMs, followOverlay, reports.storeFailed)
  const stopForgetting = every(forgetEveryMs, () => forgetOld(repositories, now()), reports.storeFailed)
  if (!local && !operator) {
    log.warn('OPERATOR and OPERATOR_CONTACT are not set: users cannot see who answers for this bot')
  }

  return {
    playgroundUrl: local && `http://127.0.0.1:${servers[0]?.port}`,
    async stop() {
      stopForgetting()
      stopFollowing()
      stopTelling()
      await poller?.stop()
      await Promise.all(servers.map((server) => server.close()))
      await Promise.all([courier.stop(), inbox.stop({ withinMs: drainMs })])
      await database.db.destroy()
    },
  }
}

/** Delivers the announcements, by a client of its own that tries once. */
function startCourier(
  { botInfo }: Bot<BotContext>,
  token: string,
  client: ApiClientOptions,
  pacer: Pacer,
  deps: BotDeps,
  shared: boolean,
  failed: (error: unknown) => void,
): Courier {
  const courier = new Courier({
    outbox: deps.deliveries,
    attempt: deliverer(new Api(token, client), botInfo.username, deps),
    closed: (chatId, threadId, reason) => chatClosed(chatId, threadId, reason, deps),
    opened: (chatId, threadId) => chatOpened(chatId, threadId, deps),
    moved: (from, to) => moveChat(from, to, deps),
    pacer,
    // Of a database file there is one user only, whose turn it is again at once after a kill.
    holder: shared ? randomUUID() : 'sqlite',
    now: deps.now,
    sleep: (ms) => sleep(ms),
    failed,
  })
  courier.start()
  return courier
}

/** The page on this machine only; where its port is taken, one of the next. */
async function servePlayground(
  { port, defaultLanguage }: Config,
  local: LocalTelegram,
  words: AllWords,
): Promise<Listening> {
  const ports = port === 0 ? [0] : Array.from({ length: 20 }, (_, i) => port + i)
  return listen(await playgroundApp(local, words, defaultLanguage), '127.0.0.1', ports, 'PORT')
}

/** The public port, with the webhook if there is one, and the admin port. */
async function servePorts(
  config: Config,
  health: Health,
  metrics: Metrics,
  receive: Inbox['receive'],
  storeFailed: (error: unknown) => void,
): Promise<Listening[]> {
  const app = new Hono().route('/', publicApp(health))
  if (config.mode === 'webhook') {
    const { webhookUrl, webhookSecret: secret } = config
    app.route('/', webhookApp({ path: webhookUrl.pathname, secret, receive, storeFailed }))
  }
  return [
    await listen(app, '0.0.0.0', [config.port], 'PORT'),
    await listen(adminApp(health, metrics), '127.0.0.1', [config.adminPort], 'ADMIN_PORT'),
  ]
}

/** Learns the bot's own name, however long Telegram cannot be reached. */
async function introduce(bot: Bot<BotContext>, log: Logger): Promise<void> {
  for (;;) {
    try {
      // Not bot.init, which tries for ever without a word.
      bot.botInfo = await bot.api.getMe()
      return
    } catch (error) {
      if (error instanceof GrammyError && [401, 404].includes(error.error_code)) {
        throw new ConfigError('BOT_TOKEN is refused by Telegram: copy it again from @BotFather', { cause: error })
      }
      log.warn({ err: error }, 'Telegram cannot be reached; trying again')
      await sleep(retryStartMs)
    }
  }
}

/** grammY wraps what a handler throws. */
function unwrap(error: unknown): unknown {
  return error instanceof BotError ? error.error : error
}
