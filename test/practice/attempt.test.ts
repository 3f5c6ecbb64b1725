// Attempts: each question is answered once, through restarts and edits.
import { expect, test } from 'vitest'
import { answerActions } from '#answer/panel.ts'
import { keepAttempt } from '#record/attempt-store.ts'
import { rounds } from '#record/tables.ts'
import { describeOnBothEngines } from '../support/database.ts'
import { askInRound, correctItem } from './correcting.ts'
import {
  ask,
  attemptsKept,
  choose,
  goOn,
  guild,
  itemOn,
  letterFor,
  openCiting,
  selectOf,
  shownItem,
  starterItems,
  textOf,
} from './support.ts'

const { quiz } = answerActions

describeOnBothEngines('attempts', (open) => {
  const openOn = async (...cited: readonly string[]) => openCiting((await open()).db, ...cited)

  test('a right answer is kept with its facts and shown with why and where', async () => {
    const { db, practice } = await openOn('feeding')
    const question = await practice.press(quiz, ask, { id: '300000000000000001' })
    const item = shownItem(question)
    const reply = await choose(practice, question, 'a', { id: '300000000000000002' })
    const text = textOf(reply).replaceAll('\\', '')
    expect(text).toContain('✅ Right!')
    expect(text).toContain(`why ${item} a`)
    expect(text).not.toContain(`why ${item} b`)
    expect(text).toContain('[feeding](https://notes.example/baking/starter.en.md#L10-L12)')
    expect(text).toContain('starter.en.md:10–12')
    expect(await attemptsKept(db)).toMatchObject([
      {
        id: '300000000000000002',
        guild,
        member: 'sofia',
        set: '300000000000000001',
        item,
        revision: 'abcdef0123456789',
        chosen: ['a'],
        isRight: true,
        kind: 'practice',
      },
    ])
    // 08:30 of the next morning in Seoul.
    expect((await attemptsKept(db))[0]?.localDate.toString()).toBe('2026-11-17')
  })

  test('a wrong answer shows why it is wrong and what is right', async () => {
    const { db, practice } = await openOn('feeding')
    const question = await practice.press(quiz, ask)
    const item = shownItem(question)
    const text = textOf(await choose(practice, question, 'c')).replaceAll('\\', '')
    expect(text).toContain('❌ Not this time')
    expect(text).toMatch(new RegExp(`✅ \\*\\*[A-D]\\. ${item} option a\\*\\*\nwhy ${item} a`))
    expect(text).toMatch(
      new RegExp(`❌ \\*\\*[A-D]\\. ${item} option c\\*\\* · your choice\nwhy ${item} c`),
    )
    expect(await attemptsKept(db)).toMatchObject([{ chosen: ['c'], isRight: false }])
  })

  test('letters stay where they were once the question is answered', async () => {
    const { practice } = await openOn('feeding')
    const question = await practice.press(quiz, ask)
    const result = await choose(practice, question, 'b')
    for (const option of ['a', 'b', 'c', 'd']) {
      expect(letterFor(result, option)).toBe(letterFor(question, option))
    }
  })

  test('a second press changes nothing and shows the first result', async () => {
    const { db, practice } = await openOn('feeding')
    const question = await practice.press(quiz, ask)
    const first = await choose(practice, question, 'c')
    const before = await attemptsKept(db)
    expect(await choose(practice, question, 'a')).toEqual(first)
    expect(await attemptsKept(db)).toEqual(before)
  })

  test('of presses at the same moment one counts, and all show it', async () => {
    const { db, practice } = await openOn('feeding')
    const question = await practice.press(quiz, ask)
    const replies = await Promise.all(
      ['a', 'b', 'c', 'd'].map((option) => choose(practice, question, option)),
    )
    expect(await attemptsKept(db)).toHaveLength(1)
    for (const reply of replies) expect(reply).toEqual(replies[0])
  })

  test('the same question is answered by two members, each for themselves', async () => {
    const { db, practice } = await openOn('feeding')
    const question = await practice.press(quiz, ask)
    await choose(practice, question, 'a', { member: 'sofia' })
    await choose(practice, question, 'b', { member: 'doyun' })
    const rows = await attemptsKept(db)
    expect(rows.map(({ member, isRight }) => [member, isRight]).toSorted()).toEqual([
      ['doyun', false],
      ['sofia', true],
    ])
  })

  test('an open question is answered after a restart', async () => {
    const { db, practice } = await openOn('feeding')
    const question = await practice.press(quiz, ask)
    practice.restart()
    expect(textOf(await choose(practice, question, 'a'))).toContain('✅ Right!')
    practice.restart()
    expect(textOf(await choose(practice, question, 'b'))).toContain('✅ Right!')
    expect(await attemptsKept(db)).toHaveLength(1)
  })

  test('two options are chosen in a select; fewer are asked for again and not counted', async () => {
    const { db, practice } = await openOn('cold')
    const question = await practice.press(quiz, ask)
    const select = selectOf(question)
    expect(select?.most).toBe(2)
    expect(select?.choices.map(({ value }) => value).toSorted()).toEqual(['a', 'b', 'c', 'd', 'e'])
    const asked = await choose(practice, question, 'b')
    expect(textOf(asked)).toContain('exactly 2')
    expect(selectOf(asked)?.does).toEqual(select?.does)
    expect(
      selectOf(asked)
        ?.choices.filter(({ chosen }) => chosen)
        .map(({ value }) => value),
    ).toEqual(['b'])
    expect(await attemptsKept(db)).toEqual([])
    const result = await choose(practice, question, 'db')
    expect(textOf(result)).toContain('✅ Right!')
    expect(await attemptsKept(db)).toMatchObject([
      { item: 'cold-1', chosen: ['b', 'd'], isRight: true },
    ])
  })

  test('one of two right is not right, and is told so', async () => {
    const { db, practice } = await openOn('cold')
    const question = await practice.press(quiz, ask)
    const text = textOf(await choose(practice, question, 'ba'))
    expect(text).toContain('1 of 2 right')
    for (const option of ['a', 'b', 'd']) expect(text).toContain(`why cold-1 ${option}`)
    expect(await attemptsKept(db)).toMatchObject([{ isRight: false }])
  })

  test('an item that was reworded or taken away meanwhile is not counted; another is offered', async () => {
    const { db, practice } = await openOn('feeding')
    const question = await practice.press(quiz, ask)
    const id = shownItem(question)
    const others = starterItems.filter((item) => item.id !== id)
    await practice.rewrite([...others, itemOn(id, 'feeding', 'starter', { hash: '9'.repeat(16) })])
    const changed = await choose(practice, question, 'a')
    expect(textOf(changed)).toContain('reworded')
    await practice.rewrite(others)
    const retired = await choose(practice, question, 'a')
    expect(textOf(retired)).toContain('taken out')
    expect(await attemptsKept(db)).toEqual([])
    expect(shownItem(await goOn(practice, retired))).not.toBe(id)
  })

  test('an item found wrong meanwhile is not counted there; another is offered', async () => {
    for (const correction of [{ kind: 'void' }, { kind: 'rekey', keys: ['b'] }] as const) {
      const { db, practice } = await openOn('feeding')
      const question = await practice.press(quiz, ask)
      const id = shownItem(question)
      await correctItem(db, id, correction, 'another group')
      const result = await choose(practice, question, 'a', { member: 'doyun' })
      expect(textOf(result)).toContain('✅ Right!')
      await correctItem(db, id, correction)
      for (const option of ['a', 'b']) {
        expect(textOf(await choose(practice, question, option))).toContain('found wrong here')
      }
      // What was answered before the correction stands.
      expect(await choose(practice, question, 'b', { member: 'doyun' })).toEqual(result)
      expect(await attemptsKept(db)).toMatchObject([{ member: 'doyun' }])
      const refused = await choose(practice, question, 'a')
      expect(shownItem(await goOn(practice, refused))).not.toBe(id)
    }
  })

  test('the question of a quiz that is open is neither offered nor answered before that closes', async () => {
    const { db, practice } = await openOn('feeding')
    const question = await practice.press(quiz, ask)
    const id = shownItem(question)
    await askInRound(db, id)
    const refused = await choose(practice, question, 'a')
    expect(textOf(refused)).toContain('in the daily quiz now')
    expect(await attemptsKept(db)).toEqual([])
    expect(shownItem(await goOn(practice, refused))).not.toBe(id)
    await db.update(rounds).set({ state: 'closed' })
    expect(textOf(await choose(practice, question, 'a'))).toContain('✅ Right!')
  })

  test('a result is shown by the item as it was, whatever became of it', async () => {
    const { practice } = await openOn('feeding')
    const question = await practice.press(quiz, ask)
    const first = await choose(practice, question, 'a')
    const id = shownItem(question)
    const others = starterItems.filter((item) => item.id !== id)
    const reworded = itemOn(id, 'feeding', 'starter', { hash: '9'.repeat(16), keys: ['b'] })
    await practice.rewrite([...others, reworded])
    expect(await choose(practice, question, 'b')).toEqual(first)
    await practice.rewrite(others)
    expect(await choose(practice, question, 'b')).toEqual(first)
  })

  test('an attempt delivered twice is one', async () => {
    const { db } = await open()
    const attempt = {
      id: '1',
      guild,
      member: 'sofia',
      set: '2',
      item: 'feed-1',
      revision: 'r',
      chosen: ['a'],
      isRight: true,
      kind: 'practice' as const,
      attempted: Temporal.Instant.from('2026-11-16T00:00:00Z'),
      localDate: Temporal.PlainDate.from('2026-11-16'),
    }
    const first = await keepAttempt(db, attempt)
    expect(await keepAttempt(db, attempt)).toEqual(first)
    const later = { ...attempt, id: '3', chosen: ['b'], isRight: false }
    expect(await keepAttempt(db, later)).toEqual(first)
    expect(await attemptsKept(db)).toEqual([first])
  })
})
