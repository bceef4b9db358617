import type { Decision } from '../answers/decide.ts'
import { maskPersonalData } from '../answers/clean.ts'
import type { Language, Topic } from '../knowledge/types.ts'
import { inGroup, type BotContext } from './context.ts'
import type { BotDeps } from './deps.ts'
import { reply } from './reply.ts'
import { answerButtons, answerText, groupAnswerButtons, shortAnswerText, type AnswerFrame } from './views/answer.ts'

/**
 * Sends the answer to a topic, short in a group, and remembers it as the person's last.
 * @returns the ids of the messages.
 */
export async function sendAnswer(
  ctx: BotContext,
  topic: Topic,
  language: Language,
  deps: BotDeps,
  frame: AnswerFrame = {},
): Promise<number[]> {
  const { knowledge } = deps.library
  const words = deps.words[language]
  const questionId = ctx.update.update_id
  const [text, keyboard] = inGroup(ctx)
    ? [
        shortAnswerText(topic, knowledge, words, frame),
        groupAnswerButtons(topic, words, questionId, ctx.me.username, frame),
      ]
    : [answerText(topic, knowledge, words, frame), answerButtons(topic, knowledge, words, questionId, frame)]
  const sent = await reply(ctx, text, keyboard)
  await deps.lastTopics.set(ctx.place, ctx.person, topic.id, deps.now())
  return sent
}

/** Answers a topic that was chosen, not typed: by a button, a link or its id. Curators learn as much from that. */
export async function sendChosen(
  ctx: BotContext,
  topic: Topic,
  language: Language,
  deps: BotDeps,
  frame: AnswerFrame = {},
): Promise<void> {
  const text = `▸ ${topic.title[language]}`
  await keepQuestion(ctx, { text, language, decision: 'answer', topics: [topic.id] }, deps)
  await sendAnswer(ctx, topic, language, deps, frame)
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
