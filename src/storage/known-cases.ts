import type { News } from '../announcements/news.ts'
import type { Case } from '../knowledge/types.ts'
import type { Database } from './connect.ts'

/** Of processes that see the same news at the same time the second waits until the first has kept it. */
export async function oneAtATime(tx: Database): Promise<void> {
  await tx
    .insertInto('leases')
    .values({ name: 'drafts', holder: '', until_at: 0 })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ holder: '' }))
    .execute()
}

/** Whether somebody else has seen the same news already. */
export async function isKnown(tx: Database, { kind, about }: News): Promise<boolean> {
  const row = await tx.selectFrom('known_cases').selectAll().where('id', '=', about.id).executeTakeFirst()
  if (!row) return false
  const withdrawn = row.withdrawn === 1
  return kind === 'withdrawn' ? withdrawn : !withdrawn && row.body === JSON.stringify(about)
}

export async function know(tx: Database, one: Case, withdrawn: boolean): Promise<void> {
  const values = { body: JSON.stringify(one), withdrawn: withdrawn ? 1 : 0 }
  await tx
    .insertInto('known_cases')
    .values({ id: one.id, ...values })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute()
}
