import { Composer, InlineKeyboard } from 'grammy'
import type { Category } from '../knowledge/types.ts'
import { categories } from '../knowledge/types.ts'
import { formatted } from '../sending/text.ts'
import { buttonData, buttonPattern, readButton } from './buttons.ts'
import type { BotContext } from './context.ts'
import type { BotDeps } from './deps.ts'

const pageSize = 8

/** Lists the topics of a category, page by page, in the message whose button was pressed. */
export function categoriesFeature({ knowledge, words: allWords }: BotDeps): Composer<BotContext> {
  const feature = new Composer<BotContext>()

  feature.callbackQuery(buttonPattern('category'), async (ctx, next) => {
    const { language, id } = readButton(ctx.match)
    const [name, page] = id.split('.')
    const category = categories.find((known) => known === name)
    const from = Number(page) * pageSize
    if (!category || !Number.isInteger(from)) return next()
    await ctx.answerCallbackQuery()

    const words = allWords[language]
    const topics = [...knowledge.topics.values()].filter((topic) => topic.category === category)
    const keyboard = new InlineKeyboard()
    for (const topic of topics.slice(from, from + pageSize)) {
      keyboard.text(topic.title[language], buttonData('topic', language, topic.id)).row()
    }
    const turn = (label: string, to: number) =>
      keyboard.text(label, buttonData('category', language, pageId(category, to)))
    if (from > 0) turn(words.t('categories.earlier'), Number(page) - 1)
    if (from + pageSize < topics.length) turn(words.t('categories.later'), Number(page) + 1)

    const heading = formatted(words.rich('categories.heading', { category: words.t(`categories.${category}`) }))
    const other = { entities: heading.entities, reply_markup: keyboard }
    // The first page is a message of its own, so that what it was opened from stays readable.
    if (isList(ctx)) await ctx.editMessageText(heading.text, other)
    else await ctx.reply(heading.text, other)
  })
  return feature
}

function pageId(category: Category, page: number): string {
  return `${category}.${page}`
}

/** Whether the pressed button turns a page: only such a list begins with a topic and has category buttons. */
function isList(ctx: BotContext): boolean {
  const [first] = ctx.callbackQuery?.message?.reply_markup?.inline_keyboard ?? []
  const button = first?.[0]
  return button !== undefined && 'callback_data' in button && buttonPattern('topic').test(button.callback_data)
}
