import { describe, expect, test } from 'vitest'
import { ConfigError, parseConfig } from '../src/config.ts'

const token = '123456:ABC-def_1'

describe('parseConfig', () => {
  test.each([
    [{}, 'playground'],
    [{ BOT_TOKEN: '' }, 'playground'],
    [{ BOT_TOKEN: token }, 'polling'],
    [{ BOT_TOKEN: token, WEBHOOK_URL: 'https://bot.example.id/t', WEBHOOK_SECRET: 's3cret' }, 'webhook'],
    [
      { BOT_TOKEN: token, BOT_API_ROOT: 'http://127.0.0.1:1', WEBHOOK_URL: 'http://x/t', WEBHOOK_SECRET: 's' },
      'webhook',
    ],
  ])('%o runs as %s', (env, mode) => {
    expect(parseConfig(env).mode).toBe(mode)
  })

  test('has the defaults of the contract', () => {
    expect(parseConfig({ BOT_TOKEN: token })).toEqual({
      mode: 'polling',
      token,
      apiRoot: 'https://api.telegram.org',
      database: { kind: 'sqlite', path: 'data/paradiplomasi.db' },
      port: 8080,
      adminPort: 8081,
      curatorIds: [],
      operator: undefined,
      defaultLanguage: 'id',
      knowledgeDir: './knowledge',
      logLevel: 'info',
    })
  })

  test.each([
    [{ OPERATOR: 'Kota X', OPERATOR_CONTACT: 'x@kota.go.id' }, 'Kota X (x@kota.go.id)'],
    [{ OPERATOR: 'Kota X' }, 'Kota X'],
    [{ OPERATOR_CONTACT: 'x@kota.go.id' }, 'x@kota.go.id'],
  ])('%o names the operator', (env, operator) => {
    expect(parseConfig(env).operator).toBe(operator)
  })

  test('reads lists and numbers', () => {
    const config = parseConfig({ CURATOR_IDS: '12, 34', PORT: '0', DATABASE_URL: 'postgres://u:p@h/db' })
    expect(config).toMatchObject({
      curatorIds: [12, 34],
      port: 0,
      database: { kind: 'postgres', url: 'postgres://u:p@h/db' },
    })
  })

  test.each([
    ['BOT_TOKEN', { BOT_TOKEN: 'nonsense' }],
    ['BOT_API_ROOT', { BOT_TOKEN: token, BOT_API_ROOT: 'ftp://x' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://x' }],
    ['PORT', { PORT: '70000' }],
    ['PORT', { PORT: 'http' }],
    ['ADMIN_PORT', { ADMIN_PORT: '-1' }],
    ['CURATOR_IDS', { CURATOR_IDS: 'siti' }],
    ['DEFAULT_LANGUAGE', { DEFAULT_LANGUAGE: 'fr' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
    ['WEBHOOK_URL', { BOT_TOKEN: token, WEBHOOK_SECRET: 's' }],
    ['WEBHOOK_URL', { BOT_TOKEN: token, WEBHOOK_URL: 'http://bot.example.id', WEBHOOK_SECRET: 's' }],
    ['WEBHOOK_SECRET', { BOT_TOKEN: token, WEBHOOK_URL: 'https://bot.example.id' }],
    ['WEBHOOK_SECRET', { BOT_TOKEN: token, WEBHOOK_URL: 'https://bot.example.id', WEBHOOK_SECRET: 'mit leer' }],
  ])('says on one line what is wrong with %s', (name, env) => {
    const attempt = () => parseConfig(env)
    expect(attempt).toThrow(ConfigError)
    expect(attempt).toThrow(new RegExp(`^${name} is (wrong|missing): [^\n]+$`))
  })
})
