import { Composer, InlineKeyboard } from 'grammy'
import { keepQuestion, sendAnswer } from './answering.ts'
import { buttonData } from './buttons.ts'
import type { BotContext } from './context.ts'
import type { BotDeps } from './deps.ts'
import { reply } from './reply.ts'

/** Answered at the first greeting, as buttons. */
const examples = ['dprd-approval', 'who-signs-mou']

/** /start: who speaks, what is kept, two examples. With "t_<topic>" behind it, as shared links have, the answer. */
export function startFeature(deps: BotDeps): Composer<BotContext> {
  const feature = new Composer<BotContext>()
  feature.command('start', async (ctx) => {
    const { words, language } = ctx
    const shared = deps.knowledge.topics.get(ctx.match.replace(/^t_/, ''))
    if (shared) {
      await keepQuestion(
        ctx,
        { text: `▸ ${shared.title[language]}`, language, decision: 'answer', topics: [shared.id] },
        deps,
      )
      return sendAnswer(ctx, shared, language, deps)
    }
    const keyboard = new InlineKeyboard()
    for (const topic of examples.flatMap((id) => deps.knowledge.topics.get(id) ?? [])) {
      keyboard.text(topic.title[language], buttonData('topic', language, topic.id)).row()
    }
    const other = language === 'id' ? 'en' : 'id'
    keyboard.text(words.t('language.other'), buttonData('language', other, other))
    const operator = deps.operator ? words.t('start.operator', { operator: deps.operator }) : ''
    await reply(ctx, words.rich('start.welcome', { operator }), keyboard)
  })
  return feature
}
