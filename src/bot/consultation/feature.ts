import { Composer, InlineKeyboard } from 'grammy'
import type { Answer } from '../../consultation/types.ts'
import { inventedRegion } from '../../places/find.ts'
import { buttonData, buttonPattern, readButton } from '../buttons.ts'
import type { BotContext } from '../context.ts'
import type { BotDeps } from '../deps.ts'
import { reply } from '../reply.ts'
import { consultationTitle } from '../views/consultation/title.ts'
import { findConsultation, mayChange, openConsultation, ownerOf } from './open.ts'
import { authorOf, isChange } from './press.ts'
import { goOn } from './talk.ts'

/** Stands for a consultation that is still to be begun. */
const none = '-'
const maxConsultations = 40

/** The invented region and partner of an exercise: what would have to be typed is given. */
const exercise: Readonly<Record<string, Answer>> = {
  region: [inventedRegion.code],
  country: ['JP'],
  'partner-name': ['Midorikawa'],
}

/** /konsultasi lists and begins consultations, /batal pauses what is asked; other buttons are too late or foreign. */
export function consultationFeature(deps: BotDeps): Composer<BotContext> {
  const { prompts, consultations } = deps
  const feature = new Composer<BotContext>()

  feature.command(['konsultasi', 'consult'], (ctx) => list(ctx, false, deps))
  feature
    .chatType('private')
    .command('start', (ctx, next) => (ctx.match === 'konsultasi' ? list(ctx, false, deps) : next()))

  feature.command(['batal', 'cancel'], async (ctx) => {
    const closed = await prompts.close(ctx.place, ctx.person)
    await ctx.conversation.exitAll()
    await reply(ctx, ctx.words.t(closed ? 'consult.paused' : 'consult.nothingOpen'))
  })

  feature.callbackQuery(buttonPattern('consultation'), async (ctx, next) => {
    const [id = '', verb = ''] = readButton(ctx.match).id.split('.')
    if (id === none && (verb === 'list' || verb === 'archive')) {
      await ctx.answerCallbackQuery()
      return list(ctx, verb === 'archive', deps)
    }
    if (id === none && (verb === 'new' || verb === 'practice')) return begin(ctx, verb === 'practice', deps)
    const row = await findConsultation(ctx, id, deps)
    const { t } = ctx.words
    if (!row) return ctx.answerCallbackQuery({ text: t('consult.notHere'), show_alert: true })
    if (isChange(verb) && !(await mayChange(ctx, row))) {
      return ctx.answerCallbackQuery({ text: t('consult.notAllowed'), show_alert: true })
    }
    if (verb !== 'delete') return next()
    await consultations.remove(id)
    await ctx.answerCallbackQuery()
    await ctx.editMessageText(t('consult.delete.done'))
  })
  return feature
}

/** The consultations of this chat, the last changed first, and how to begin another. */
async function list(ctx: BotContext, archived: boolean, deps: BotDeps): Promise<void> {
  const { words, language } = ctx
  const { t } = words
  const all = await deps.consultations.ofOwner(ownerOf(ctx))
  const shown = all.filter((row) => row.archived === archived)
  const keyboard = new InlineKeyboard()
  for (const row of shown) {
    const opened = await openConsultation(row, deps)
    const mark = row.practice ? '🎓 ' : ''
    keyboard
      .text(mark + consultationTitle(opened, deps.library, words), buttonData('consultation', language, `${row.id}.q`))
      .row()
  }
  if (archived) keyboard.text(t('consult.list.back'), buttonData('consultation', language, `${none}.list`))
  else {
    keyboard.text(t('consult.list.new'), buttonData('consultation', language, `${none}.new`)).row()
    keyboard.text(t('consult.list.practice'), buttonData('consultation', language, `${none}.practice`))
    if (all.some((row) => row.archived)) {
      keyboard.text(t('consult.list.archive'), buttonData('consultation', language, `${none}.archive`))
    }
  }
  const text = archived ? 'consult.list.archived' : shown.length > 0 ? 'consult.list.heading' : 'consult.list.welcome'
  await reply(ctx, words.rich(text), keyboard)
}

async function begin(ctx: BotContext, practice: boolean, deps: BotDeps): Promise<void> {
  const owner = ownerOf(ctx)
  // The number of the update names it, so that the same update begins no second one.
  const id = ctx.update.update_id.toString(36)
  const all = await deps.consultations.ofOwner(owner)
  if (all.length >= maxConsultations && !all.some((row) => row.id === id)) {
    await ctx.answerCallbackQuery({
      text: ctx.words.t('consult.list.tooMany', { count: maxConsultations }),
      show_alert: true,
    })
    return
  }
  const first = { kind: 'began', answers: practice ? exercise : {} } as const
  await deps.consultations.create({ id, owner, starter: ctx.person, practice }, first, authorOf(ctx, deps))
  await ctx.answerCallbackQuery()
  await goOn(ctx, { consultation: id, view: { kind: 'present' } })
}
