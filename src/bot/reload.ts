import { Composer } from 'grammy'
import { KnowledgeError } from '../knowledge/load.ts'
import { lookForNews, offerNews } from './announcements/news.ts'
import type { BotContext } from './context.ts'
import { applyOverlay, overlayMistake } from './curated-cases.ts'
import type { BotDeps } from './deps.ts'
import { reply } from './reply.ts'

/** Of a long list of mistakes, the first say enough. */
const shownMistakes = 15

/** /muat_ulang, for curators: reads the knowledge folder again; with a mistake in it everything stays as it was. */
export function reloadFeature(deps: BotDeps): Composer<BotContext> {
  const { isCurator, learnAnew } = deps
  const feature = new Composer<BotContext>()
  feature.chatType('private').command(['muat_ulang', 'reload'], async (ctx, next) => {
    if (!isCurator(ctx.from.id)) return next()
    try {
      await ctx.replyWithChatAction('typing')
      const learnt = await learnAnew()
      const { mistakes, overtaken, conflicts } = await applyOverlay(deps, learnt)
      const { topics, laws, concepts } = learnt.knowledge
      const counts = { topics: topics.size, laws: laws.size, concepts: concepts.length }
      await reply(ctx, ctx.words.t('reload.done', counts))
      if (overtaken.length > 0) await reply(ctx, ctx.words.t('caseForm.overtaken', { count: overtaken.length }))
      if (conflicts.length > 0) {
        const ids = conflicts.map(({ id }) => id).join(', ')
        await reply(ctx, ctx.words.t('caseForm.conflicts', { ids }))
      }
      if (mistakes.length > 0) {
        const list = mistakes.slice(0, shownMistakes).map((mistake) => `• ${overlayMistake(mistake)}`)
        await reply(ctx, `${ctx.words.t('caseForm.leftOut')}\n\n${list.join('\n')}`)
      }
      const drafts = await lookForNews(deps)
      await offerNews(ctx.api, [...new Set([ctx.from.id, ...deps.curatorIds])], drafts, deps)
    } catch (error) {
      if (!(error instanceof KnowledgeError)) throw error
      const { mistakes } = error
      const list = mistakes.slice(0, shownMistakes).map(({ file, line, message }) => `• ${file}:${line}  ${message}`)
      const count = mistakes.length
      await reply(ctx, `${ctx.words.t('reload.refused', { count })}\n\n${list.join('\n')}`)
    }
  })
  return feature
}
