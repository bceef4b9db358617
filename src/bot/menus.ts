import { createHash } from 'node:crypto'
import type { Api } from 'grammy'
import type { BotCommandScope } from 'grammy/types'
import { languages, type Language } from '../knowledge/types.ts'
import type { FactRepository } from '../storage/facts.ts'
import type { AllWords } from './words.ts'

/** The commands of a menu, in order: Indonesian and English name; the words stand in the locales. */
type Menu = readonly Readonly<Record<Language, string>>[]

const ask = { id: 'tanya', en: 'ask' }
const consult = { id: 'konsultasi', en: 'consult' }
const law = { id: 'hukum', en: 'law' }
const cases = { id: 'kasus', en: 'cases' }
const subscribe = { id: 'langganan', en: 'subscribe' }
const help = { id: 'bantuan', en: 'help' }
const language = { id: 'bahasa', en: 'language' }
const own: Menu = [
  ask,
  consult,
  law,
  cases,
  subscribe,
  help,
  { id: 'batal', en: 'cancel' },
  language,
  { id: 'privasi', en: 'privacy' },
  { id: 'hapus_data', en: 'delete_data' },
]
const curators: Menu = [
  { id: 'antrean', en: 'queue' },
  { id: 'umumkan', en: 'announce' },
  { id: 'muat_ulang', en: 'reload' },
]
const groups: Menu = [ask, consult, law, cases, help]

/** Who sees which menu; a scope of its own hides the wider one, so each is whole. */
function menus(curatorIds: readonly number[]): readonly (readonly [BotCommandScope, Menu])[] {
  return [
    [{ type: 'default' }, own],
    [{ type: 'all_group_chats' }, groups],
    [{ type: 'all_chat_administrators' }, [...groups, subscribe, { id: 'berhenti', en: 'unsubscribe' }, language]],
    ...curatorIds.map((chat_id) => [{ type: 'chat', chat_id }, [...own, ...curators]] as const),
  ]
}

/**
 * Sets the bot's name, descriptions and command menus in each language, but only when they differ from what was
 * set last: Telegram limits how often a name may change. Indonesian is the one without a language code.
 * @param failed told of a curator's menu that cannot be set, as before they have written to the bot.
 */
export async function setMenus(
  api: Api,
  botId: number,
  curatorIds: readonly number[],
  facts: FactRepository,
  allWords: AllWords,
  failed: (error: unknown) => void,
): Promise<void> {
  const texts = languages.map((of) => {
    const { t } = allWords[of]
    const commands = menus(curatorIds).map(([scope, menu]) => ({
      scope,
      commands: menu.map((one) => ({ command: one[of], description: t(`menu.commands.${one[of]}`) })),
    }))
    const names = [t('menu.name'), t('menu.description'), t('menu.shortDescription')] as const
    return { code: of === 'id' ? {} : { language_code: of }, names, commands } as const
  })
  const fact = `menus:${botId}`
  const print = createHash('sha256').update(JSON.stringify(texts)).digest('hex')
  if ((await facts.get(fact)) === print) return
  let complete = true
  for (const { code, names, commands } of texts) {
    for (const { scope, commands: list } of commands) {
      try {
        await api.setMyCommands(list, { ...code, scope })
      } catch (error) {
        if (scope.type !== 'chat') throw error
        complete = false
        failed(error)
      }
    }
    const [name, description, shortDescription] = names
    await api.setMyName(name, code)
    await api.setMyDescription(description, code)
    await api.setMyShortDescription(shortDescription, code)
  }
  if (complete) await facts.set(fact, print)
}
