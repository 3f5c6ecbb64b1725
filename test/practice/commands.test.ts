// Practising on an answer: which question comes, and what is said when none does.
import { expect, test } from 'vitest'
import { answerActions } from '#answer/panel.ts'
import type { Reply } from '#core/reply.ts'
import { replyPayload } from '#discord/payload.ts'
import { practiceActions } from '#practice/panel.ts'
import { describeOnBothEngines } from '../support/database.ts'
import { keepingLog } from '../support/quiet.ts'
import { correctItem } from './correcting.ts'
import {
  ask,
  attemptsKept,
  choose,
  goOn,
  openCiting,
  selectOf,
  shownItem,
  starterItems,
  subjectOf,
  textOf,
} from './support.ts'

const { quiz } = answerActions
const { pick, another, passage } = practiceActions
describeOnBothEngines('practice', (open) => {
  const openOn = async (...cited: readonly string[]) => openCiting((await open()).db, ...cited)

  test('a question stands in the language of the member with a button for each option', async () => {
    const { practice } = await openOn('feeding')
    const reply = await practice.press(quiz, ask, { language: 'ko' })
    const text = textOf(reply).replaceAll('\\', '')
    expect(text).toMatch(/stem of feed-[12] \(ko\)/)
    for (const option of ['a', 'b', 'c', 'd']) expect(text).toContain(`option ${option} (ko)`)
    expect(text).toContain('Topic starter (ko) · ⭐⭐')
    for (const letter of ['A', 'B', 'C', 'D']) subjectOf(reply, letter)
    expect(text).not.toContain('why')
    expect(text).not.toContain('same topic')
  })

  test('the same press gives the same question, however often it is delivered', async () => {
    const { practice } = await openOn('feeding')
    const id = '300000000000000001'
    const first = await practice.press(quiz, ask, { id })
    expect(await practice.press(quiz, ask, { id })).toEqual(first)
  })

  test('a concept without items gives one of its topic and says so', async () => {
    const { practice } = await openOn('ageing')
    const reply = await practice.press(quiz, ask)
    expect(textOf(reply)).toContain('same topic')
    expect(['feed-1', 'feed-2', 'cold-1']).toContain(shownItem(reply))
  })

  test('a topic without items says what to do', async () => {
    const { practice } = await openOn('salting')
    const text = textOf(await practice.press(quiz, ask))
    expect(text).toContain('no quiz questions on Topic salt')
    expect(text).toContain('/today')
  })

  test('another one goes through the set, counts it up at its end and can begin again', async () => {
    const { db, practice } = await openOn('feeding')
    let reply = await practice.press(quiz, ask)
    const met: string[] = []
    while (textOf(reply).includes('stem of') && met.length < starterItems.length) {
      const item = shownItem(reply)
      met.push(item)
      const result = await choose(practice, reply, selectOf(reply) ? 'ac' : 'a')
      practice.pass(1)
      reply = await goOn(practice, result)
    }
    expect(met.slice(0, 2).toSorted()).toEqual(['feed-1', 'feed-2'])
    expect(met.slice(2)).toEqual(['cold-1'])
    expect(textOf(reply)).toContain('2 of 3 right')
    const again = await goOn(practice, reply, 'From the start')
    expect(shownItem(again)).toBe(met[0]) // both right lately, this one longest ago
    await choose(practice, again, 'b')
    expect(await attemptsKept(db)).toHaveLength(4)
  })

  test('what was right lately waits; after a month it is as good as any', async () => {
    const { practice } = await openOn('feeding')
    const first = await practice.press(quiz, ask)
    await choose(practice, first, 'a')
    const draw = async () => {
      const drawn = new Set<string>()
      for (let times = 0; times < 20; times += 1) {
        drawn.add(shownItem(await practice.press(quiz, ask)))
      }
      return drawn
    }
    expect(await draw()).not.toContain(shownItem(first))
    practice.pass(31)
    expect(await draw()).toContain(shownItem(first))
  })

  test('what one member got right does not wait for another', async () => {
    const { practice } = await openOn('feeding')
    const first = await practice.press(quiz, ask)
    await choose(practice, first, 'a')
    const drawn = new Set<string>()
    for (let times = 0; times < 20; times += 1) {
      drawn.add(shownItem(await practice.press(quiz, ask, { member: 'doyun' })))
    }
    expect(drawn).toContain(shownItem(first))
  })

  test('the passage is the whole text of the concept that proves the item', async () => {
    const { practice } = await openOn('ageing')
    const question = await practice.press(quiz, ask)
    const result = await choose(practice, question, selectOf(question) ? 'ab' : 'a')
    const subject = subjectOf(result, 'Read the passage')
    const concept = shownItem(question).startsWith('cold') ? 'cold' : 'feeding'
    const shown = await practice.press(passage, subject, { language: 'ko' })
    expect(textOf(shown)).toContain(`What the ko note says of ${concept}.`)
    expect(textOf(shown)).toContain('starter.ko.md:10–12')
    await practice.rewrite([])
    expect(textOf(await practice.press(passage, subject))).toContain('no longer')
  })

  test('what the group found wrong is not asked there, until it counts again', async () => {
    const { db, practice } = await openOn('feeding')
    await correctItem(db, 'feed-1', { kind: 'void' })
    await correctItem(db, 'cold-1', { kind: 'rekey', keys: ['a', 'b'] })
    await correctItem(db, 'feed-2', { kind: 'void' }, 'another group')
    const draw = async () => shownItem(await practice.press(quiz, ask))
    for (let times = 0; times < 20; times += 1) expect(await draw()).toBe('feed-2')
    await correctItem(db, 'feed-2', { kind: 'void' })
    for (const [language, words] of [
      ['en', 'found wrong here'],
      ['ko', '잘못된 것으로'],
    ] as const)
      expect(textOf(await practice.press(quiz, ask, { language }))).toContain(words)
    await correctItem(db, 'cold-1', { kind: 'rekey', keys: ['b', 'd'] })
    expect(await draw()).toBe('cold-1')
    await correctItem(db, 'feed-1', { kind: 'restore' })
    expect(await draw()).toBe('feed-1')
  })

  test('an answer that is not kept, or is of another guild, is told kindly', async () => {
    const gone = await openOn('a-concept-that-is-gone')
    expect(textOf(await gone.practice.press(quiz, ask))).toContain('Ask again')
    const { db, practice } = await openOn('feeding')
    expect(textOf(await practice.press(quiz, ask, { guild: '2' }))).toContain('Ask again')
    expect(textOf(await practice.press(quiz, '1'))).toContain('Ask again')
    expect(textOf(await practice.press(another, ''))).toContain('Ask again')
    expect(textOf(await practice.press(pick, 'nonsense'))).toContain('Nothing was counted')
    expect(await attemptsKept(db)).toEqual([])
  })

  test('Discord takes every reply', async () => {
    const { practice } = await openOn('feeding', 'cold')
    const { log } = keepingLog()
    const payload = (reply: Reply) => JSON.stringify(replyPayload(reply, log, true))
    const question = await practice.press(quiz, ask)
    const result = await choose(practice, question, selectOf(question) ? 'ab' : 'a')
    for (const reply of [question, result, await goOn(practice, result)]) {
      expect(payload(reply)).toContain('custom_id')
    }
  })
})
