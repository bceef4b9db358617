import { Composer, InlineKeyboard } from 'grammy'
import type { InlineQueryResultArticle } from 'grammy/types'
import { plainText } from '../knowledge/rich-text.ts'
import type { Topic } from '../knowledge/types.ts'
import type { BotContext } from './context.ts'
import type { BotDeps } from './deps.ts'
import { shortAnswerText } from './views/answer.ts'
import { topicLink } from './views/links.ts'
import { examples } from './start.ts'

const most = 10
const descriptionLength = 110
/** Seconds for which Telegram may show the same results to the same person. */
const cacheSeconds = 60
/** What counts as asked of late, for those who have typed nothing yet. */
const askedWithinMs = 90 * 24 * 60 * 60_000

/** @bot … in any chat: ready answers to insert, best first. */
export function inlineFeature(deps: BotDeps): Composer<BotContext> {
  const feature = new Composer<BotContext>()
  feature.on('inline_query', async (ctx) => {
    const { topics } = deps.library.knowledge
    const query = ctx.inlineQuery.query.trim()
    const ids =
      query === ''
        ? [...(await deps.questions.mostAsked(deps.now() - askedWithinMs, most)), ...examples]
        : deps.library.matcher.search(query, most).map(({ id }) => id)
    const found = [...new Set(ids)].flatMap((id) => topics.get(id) ?? []).slice(0, most)
    await ctx.answerInlineQuery(
      found.map((topic) => article(topic, ctx, deps)),
      {
        cache_time: cacheSeconds,
        is_personal: true,
        ...(found.length === 0 && { button: { text: ctx.words.t('inline.nothing'), start_parameter: 'inline' } }),
      },
    )
  })
  return feature
}

function article(topic: Topic, { words, language, me }: BotContext, { library }: BotDeps): InlineQueryResultArticle {
  const text = shortAnswerText(topic, library.knowledge, words)
  return {
    type: 'article',
    id: `${topic.id}.${language}`.slice(0, 64),
    title: topic.title[language],
    description: shortened(plainText(topic.answer[language].direct)),
    input_message_content: {
      message_text: text.text,
      entities: text.entities,
      link_preview_options: { is_disabled: true },
    },
    reply_markup: new InlineKeyboard().url(words.t('answer.more'), topicLink(me.username, topic.id)),
  }
}

/** At the last space before the limit. */
function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ')
  if (line.length <= descriptionLength) return line
  return `${line.slice(0, line.lastIndexOf(' ', descriptionLength))} …`
}
