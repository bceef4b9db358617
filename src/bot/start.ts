import { Composer, InlineKeyboard } from 'grammy'
import { sendChosen } from './answering.ts'
import { buttonData } from './buttons.ts'
import type { BotContext } from './context.ts'
import type { BotDeps } from './deps.ts'
import { sendLaw } from './law.ts'
import { reply } from './reply.ts'
import { groupLink } from './views/links.ts'

/** Offered at the first greeting and to whoever has typed nothing yet. */
export const examples = ['dprd-approval', 'who-signs-mou', 'procedure-overview', 'loi-vs-mou', 'legal-basis-overview']

/**
 * /start in private: who speaks, what is kept, two examples. With "t_<topic>" or "h_<law>" behind it, as links have,
 * what they lead to; anything else behind it is ignored.
 */
export function startFeature(deps: BotDeps): Composer<BotContext> {
  const feature = new Composer<BotContext>()
  feature.chatType('private').command('start', async (ctx) => {
    const { words, language } = ctx
    const { topics, laws } = deps.library.knowledge
    const [, kind, id = ''] = /^([th])_([\w-]+)$/.exec(ctx.match) ?? []
    const topic = kind === 't' ? topics.get(id) : undefined
    if (topic) return sendChosen(ctx, topic, language, deps)
    const law = kind === 'h' ? laws.get(id) : undefined
    if (law) {
      await sendLaw(ctx, law, undefined, deps, words)
      return
    }

    const keyboard = new InlineKeyboard()
    for (const example of examples.slice(0, 2).flatMap((one) => topics.get(one) ?? [])) {
      keyboard.text(example.title[language], buttonData('topic', language, example.id)).row()
    }
    const other = language === 'id' ? 'en' : 'id'
    keyboard.text(words.t('start.consult'), buttonData('consultation', language, '-.list')).row()
    keyboard
      .text(words.t('language.other'), buttonData('language', other, other))
      .url(words.t('start.addToGroup'), groupLink(ctx.me.username))
    const operator = deps.operator ? words.t('start.operator', { operator: deps.operator }) : ''
    await reply(ctx, words.rich('start.welcome', { operator }), keyboard)
  })
  return feature
}
