import { Composer, InlineKeyboard } from 'grammy'
import type { Law } from '../knowledge/types.ts'
import { buttonData, buttonPattern, readButton } from './buttons.ts'
import { inGroup, type BotContext } from './context.ts'
import type { BotDeps } from './deps.ts'
import { reply } from './reply.ts'
import { lawCard, topicsOn } from './views/law.ts'
import { pageOf, showPage } from './views/topic-list.ts'
import type { Words } from './words.ts'

/** Offered when no rule is named. */
const offered = 6

/** /hukum: a rule, its standing, the articles we know, the topics that rest on it. */
export function lawFeature(deps: BotDeps): Composer<BotContext> {
  const feature = new Composer<BotContext>()

  feature.command(['hukum', 'law'], async (ctx) => {
    const { words } = ctx
    const { laws, knowledge } = deps.library
    const { laws: found, article, unknown } = laws.find(ctx.match)
    const [law] = found
    if (law && found.length === 1) {
      await sendLaw(ctx, law, article, deps, words)
      return
    }
    if (found.length > 1) {
      await reply(ctx, words.t('law.which'), lawButtons(found, ctx))
      return
    }
    const mostCited = [...knowledge.laws.values()]
      .map((one) => [one, topicsOn(one, undefined, knowledge).length] as const)
      .sort(([, a], [, b]) => b - a)
      .map(([one]) => one)
    const text = words.rich(unknown ? 'law.unknown' : ctx.match.trim() === '' ? 'law.usage' : 'law.notFound')
    await reply(ctx, text, lawButtons(mostCited, ctx))
  })

  feature.callbackQuery(buttonPattern('law'), async (ctx, next) => {
    const { language, id } = readButton(ctx.match)
    const law = deps.library.knowledge.laws.get(id)
    if (!law) return next()
    await ctx.answerCallbackQuery()
    await sendLaw(ctx, law, undefined, deps, deps.words[language])
  })

  feature.callbackQuery(buttonPattern('lawTopics'), async (ctx, next) => {
    const { language, id } = readButton(ctx.match)
    const { knowledge } = deps.library
    const page = pageOf(id)
    const law = page && knowledge.laws.get(page.of)
    if (!law) return next()
    await ctx.answerCallbackQuery()
    const words = deps.words[language]
    const topics = topicsOn(law, undefined, knowledge)
    await showPage(ctx, words.rich('law.topicsHeading', { law: law.short }), topics, page, 'lawTopics', words)
  })
  return feature
}

/** Sends the card of a rule; returns the ids of the messages. */
export async function sendLaw(
  ctx: BotContext,
  law: Law,
  article: string | undefined,
  deps: BotDeps,
  words: Words,
): Promise<number[]> {
  const frame = { group: inGroup(ctx), botName: ctx.me.username }
  const { text, keyboard } = lawCard(law, article, deps.library.knowledge, words, frame)
  return reply(ctx, text, keyboard)
}

/** Two a row; in a group one row of three. */
function lawButtons(laws: readonly Law[], ctx: BotContext): InlineKeyboard {
  const keyboard = new InlineKeyboard()
  for (const [i, law] of laws.slice(0, inGroup(ctx) ? 3 : offered).entries()) {
    keyboard.text(law.short, buttonData('law', ctx.language, law.id))
    if (i % 2 === 1 && !inGroup(ctx)) keyboard.row()
  }
  return keyboard
}
