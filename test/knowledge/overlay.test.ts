import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { caseFilePath, caseFileText } from '../../src/knowledge/case-file.ts'
import { loadKnowledge } from '../../src/knowledge/load.ts'
import { overlay, textOf, type OverlayEntry } from '../../src/knowledge/overlay.ts'
import { writeOverlay } from '../../src/knowledge/write-overlay.ts'
import { partnership, smallKnowledge } from '../support/knowledge.ts'

const today = '2026-11-24'
const inFiles = partnership('padang-hildesheim')
const changed = { ...inFiles, status: 'loi' }
const added = partnership('bontang-kochi', { partner: { name: 'Kochi', country: 'JP' } })
const entry = (content: unknown, base: string | null, id = inFiles.id): OverlayEntry => ({
  id,
  content,
  base,
  changedAt: 1,
})

describe('the overlay', () => {
  test.each([
    ['a new case', entry(added, null, added.id), { there: 'active' }],
    ['a changed case', entry(changed, textOf(inFiles)), { there: 'loi' }],
    ['a new case of which there is another file now', entry(changed, null), { there: 'active', conflict: true }],
    ['a new case that has come into the files', entry(inFiles, null), { there: 'active', overtaken: true }],
    [
      'a change of what the files have changed, too',
      entry(changed, textOf({ ...inFiles, kind: 'other' })),
      { there: 'active', conflict: true },
    ],
    [
      'a change of what the files have no more',
      entry(changed, textOf(inFiles), 'gone'),
      { there: undefined, conflict: true },
    ],
    ['a change that changes nothing', entry(inFiles, textOf(inFiles)), { there: 'active', overtaken: true }],
    [
      'a base in another order',
      entry(changed, JSON.stringify(Object.fromEntries(Object.entries(inFiles).toReversed()))),
      { there: 'loi' },
    ],
    [
      'a term that is no more',
      entry({ ...added, kind: 'club' }, null, added.id),
      { there: undefined, mistake: '"club" is not in case-terms.yaml' },
    ],
    [
      'a date to come',
      entry({ ...changed, checked: '2027-01-01' }, textOf(inFiles)),
      { there: 'active', mistake: 'the date lies in the future' },
    ],
    ['no case at all', entry({ id: added.id }, null, added.id), { there: undefined, mistake: 'region: ' }],
  ])(
    '%s',
    (
      _,
      one,
      {
        there,
        overtaken = false,
        conflict = false,
        mistake,
      }: { there: string | undefined; overtaken?: boolean; conflict?: boolean; mistake?: string },
    ) => {
      const laid = overlay(smallKnowledge, [one], today)
      expect(laid.knowledge.cases.get(one.id)?.status).toBe(there)
      expect(laid.overtaken).toEqual(overtaken ? [one] : [])
      expect(laid.conflicts).toEqual(conflict ? [one] : [])
      expect(laid.mistakes[0]?.message ?? '').toContain(mistake ?? '')
      expect(laid.mistakes.length > 0).toBe(mistake !== undefined)
    },
  )

  test('changes nothing in the files, and cannot be changed itself', () => {
    const { knowledge } = overlay(smallKnowledge, [entry(changed, textOf(inFiles))], today)
    expect(smallKnowledge.cases.get(inFiles.id)).toEqual(inFiles)
    expect(Object.isFrozen(knowledge)).toBe(true)
  })
})

describe('the export', () => {
  test('writes every case as it stands in the files', async () => {
    const { cases } = await loadKnowledge('knowledge', today)
    const others: string[] = []
    for (const one of cases.values()) {
      const text = await readFile(join('knowledge', caseFilePath(one)), 'utf8')
      if (caseFileText(one) !== text) others.push(one.id)
    }
    // "-79.0" is the same number as "-79".
    expect(others).toEqual(['bandung-cuenca'])
  })

  test('leads to files that load, in which the entries have gone up', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'knowledge-'))
    try {
      await cp('knowledge', folder, { recursive: true })
      const files = await loadKnowledge(folder, today)
      const known = files.cases.get('surabaya-busan')
      if (!known) throw new Error('the case is not there')
      const fresh = { ...added, partner: { name: "'Kochi': #1\\", country: 'JP' } }
      const entries = [
        entry({ ...known, status: 'ended' }, textOf(known), known.id),
        entry(fresh, null, fresh.id),
        entry({ ...added, id: 'bad', kind: 'club' }, null, 'bad'),
      ]
      const written = await writeOverlay(overlay(files, entries, today), entries, folder)
      expect(written).toEqual(['cases/jawa-timur/surabaya-busan.yaml', 'cases/sumatera-barat/bontang-kochi.yaml'])
      const after = await loadKnowledge(folder, today)
      expect(after.cases.get(fresh.id)).toEqual(fresh)
      expect(after.cases.get(known.id)).toEqual({ ...known, status: 'ended' })
      expect(overlay(after, entries, today).overtaken.map(({ id }) => id)).toEqual([known.id, fresh.id])
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})
