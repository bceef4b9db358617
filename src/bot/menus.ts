import { createHash } from 'node:crypto'
import type { Api } from 'grammy'
import { languages } from '../knowledge/types.ts'
import type { FactRepository } from '../storage/facts.ts'
import type { AllWords } from './words.ts'

/** The commands of the menu in each language, in order; the words stand in the locales. */
const commands = {
  id: ['tanya', 'bantuan', 'bahasa', 'privasi', 'hapus_data'],
  en: ['ask', 'help', 'language', 'privacy', 'delete_data'],
} as const

/**
 * Sets the bot's name, descriptions and command menus in each language, but only when they differ from what was
 * set last: Telegram limits how often a name may change. Indonesian is the one without a language code.
 */
export async function setMenus(api: Api, botId: number, facts: FactRepository, allWords: AllWords): Promise<void> {
  const menus = languages.map((language) => {
    const { t } = allWords[language]
    return {
      ...(language !== 'id' && { language_code: language }),
      name: t('menu.name'),
      description: t('menu.description'),
      shortDescription: t('menu.shortDescription'),
      commands: commands[language].map((command) => ({ command, description: t(`menu.commands.${command}`) })),
    } as const
  })
  const fact = `menus:${botId}`
  const print = createHash('sha256').update(JSON.stringify(menus)).digest('hex')
  if ((await facts.get(fact)) === print) return
  for (const { language_code, name, description, shortDescription, commands: list } of menus) {
    const scope = { ...(language_code && { language_code }) }
    await api.setMyCommands(list, scope)
    await api.setMyName(name, scope)
    await api.setMyDescription(description, scope)
    await api.setMyShortDescription(shortDescription, scope)
  }
  await facts.set(fact, print)
}
