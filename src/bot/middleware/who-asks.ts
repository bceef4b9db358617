import type { MiddlewareFn } from 'grammy'
import type { Language } from '../../knowledge/types.ts'
import type { BotContext } from '../context.ts'
import type { BotDeps } from '../deps.ts'

/** Languages of Telegram whose speakers read Indonesian. */
const indonesian: ReadonlySet<string> = new Set(['id', 'in', 'ms', 'jv', 'su', 'min', 'ace', 'ban', 'bug', 'mad'])

/** Gives each update its sender's pseudonym, language and words. Updates without a sender end here. */
export function whoAsks(deps: BotDeps): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    if (!ctx.from) return
    ctx.person = deps.pseudonym('person', ctx.from.id)
    ctx.language =
      (await deps.people.language(ctx.person)) ?? telegramLanguage(ctx.from.language_code) ?? deps.defaultLanguage
    ctx.words = deps.words[ctx.language]
    await next()
  }
}

function telegramLanguage(code: string | undefined): Language | undefined {
  if (code === undefined) return undefined
  return indonesian.has(code.split('-')[0] ?? '') ? 'id' : 'en'
}
