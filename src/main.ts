import { holdMemory } from './memory.ts'
import { startApp } from './app.ts'
import { ConfigError, parseConfig } from './config.ts'
import { KnowledgeError } from './knowledge/load.ts'
import { createLog } from './log.ts'

try {
  const config = parseConfig()
  const log = createLog(config.logLevel, config.mode === 'playground' ? undefined : config.token)
  const app = await startApp(config, log).catch((error: unknown) => {
    if (!isExpected(error)) log.fatal({ err: error }, 'the start failed')
    throw error
  })

  holdMemory()

  if (app.playgroundUrl) process.stdout.write(`Playground (no BOT_TOKEN): ${app.playgroundUrl}\n`)
  else log.info({ mode: config.mode }, 'the bot answers')

  const shutdown = (signal: string) => {
    log.info({ signal }, 'stopping')
    void app.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'stopped with an error')
        process.exit(1)
      },
    )
  }
  process.once('SIGTERM', shutdown)
  process.once('SIGINT', shutdown)
} catch (error) {
  // The remedy alone, without a stack that would bury it.
  if (isExpected(error)) process.stderr.write(`${error.message}\n`)
  process.exit(1)
}

function isExpected(error: unknown): error is Error {
  return error instanceof ConfigError || error instanceof KnowledgeError
}
