import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openDatabase, type OpenDatabase } from '../../src/storage/connect.ts'
import { createRepositories } from '../../src/storage/repositories.ts'
import { makePostgres, makeSqlite, type TestDatabase } from './databases.ts'

type Repositories = Awaited<ReturnType<typeof createRepositories>>

const update = (updateId: number, chat: string) => ({ updateId, chat, body: JSON.stringify({ update_id: updateId }) })
const question = {
  updateId: 5,
  person: 'somebody',
  text: 'apa itu LoI',
  language: 'id',
  decision: 'answer',
  topics: ['letter-of-intent'],
} as const

describe.each([
  ['SQLite', makeSqlite],
  ['PostgreSQL', makePostgres],
])('storage on %s', (_, make) => {
  let place: TestDatabase
  let database: OpenDatabase
  let all: Repositories

  beforeAll(async () => {
    place = await make()
    database = await openDatabase(place.config)
  })
  afterAll(async () => {
    await database.db.destroy()
    await place.remove()
  })
  beforeEach(async () => {
    for (const table of ['updates', 'people', 'chats', 'last_topics', 'replies', 'questions', 'facts'] as const) {
      await database.db.deleteFrom(table).execute()
    }
    all = await createRepositories(database)
  })

  describe('updates', () => {
    test('are claimed in order within a chat, side by side across chats', async () => {
      const { updates } = all
      await updates.store([update(1, 'a'), update(2, 'a'), update(3, 'b')], 0)
      const first = await updates.claim(10, 100)
      const second = await updates.claim(10, 100)
      expect([first?.updateId, second?.updateId]).toEqual([1, 3])
      expect(await updates.claim(10, 100)).toBeUndefined()

      await updates.finish(1, 'done', 20)
      expect(await updates.claim(21, 100)).toEqual({ ...update(2, 'a'), claims: 1, failures: 0 })
    })

    test('that come again change nothing', async () => {
      const { updates } = all
      await updates.store([update(1, 'a')], 0)
      await updates.claim(0, 50)
      await updates.finish(1, 'done', 1)
      await updates.store([update(1, 'a'), update(2, 'a')], 2)
      expect((await updates.claim(3, 50))?.updateId).toBe(2)
      expect(await updates.countOpen()).toBe(1)
    })

    test('are free again when their time is over', async () => {
      const { updates } = all
      await updates.store([update(1, 'a')], 0)
      await updates.claim(0, 50)
      expect(await updates.claim(49, 100)).toBeUndefined()
      expect(await updates.claim(50, 100)).toMatchObject({ updateId: 1, claims: 2 })
      await updates.renew([1], 200)
      expect(await updates.claim(150, 300)).toBeUndefined()
    })

    test('that failed wait and are counted', async () => {
      const { updates } = all
      await updates.store([update(1, 'a'), update(2, 'a')], 0)
      await updates.claim(0, 50)
      await updates.release(1, 30, true)
      expect(await updates.claim(29, 50)).toBeUndefined()
      expect(await updates.claim(30, 80)).toMatchObject({ updateId: 1, failures: 1 })
      await updates.release(1, 40, false)
      expect(await updates.claim(40, 80)).toMatchObject({ updateId: 1, failures: 1 })
    })

    test('set aside no longer hold up their chat', async () => {
      const { updates } = all
      await updates.store([update(1, 'a'), update(2, 'a')], 0)
      await updates.finish(1, 'set-aside', 1)
      expect((await updates.claim(2, 50))?.updateId).toBe(2)
    })

    test('lose their text when they are done, and at request when they are set aside', async () => {
      const { updates } = all
      await updates.store([update(1, 'a'), update(2, 'a'), update(3, 'a'), update(4, 'b')], 0)
      await updates.finish(1, 'done', 1)
      await updates.finish(2, 'set-aside', 1)
      await updates.finish(4, 'set-aside', 1)
      const [done] = await database.db.selectFrom('updates').select('chat').where('update_id', '=', 1).execute()
      expect(done?.chat).toBe('')
      const bodies = async () => {
        const rows = await database.db
          .selectFrom('updates')
          .select(['update_id', 'body'])
          .orderBy('update_id')
          .execute()
        return rows.filter(({ body }) => body !== null).map((row) => row.update_id)
      }
      expect(await bodies()).toEqual([2, 3, 4])
      await updates.forgetChat('a')
      expect(await bodies()).toEqual([3, 4])
    })

    test('are counted behind one another', async () => {
      const { updates } = all
      await updates.store([update(1, 'a'), update(2, 'a'), update(3, 'a'), update(4, 'b')], 0)
      expect(await updates.countWaiting('a', 1)).toBe(2)
      await updates.finish(2, 'done', 1)
      expect(await updates.countWaiting('a', 1)).toBe(1)
    })

    test('are forgotten some time after they were finished', async () => {
      const { updates } = all
      await updates.store([update(1, 'a'), update(2, 'a')], 0)
      await updates.finish(1, 'done', 10)
      await updates.forgetFinishedBefore(11)
      const left = await database.db.selectFrom('updates').select('update_id').execute()
      expect(left).toEqual([{ update_id: 2 }])
    })

    test('many claimed at once are each claimed once', async () => {
      const { updates } = all
      await updates.store(
        Array.from({ length: 40 }, (__, i) => update(i, `chat${i}`)),
        0,
      )
      const claimed = await Promise.all(Array.from({ length: 40 }, () => updates.claim(0, 1000)))
      const ids = claimed.flatMap((one) => one?.updateId ?? [])
      expect(new Set(ids).size).toBe(ids.length)
      expect(ids.length).toBeGreaterThan(0)
    })

    test('numbers beyond 32 bits are kept', async () => {
      const { updates } = all
      await updates.store([update(1_795_000_000_001, 'a')], 1_795_000_000_000)
      expect((await updates.claim(1_795_000_000_002, 1_795_000_000_003))?.updateId).toBe(1_795_000_000_001)
    })
  })

  test('a language is remembered, changed, forgotten', async () => {
    const { people } = all
    expect(await people.language('x')).toBeUndefined()
    await people.setLanguage('x', 'en', 1)
    await people.setLanguage('x', 'id', 2)
    expect(await people.language('x')).toBe('id')
    await people.forget('x')
    expect(await people.language('x')).toBeUndefined()
  })

  test('the last topic of a person in a place is the last, for a while', async () => {
    const { lastTopics } = all
    await lastTopics.set('c', 'x', 'one', 10)
    await lastTopics.set('c', 'x', 'two', 20)
    await lastTopics.set('c', 'y', 'three', 20)
    expect(await lastTopics.get('c', 'x', 15)).toBe('two')
    expect(await lastTopics.get('c', 'y', 15)).toBe('three')
    expect(await lastTopics.get('c', 'x', 20)).toBeUndefined()
    await lastTopics.forgetBefore(21)
    expect(await lastTopics.get('c', 'x', 0)).toBeUndefined()
    await lastTopics.set('c', 'x', 'one', 30)
    expect(await lastTopics.forget('x')).toBe(1)
    expect(await lastTopics.get('c', 'x', 0)).toBeUndefined()
  })

  test('a group is joined once, greeted once in a while, and keeps its language', async () => {
    const { chats } = all
    expect(await chats.join('g')).toBe(true)
    expect(await chats.join('g')).toBe(false)
    expect(await chats.takeGreeting('g', 0, 100)).toBe(true)
    expect(await chats.takeGreeting('g', 50, 150)).toBe(false)
    expect(await chats.takeGreeting('g', 100, 200)).toBe(true)
    expect(await chats.takeGreeting('unknown', 0, 100)).toBe(true)
    await chats.setLanguage('g', 'en')
    await chats.leave('g')
    expect(await chats.join('g')).toBe(true)
    expect(await chats.language('g')).toBe('en')
  })

  test('a group that becomes a supergroup takes its settings along, told once or twice', async () => {
    const { chats } = all
    await chats.join('old')
    await chats.setLanguage('old', 'en')
    await chats.move('old', 'new')
    await chats.move('old', 'new')
    expect(await chats.language('new')).toBe('en')
    expect(await chats.language('old')).toBeUndefined()
    expect(await chats.join('new')).toBe(false)
  })

  test('a reply is found by the question, until it is forgotten', async () => {
    const { replies } = all
    await replies.set('c', 1, { messageIds: [2], lastTopic: undefined }, 10)
    await replies.set('c', 1, { messageIds: [2, 3], lastTopic: 'one' }, 11)
    expect(await replies.get('c', 1)).toEqual({ messageIds: [2, 3], lastTopic: 'one' })
    expect(await replies.get('d', 1)).toBeUndefined()
    await replies.forgetBefore(12)
    expect(await replies.get('c', 1)).toBeUndefined()
    await replies.set('c', 1, { messageIds: [2], lastTopic: undefined }, 20)
    await replies.forget('c')
    expect(await replies.get('c', 1)).toBeUndefined()
  })

  test('a question is kept once; only who asked may rate it', async () => {
    const { questions } = all
    await questions.keep(question, 1)
    await questions.keep({ ...question, text: 'again' }, 2)
    expect(await questions.setFeedback(5, 'somebody else', 'down')).toBe('not-yours')
    expect(await questions.setFeedback(6, 'somebody', 'down')).toBe('not-yours')
    expect(await questions.setFeedback(5, 'somebody', 'up')).toBe('changed')
    expect(await questions.setFeedback(5, 'somebody', 'up')).toBe('same')
    const [row] = await database.db.selectFrom('questions').selectAll().execute()
    expect(row).toMatchObject({ text: 'apa itu LoI', asked_at: 1, feedback: 'up', topics: '["letter-of-intent"]' })
  })

  test('a reason and one comment are taken from who asked', async () => {
    const { questions } = all
    await questions.keep(question, 1)
    expect(await questions.setReason(5, 'somebody else', 'wrong', 'c:9')).toBe(false)
    expect(await questions.setReason(5, 'somebody', 'unclear', 'c:9')).toBe(true)
    expect(await questions.addComment('c:9', 'somebody else', 'no')).toBe(false)
    expect(await questions.addComment('c:9', 'somebody', 'too short')).toBe(true)
    expect(await questions.addComment('c:9', 'somebody', 'again')).toBe(false)
    const [row] = await database.db.selectFrom('questions').selectAll().execute()
    expect(row).toMatchObject({ reason: 'unclear', comment: 'too short' })
  })

  test('the most asked topics are counted by answers since then', async () => {
    const { questions } = all
    const asked = ['a', 'b', 'b', 'c', 'c', 'c']
    for (const [i, topic] of asked.entries()) await questions.keep({ ...question, updateId: i, topics: [topic] }, i)
    await questions.keep({ ...question, updateId: 9, decision: 'choose', topics: ['a'] }, 9)
    expect(await questions.mostAsked(-1, 2)).toEqual(['c', 'b'])
    expect(await questions.mostAsked(3, 5)).toEqual(['c'])
    expect(await questions.topics(9)).toEqual(['a'])
    expect(await questions.topics(99)).toEqual([])
  })

  test('questions are deleted by age and at request', async () => {
    const { questions } = all
    await questions.keep(question, 1)
    await questions.keep({ ...question, updateId: 6 }, 10)
    await questions.keep({ ...question, updateId: 7, person: 'other' }, 10)
    await questions.forgetBefore(5)
    expect(await questions.forget('somebody')).toBe(1)
    const left = await database.db.selectFrom('questions').select('update_id').execute()
    expect(left).toEqual([{ update_id: 7 }])
  })

  test('the key of the pseudonyms is made once and kept', async () => {
    const again = await createRepositories(database)
    expect(again.pseudonym('person', 7)).toBe(all.pseudonym('person', 7))
    expect(all.pseudonym('chat', 7)).not.toBe(all.pseudonym('person', 7))
    expect(all.pseudonym('person', 7)).toMatch(/^[\w-]{27}$/)
    await all.facts.set('x', '1')
    expect(await all.facts.get('x')).toBe('1')
  })

  test('the tables are brought up to date once', async () => {
    const second = await openDatabase(place.config)
    const rows = await second.db.selectFrom('updates').selectAll().execute()
    expect(rows).toEqual([])
    await second.db.destroy()
  })

  test('what is dangerous in SQL is only text', async () => {
    const text = `'; DROP TABLE questions; -- "\\`
    await all.questions.keep({ ...question, text }, 1)
    const [row] = await database.db.selectFrom('questions').select('text').execute()
    expect(row?.text).toBe(text)
  })
})

test('a database that cannot be opened is said with its variable', async () => {
  await expect(openDatabase({ kind: 'sqlite', path: '/dev/null/x.db' })).rejects.toThrow(/^DATABASE_URL: /)
  await expect(openDatabase({ kind: 'postgres', url: 'postgres://x:y@127.0.0.1:9/z' })).rejects.toThrow(
    /^DATABASE_URL: /,
  )
})
