import { Composer } from 'grammy'
import type { BotContext } from './context.ts'
import type { BotDeps } from './deps.ts'
import { reply } from './reply.ts'

/** /bantuan: how to ask, the commands, whom to contact. */
export function helpFeature({ operator }: BotDeps): Composer<BotContext> {
  const feature = new Composer<BotContext>()
  feature.command(['bantuan', 'help'], async (ctx) => {
    const contact = operator ? ctx.words.t('help.contact', { operator }) : ctx.words.t('help.noContact')
    await reply(ctx, ctx.words.rich('help.text', { contact }))
  })
  return feature
}
