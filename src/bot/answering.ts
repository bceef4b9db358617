import type { Decision } from '../answers/decide.ts'
import { maskPersonalData } from '../answers/clean.ts'
import type { Language, Topic } from '../knowledge/types.ts'
import type { BotContext } from './context.ts'
import type { BotDeps } from './deps.ts'
import { reply } from './reply.ts'
import { answerButtons, answerText } from './views/answer.ts'

/** Sends the answer to a topic and remembers it as the chat's last. */
export async function sendAnswer(ctx: BotContext, topic: Topic, language: Language, deps: BotDeps): Promise<void> {
  const words = deps.words[language]
  const buttons = answerButtons(topic, deps.knowledge, words, ctx.update.update_id, ctx.me.username)
  await reply(ctx, answerText(topic, deps.knowledge, words), buttons)
  if (ctx.chat) await deps.lastTopics.set(deps.pseudonym('chat', ctx.chat.id), topic.id, deps.now())
}

/** Keeps what was asked for the curators, masked; a repeated update changes nothing. */
export async function keepQuestion(
  ctx: BotContext,
  asked: {
    readonly text: string
    readonly language: Language
    readonly decision: Decision
    readonly topics: readonly string[]
  },
  deps: BotDeps,
): Promise<void> {
  await deps.questions.keep(
    { ...asked, text: maskPersonalData(asked.text), updateId: ctx.update.update_id, person: ctx.person },
    deps.now(),
  )
}
