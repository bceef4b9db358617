import { z } from 'zod'
import { languages, type Language } from './knowledge/types.ts'

export type DatabaseConfig =
  { readonly kind: 'sqlite'; readonly path: string } | { readonly kind: 'postgres'; readonly url: string }

interface CommonConfig {
  readonly database: DatabaseConfig
  readonly port: number
  readonly adminPort: number
  readonly curatorIds: readonly number[]
  /** Who runs this bot and how to reach them, as shown to users; undefined when the environment says neither. */
  readonly operator: string | undefined
  readonly defaultLanguage: Language
  readonly knowledgeDir: string
  readonly logLevel: string
}

interface TelegramConfig extends CommonConfig {
  readonly token: string
  readonly apiRoot: string
}

export interface PlaygroundConfig extends CommonConfig {
  readonly mode: 'playground'
}
export interface PollingConfig extends TelegramConfig {
  readonly mode: 'polling'
}
export interface WebhookConfig extends TelegramConfig {
  readonly mode: 'webhook'
  readonly webhookUrl: URL
  readonly webhookSecret: string
}
export type Config = PlaygroundConfig | PollingConfig | WebhookConfig

/** A value of the environment is wrong; the message is one line with the variable's name and the remedy. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'use a number from 0 to 65535')
  .transform(Number)
  .refine((number) => number <= 65_535, 'use a number from 0 to 65535')
const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

const environment = z.object({
  BOT_TOKEN: z
    .string()
    .regex(/^\d+:\S+$/, 'copy the token from @BotFather; it looks like 123456:ABC…')
    .optional(),
  BOT_API_ROOT: z.url({ protocol: /^https?$/, error: 'give an address such as https://api.telegram.org' }).optional(),
  DATABASE_URL: z
    .string()
    .regex(/^(sqlite:.+|postgres(ql)?:\/\/.+)$/, 'use sqlite:path/to/file.db or postgres://user:password@host/database')
    .default('sqlite:data/paradiplomasi.db'),
  WEBHOOK_URL: z
    .url({ protocol: /^https?$/, error: 'give the public address, such as https://bot.example.id/telegram' })
    .optional(),
  // The characters that setWebhook allows in secret_token (Bot API, "setWebhook").
  WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{1,256}$/, 'use 1 to 256 letters, digits, _ and - (openssl rand -hex 32)')
    .optional(),
  PORT: port.default(8080),
  ADMIN_PORT: port.default(8081),
  CURATOR_IDS: z
    .string()
    .regex(/^\s*\d+(\s*,\s*\d+)*\s*$/, 'list Telegram user ids, separated by commas: 1234567,7654321')
    .transform((ids) => ids.split(',').map(Number))
    .default([]),
  OPERATOR: z.string().trim().max(200, 'at most 200 characters').optional(),
  OPERATOR_CONTACT: z.string().trim().max(200, 'at most 200 characters').optional(),
  DEFAULT_LANGUAGE: z.enum(languages, 'use id or en').default('id'),
  KNOWLEDGE_DIR: z.string().default('./knowledge'),
  LOG_LEVEL: z.enum(levels, `use one of ${levels.join(', ')}`).default('info'),
})

/**
 * Reads the environment. Empty variables count as absent, as compose files write them.
 * @throws {ConfigError} on the first wrong value.
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const parsed = environment.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new ConfigError(`${String(issue?.path[0])} is wrong: ${issue?.message}`)
  }
  const read = parsed.data
  const common: CommonConfig = {
    database: parseDatabase(read.DATABASE_URL),
    port: read.PORT,
    adminPort: read.ADMIN_PORT,
    curatorIds: read.CURATOR_IDS,
    operator: parseOperator(read.OPERATOR, read.OPERATOR_CONTACT),
    defaultLanguage: read.DEFAULT_LANGUAGE,
    knowledgeDir: read.KNOWLEDGE_DIR,
    logLevel: read.LOG_LEVEL,
  }
  const { BOT_TOKEN: token, WEBHOOK_URL: url, WEBHOOK_SECRET: secret } = read
  if (token === undefined) return { mode: 'playground', ...common }
  const telegram = { ...common, token, apiRoot: (read.BOT_API_ROOT ?? 'https://api.telegram.org').replace(/\/+$/, '') }
  if (url === undefined && secret === undefined) return { mode: 'polling', ...telegram }
  if (url === undefined) throw new ConfigError('WEBHOOK_URL is missing: set it too, or remove WEBHOOK_SECRET to poll')
  if (secret === undefined) throw new ConfigError('WEBHOOK_SECRET is missing: set it too (openssl rand -hex 32)')
  if (url.startsWith('http:') && read.BOT_API_ROOT === undefined) {
    throw new ConfigError('WEBHOOK_URL is wrong: Telegram delivers to https:// addresses only')
  }
  return { mode: 'webhook', ...telegram, webhookUrl: new URL(url), webhookSecret: secret }
}

function parseDatabase(url: string): DatabaseConfig {
  return url.startsWith('sqlite:') ? { kind: 'sqlite', path: url.slice('sqlite:'.length) } : { kind: 'postgres', url }
}

function parseOperator(name: string | undefined, contact: string | undefined): string | undefined {
  return name && contact ? `${name} (${contact})` : (name ?? contact)
}
