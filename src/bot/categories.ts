import { Composer } from 'grammy'
import { categories } from '../knowledge/types.ts'
import { buttonPattern, readButton } from './buttons.ts'
import type { BotContext } from './context.ts'
import type { BotDeps } from './deps.ts'
import { pageOf, showPage } from './views/topic-list.ts'

/** Lists the topics of a category, page by page, in the message whose button was pressed. */
export function categoriesFeature({ library, words: allWords }: BotDeps): Composer<BotContext> {
  const feature = new Composer<BotContext>()

  feature.callbackQuery(buttonPattern('category'), async (ctx, next) => {
    const { language, id } = readButton(ctx.match)
    const page = pageOf(id)
    const category = categories.find((known) => known === page?.of)
    if (!category || !page) return next()
    await ctx.answerCallbackQuery()
    const words = allWords[language]
    const topics = [...library.knowledge.topics.values()].filter((topic) => topic.category === category)
    const heading = words.rich('categories.heading', { category: words.t(`categories.${category}`) })
    await showPage(ctx, heading, topics, page, 'category', words)
  })
  return feature
}
