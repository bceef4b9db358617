import { Composer, InlineKeyboard } from 'grammy'
import { categories } from '../knowledge/types.ts'
import { buttonData } from './buttons.ts'
import { inGroup, type BotContext } from './context.ts'
import type { BotDeps } from './deps.ts'
import { reply } from './reply.ts'
import { privateLink } from './views/links.ts'

/** /bantuan: how to ask, by example and by category, the commands, whom to contact. */
export function helpFeature({ operator }: BotDeps): Composer<BotContext> {
  const feature = new Composer<BotContext>()
  feature.command(['bantuan', 'help'], async (ctx) => {
    if (inGroup(ctx)) await helpGroup(ctx)
    else await helpPerson(ctx)
  })

  async function helpPerson(ctx: BotContext): Promise<void> {
    const { words, language, me } = ctx
    const keyboard = new InlineKeyboard()
    for (const [i, category] of categories.entries()) {
      keyboard.text(words.t(`categories.${category}`), buttonData('category', language, `${category}.0`))
      if (i % 2 === 1) keyboard.row()
    }
    const contact = operator ? words.t('help.contact', { operator }) : words.t('help.noContact')
    await reply(ctx, words.rich('help.text', { contact, name: me.username }), keyboard)
  }
  return feature
}

async function helpGroup(ctx: BotContext): Promise<void> {
  const { words, me } = ctx
  const keyboard = new InlineKeyboard().url(words.t('ask.inPrivate'), privateLink(me.username))
  await reply(ctx, words.rich('help.group', { name: me.username }), keyboard)
}
