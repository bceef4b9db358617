import { dateIn, zoneOf, type Zone } from '../../calendar/zones.ts'
import { dossierOf, interviewOf, type Dossier } from '../../consultation/dossier.ts'
import type { World } from '../../consultation/facts.ts'
import type { Interview } from '../../consultation/interview.ts'
import { procedureId, roadMap, type RoadMap } from '../../consultation/road-map.ts'
import type { DossierEvent } from '../../consultation/types.ts'
import type { ConsultationRow } from '../../storage/consultations.ts'
import { isGroupAdmin } from '../admin.ts'
import { inGroup, type BotContext } from '../context.ts'
import type { BotDeps } from '../deps.ts'

/** A consultation with what follows from it, as one update finds it. */
export interface OpenConsultation {
  readonly row: ConsultationRow
  readonly dossier: Dossier
  readonly interview: Interview
  readonly map: RoadMap
  readonly world: World
  /** The time of the region. */
  readonly zone: Zone
}

/** To whom consultations begun here belong: to the group in a group, else to the person. */
export function ownerOf(ctx: BotContext): string {
  return inGroup(ctx) ? ctx.chatName : ctx.person
}

/** The consultation, if there is one with this id and it belongs to this chat. */
export async function findConsultation(
  ctx: BotContext,
  id: string,
  { consultations }: BotDeps,
): Promise<ConsultationRow | undefined> {
  const row = await consultations.find(id)
  return row?.owner === ownerOf(ctx) ? row : undefined
}

export async function openConsultation(row: ConsultationRow, deps: BotDeps): Promise<OpenConsultation> {
  return { row, ...open(await deps.consultations.events(row.id), deps) }
}

/** The same from events at hand, as within a transaction. */
export function open(events: readonly DossierEvent[], { library, now }: BotDeps): Omit<OpenConsultation, 'row'> {
  const { knowledge, places, placeSearch } = library
  const dossier = dossierOf(events)
  const region = placeSearch.region(dossier.answers.get('region')?.[0] ?? '')
  const zone = zoneOf(region?.province)
  const world = { places, today: dateIn(zone, now()) }
  const procedure = knowledge.procedures.get(procedureId(dossier.answers))
  if (!procedure) throw new Error('the procedures ksdpl and ksdll must stand in knowledge/procedures/')
  return {
    dossier,
    world,
    zone,
    interview: interviewOf(dossier, knowledge.rules, world),
    map: roadMap(dossier, procedure),
  }
}

/** Whether the sender of each update is an admin, asked once an update. */
const admins = new WeakMap<BotContext, Promise<boolean>>()

/** Own ones in private; in a group who began it and its admins. Asked at every press: rights change. */
export async function mayChange(ctx: BotContext, row: ConsultationRow): Promise<boolean> {
  if (!inGroup(ctx) || row.starter === ctx.person) return true
  let admin = admins.get(ctx)
  if (!admin) admins.set(ctx, (admin = isGroupAdmin(ctx)))
  return admin
}
