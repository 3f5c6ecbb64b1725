import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { syncBank } from '#bank/store.ts'
import { attemptAnswers, ballotAnswers } from '#progress/answer-store.ts'
import { rounds } from '#record/tables.ts'
import { describeOnBothEngines } from '../support/database.ts'
import { openingOf, openTestRound, playRound, practise, testItem } from './support.ts'

const ana = { guild: 'g', member: 'ana' }

describeOnBothEngines('a member’s answers', (open) => {
  test('are their ballots in closed rounds that count, right when they hold all the keys', async () => {
    const { db } = await open()
    await playRound(db, { guild: 'g', day: 0, keys: ['a', 'c'] }, { ana: 'ca', bo: 'a' })
    await playRound(db, { guild: 'g', day: 1, keys: ['a', 'c'] }, { ana: 'a' })
    await playRound(db, { guild: 'g', day: 2 }, { bo: 'a' })
    await playRound(db, { guild: 'g', day: 3 }, { ana: 'a' })
    await db
      .update(rounds)
      .set({ voided: openingOf(9) })
      .where(eq(rounds.id, 'g-3'))
    await playRound(db, { guild: 'g', day: 4 }, { ana: 'b' })
    await db.update(rounds).set({ mode: 'private' }).where(eq(rounds.id, 'g-4'))
    await playRound(db, { guild: 'other', day: 0 }, { ana: 'a' })
    await openTestRound(db, { guild: 'g', day: 5 })
    const answers = await ballotAnswers(db, ana)
    expect(
      answers.map(({ day, isRight, isPublic }) => `${day} ${isRight} ${isPublic}`).toSorted(),
    ).toEqual(['2026-11-02 true true', '2026-11-03 false true', '2026-11-06 false false'])
    expect(answers[0]).toMatchObject({ item: 'item', topic: 'topic', domain: 'security' })
    expect(answers[0]?.at.toString()).toBe(openingOf(0).add({ hours: 12 }).toString())
  })

  test('are their attempts of any kind, placed by the item as it was when they answered', async () => {
    const { db } = await open()
    const [one, bare] = [testItem('one', 'security'), testItem('bare', undefined)]
    await syncBank(db, [one, bare], new Map(), openingOf(0))
    const moved = { ...one, hash: 'newer', domain: 'deployment', concept: 'other' }
    await syncBank(db, [moved, bare], new Map(), openingOf(1))
    const kinds = ['practice', 'review', 'exam'] as const
    for (const [place, kind] of kinds.entries()) {
      const revision = place === 0 ? one.hash : moved.hash
      const at = openingOf(place)
      await practise(db, { ...ana, set: kind, item: 'one', revision, kind, isRight: true, at })
    }
    const at = openingOf(4)
    await practise(db, { ...ana, set: 's', item: 'bare', revision: bare.hash, isRight: false, at })
    await practise(db, { ...ana, member: 'bo', set: 's', item: 'one', isRight: true, at })
    const answers = await attemptAnswers(db, ana)
    const byDay = answers.toSorted((x, y) => Temporal.PlainDate.compare(x.day, y.day))
    expect(byDay.map(({ domain, concept, isRight }) => [domain, concept, isRight])).toEqual([
      ['security', 'concept of one', true],
      ['deployment', 'other', true],
      ['deployment', 'other', true],
      ['topic', 'concept of bare', false],
    ])
    expect(answers.every(({ isPublic }) => !isPublic)).toBe(true)
  })
})
