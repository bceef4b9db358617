import { Composer } from 'grammy'
import type { Case } from '../knowledge/types.ts'
import { countCases, filterCases, onlyPlaces, type CaseFilter } from '../cases/filter.ts'
import { buttonPattern, readButton } from './buttons.ts'
import { keepQuestion } from './answering.ts'
import { inGroup, type BotContext } from './context.ts'
import type { BotDeps } from './deps.ts'
import { reply } from './reply.ts'
import { caseCard, caseList } from './views/cases.ts'
import { pageOf } from './views/topic-list.ts'
import type { Words } from './words.ts'

/** /kasus: real partnerships by region, partner, country, province, field, kind, state and year, typed freely. */
export function casesFeature(deps: BotDeps): Composer<BotContext> {
  const feature = new Composer<BotContext>()

  feature.command(['kasus', 'cases'], async (ctx) => {
    const { words, language } = ctx
    const text = ctx.match.trim()
    const filter = deps.library.matcher.readCases(text)
    if (Object.keys(filter).length === 0) {
      const all = filterCases(deps.library.knowledge.cases.values(), {})
      await reply(ctx, words.rich(text === '' ? 'cases.usage' : 'cases.notUnderstood', countCases(all)))
      return
    }
    await keepQuestion(ctx, { text, language, decision: 'answer', topics: ['case-search'] }, deps)
    await sendCases(ctx, filter, 0, ctx.update.update_id, words, deps)
  })

  feature.callbackQuery(buttonPattern('caseCard'), async (ctx, next) => {
    const { language, id } = readButton(ctx.match)
    const one = deps.library.knowledge.cases.get(id)
    if (!one) return next()
    await ctx.answerCallbackQuery()
    await sendCase(ctx, one, deps.words[language], deps)
  })

  feature.callbackQuery(buttonPattern('similar'), async (ctx, next) => {
    const { language, id } = readButton(ctx.match)
    const one = deps.library.knowledge.cases.get(id)
    if (!one) return next()
    await ctx.answerCallbackQuery()
    await sendSimilar(ctx, one, deps.words[language], deps)
  })

  feature.callbackQuery(buttonPattern('casePage'), async (ctx, next) => {
    const { language, id } = readButton(ctx.match)
    const page = pageOf(id)
    const text = page && (await deps.questions.text(Number(page.of)))
    if (!page || text === undefined || !ctx.msg) return next()
    await ctx.answerCallbackQuery()
    ctx.corrects = [ctx.msg.message_id]
    const filter = deps.library.matcher.readCases(text)
    await sendCases(ctx, filter, page.number, Number(page.of), deps.words[language], deps)
  })
  return feature
}

export async function sendCase(ctx: BotContext, one: Case, words: Words, { library }: BotDeps): Promise<void> {
  await reply(ctx, caseCard(one, library.knowledge, library.places, words))
}

/** Lists what there is with the same partner country; of partners in several countries, of the same region. */
export async function sendSimilar(ctx: BotContext, one: Case, words: Words, deps: BotDeps): Promise<void> {
  const { language } = words
  const text = deps.library.placeSearch.country(one.partner.country ?? '')?.name[language] ?? one.region.name
  // Kept like a question, so that the other pages can be turned to.
  await keepQuestion(ctx, { text, language, decision: 'answer', topics: ['case-search'] }, deps)
  await sendCases(ctx, deps.library.matcher.readCases(text), 0, ctx.update.update_id, words, deps)
}

/**
 * Lists the cases that fit, or says that we know of none; a single one is shown whole.
 * @param questionId update that asked, from whose text the other pages are made.
 */
export async function sendCases(
  ctx: BotContext,
  filter: CaseFilter,
  page: number,
  questionId: number,
  words: Words,
  { library }: BotDeps,
): Promise<number[]> {
  const { knowledge, places } = library
  const all = [...knowledge.cases.values()]
  const exact = filterCases(all, filter)
  const [only] = exact
  if (only && exact.length === 1) return reply(ctx, caseCard(only, knowledge, places, words))
  const near = exact.length > 0 ? exact : filterCases(all, onlyPlaces(filter))
  const shown = { filter, exact: exact.length > 0, cases: near, page, questionId, group: inGroup(ctx) }
  const { text, keyboard } = caseList(shown, knowledge, places, words)
  return reply(ctx, text, keyboard)
}
