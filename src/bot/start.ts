import { Composer, InlineKeyboard } from 'grammy'
import { sendChosen } from './answering.ts'
import { buttonData } from './buttons.ts'
import { sendCase, sendSimilar } from './cases.ts'
import type { BotContext } from './context.ts'
import type { BotDeps } from './deps.ts'
import { sendLaw } from './law.ts'
import { reply } from './reply.ts'
import { groupLink } from './views/links.ts'

/** Offered at the first greeting and to whoever has typed nothing yet. */
export const examples = ['dprd-approval', 'who-signs-mou', 'procedure-overview', 'loi-vs-mou', 'legal-basis-overview']

/**
 * /start in private: who speaks, what is kept, two examples. With "t_<topic>", "h_<law>", "k_<case>" or "m_<case>"
 * (similar cases) behind it, as links have, what they lead to; anything else behind it is ignored.
 */
export function startFeature(deps: BotDeps): Composer<BotContext> {
  const feature = new Composer<BotContext>()
  feature.chatType('private').command('start', async (ctx) => {
    const { words, language } = ctx
    const { topics, laws, cases } = deps.library.knowledge
    const [, kind, id = ''] = /^([thkm])_([\w-]+)$/.exec(ctx.match) ?? []
    const topic = kind === 't' ? topics.get(id) : undefined
    if (topic) return sendChosen(ctx, topic, language, deps)
    const law = kind === 'h' ? laws.get(id) : undefined
    if (law) {
      await sendLaw(ctx, law, undefined, deps, words)
      return
    }
    const one = kind === 'k' || kind === 'm' ? cases.get(id) : undefined
    if (one) return kind === 'k' ? sendCase(ctx, one, words, deps) : sendSimilar(ctx, one, words, deps)

    const keyboard = new InlineKeyboard()
    for (const example of examples.slice(0, 2).flatMap((topicId) => topics.get(topicId) ?? [])) {
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
