// Lesson post: told once, on the next day, and only while it is true; wherever the bot was killed.
import { beforeAll, expect, test } from 'vitest'
import { settle } from '#daily/close.ts'
import { replaceBallots } from '#record/ballot-store.ts'
import { roundShown } from '#record/store.ts'
import { settleSlot } from '#schedule/store.ts'
import { slots } from '#schedule/tables.ts'
import { changeSettings } from '#settings/store.ts'
import { openingOf, openTestRound } from '../progress/support.ts'
import { describeOnBothEngines, describeOnPostgres, freshDatabase } from '../support/database.ts'
import { rekey, toVoid } from './correcting.ts'
import { ballotsFrom, lessonAt, misled, stage } from './lesson-stage.ts'

describeOnBothEngines('a mini-lesson', (open) => {
  beforeAll(async () => {
    await open() // the first opening of an engine takes longer than a test may
  })
  const closed = async (language: 'ko' | 'en' = 'en') => {
    const { db } = await open()
    const group = await stage(db, language)
    await group.close()
    await group.revealed()
    return { ...group, db }
  }

  test.each(['en', 'ko'] as const)(
    'follows the reveal on the next morning in %s, once',
    async (language) => {
      const group = await closed(language)
      await group.at(lessonAt.subtract({ seconds: 1 }))
      expect(group.posted).toEqual([])
      expect(await group.at(lessonAt)).toBe('done')
      await group.at(lessonAt.add({ hours: 1 }))
      expect(group.posted).toHaveLength(1)
      const [{ text, replyTo, channel, blocks } = { text: '', blocks: [] }] = group.posted
      expect([replyTo, channel]).toEqual(['the reveal', 'channel'])
      const ko = language === 'ko'
      expect(text).toContain(ko ? '어제 5명 중 3명' : 'Yesterday 3 of 5')
      expect(text).toContain(ko ? '**B. option b 케이**' : '**B. option b**')
      expect(text).toContain(ko ? '✅ **A. option a 케이**' : '✅ **A. option a**')
      expect(text).toContain(
        ko ? '> 오븐은 hot 해요.\n> 냉장고는 cold 해요.' : '> An oven is hot.\n> A fridge is cold.',
      )
      expect(text).toContain(
        `[bread.${language}.md:3–9](https://notes.example/bread.${language}.md)`,
      )
      expect(text).toContain('#CODE-L')
      expect(text).not.toMatch(/undefined|ana|<@/)
      expect(JSON.stringify(blocks)).toContain('"action":"report"')
      // A report about it is one about its round.
      expect((await roundShown(group.db, 'g', 'post 1'))?.id).toBe('g-0')
      expect(await roundShown(group.db, 'h', 'post 1')).toBeUndefined()
    },
  )

  test('an answer that was lost is found again, also when the quiz is put off meanwhile', async () => {
    const group = await closed()
    group.state.losesAnswers = true
    await group.at(lessonAt)
    group.state.losesAnswers = false
    await changeSettings(group.db, 'g', { quizTime: '15:00' })
    expect(await group.at(lessonAt.add({ minutes: 20 }))).toBe('done')
    await group.at(openingOf(1).add({ hours: 6 }))
    expect(group.posted).toHaveLength(1)
    expect(await group.lessons()).toMatchObject([{ message: 'post 1' }])
  })

  test('says nothing of a round that was voided or re-keyed; once it counts as before, it does', async () => {
    for (const correction of [toVoid, rekey('b'), rekey('d')]) {
      const group = await closed()
      await group.correct(correction)
      expect(await group.at(lessonAt)).toBe('done')
      await group.at(lessonAt.add({ hours: 1 }))
      expect(group.posted).toEqual([])
    }
    const group = await closed()
    await group.correct(toVoid)
    await group.correct({ kind: 'restore' })
    await group.at(lessonAt)
    expect(group.posted).toHaveLength(1)
  })

  test('a round voided while it was open is told of when it counts again in time', async () => {
    const { db } = await open()
    const group = await stage(db)
    await openTestRound(db, { guild: 'g', day: 0 })
    await group.correct(toVoid)
    const voters = ballotsFrom(misled)
    await settle(db, 'g-0', { now: openingOf(0).add({ hours: 12 }), voters })
    await group.revealed()
    await group.correct({ kind: 'restore' })
    await group.at(lessonAt)
    expect(group.posted).toHaveLength(1)
  })

  test('what a later count of the votes shows is what it says, or why it is silent', async () => {
    const group = await closed()
    const count = (votes: Readonly<Record<string, string>>) =>
      replaceBallots(group.db, 'g-0', ballotsFrom(votes))
    await count({ ...misled, fay: 'b', gus: 'a' })
    await group.at(lessonAt)
    expect(group.posted[0]?.text).toContain('4 of 7')
    const other = await closed()
    await count({ ana: 'a', bo: 'a', cem: 'a', dua: 'a', eva: 'b' })
    expect(await other.at(lessonAt)).toBe('done')
    expect(other.posted).toEqual([])
  })

  test('goes with the quiz to a later hour; an outage of a day drops it', async () => {
    const group = await closed()
    await changeSettings(group.db, 'g', { quizTime: '22:30' })
    expect(await group.at(lessonAt)).toBe('planned')
    expect(await group.at(openingOf(1).add({ hours: 13, minutes: 25 }))).toBe('done')
    expect(group.posted).toHaveLength(1)
    const late = await closed()
    expect(await late.at(lessonAt.add({ hours: 13 }))).toBe('missed')
    expect(late.posted).toEqual([])
  })

  test('waits for a reveal that is on its way; without notes to quote it says nothing', async () => {
    const { db } = await open()
    const group = await stage(db)
    await group.close()
    expect(await group.at(lessonAt)).toBe('planned')
    await group.revealed()
    expect(await group.at(lessonAt.add({ minutes: 1 }))).toBe('done')
    expect(group.posted).toHaveLength(1)
    const bare = await closed()
    bare.concepts.clear()
    expect(await bare.at(lessonAt)).toBe('done')
    expect(bare.posted).toEqual([])
  })

  test('told after midnight it says which day it was', async () => {
    const group = await closed()
    await changeSettings(group.db, 'g', { quizTime: '20:00' })
    await group.at(lessonAt)
    await group.at(openingOf(1).add({ hours: 15, minutes: 30 }))
    expect(group.posted[0]?.text).toContain('In the quiz of November 2, 3 of 5')
  })

  test('a channel that is closed to the bot costs the lesson and troubles no owner', async () => {
    const group = await closed()
    group.state.fault = { kind: 'forbidden', reason: 'lacks SendMessages' }
    expect(await group.at(lessonAt)).toBe('missed')
    expect((await group.db.select().from(slots)).map(({ kind }) => kind)).not.toContain('trouble')
  })

  test.each(['en', 'ko'] as const)(
    'a question corrected since is struck in %s, and told again once it counts as before',
    async (language) => {
      const group = await closed(language)
      await group.at(lessonAt)
      const edits = () => group.edited.filter(({ message }) => message === 'post 1')
      for (const correction of [toVoid, rekey('b')]) {
        await group.correct(correction)
        await group.noticesAfter({ minutes: 2 })
        const text = edits().at(-1)?.text
        expect(text).toContain(language === 'ko' ? '~~Which one? 케이~~' : '~~Which one?~~')
        expect(text).toContain(language === 'ko' ? '정정됐어요' : 'was corrected since')
        expect(text).toContain(language === 'ko' ? '공지' : 'see the notice')
        expect(text).toContain('#CODE-L')
        expect(text).not.toMatch(/option|hot|undefined/)
      }
      await group.correct(rekey('a'))
      await group.noticesAfter({ minutes: 2 })
      // The first notice is spoken of once it is posted.
      expect(edits()).toHaveLength(4)
      expect(edits()[0]?.text).not.toMatch(/공지|notice/)
      const text = edits()[3]?.text
      expect(text).toContain(language === 'ko' ? '11월 2일' : 'quiz of November 2')
      expect(text).toContain(language === 'ko' ? '> 오븐은 hot' : '> An oven is hot.')
      expect(text).not.toMatch(/~~|✏️/)
    },
  )

  test.each(['en', 'ko'] as const)(
    'one that is not to be told any more says so in %s: no figures of before, and nothing struck',
    async (language) => {
      const group = await closed(language)
      await group.at(lessonAt)
      const told = () => group.edited.findLast(({ message }) => message === 'post 1')?.text
      await group.correct(toVoid)
      await group.noticesAfter({ minutes: 2 })
      group.concepts.clear()
      await group.correct({ kind: 'restore' })
      await group.noticesAfter({ minutes: 2 })
      expect(told()).toContain(language === 'ko' ? '출제된 그대로' : 'counts as it was asked')
      await replaceBallots(group.db, 'g-0', ballotsFrom({ ana: 'a', bo: 'a', cem: 'b' }))
      await group.correct(rekey('b'))
      await group.correct(rekey('a'))
      await group.noticesAfter({ minutes: 2 })
      expect(told()).toContain(language === 'ko' ? '다시 세어' : 'counted anew')
      expect(told()).toContain('#CODE-L')
      expect(told()).not.toMatch(/~~|option|3|undefined/)
    },
  )

  test('a notice that was refused is not spoken of by the lesson', async () => {
    const group = await closed()
    await group.at(lessonAt)
    group.state.fault = { kind: 'forbidden', reason: 'lacks SendMessages' }
    await group.correct(toVoid)
    await group.noticesAfter({ minutes: 2 })
    expect(group.edited.at(-1)?.text).toContain('corrected since.')
  })

  test('a lesson on its way holds up the word of a correction, so that it is struck too', async () => {
    const group = await closed()
    const [lesson] = await group.lessons()
    if (!lesson) throw new Error('no lesson is owed')
    await settleSlot(group.db, lesson, { state: 'sent' })
    await group.correct(toVoid)
    await group.noticesAfter({ minutes: 2 })
    expect(group.posted).toEqual([])
    await settleSlot(group.db, lesson, { state: 'done', message: 'the lesson' })
    await group.noticesAfter({ minutes: 2 })
    expect(group.edited.map(({ message }) => message)).toEqual([
      'the reveal',
      'the lesson',
      'the lesson', // which now says that there is a notice
    ])
    expect(group.posted).toHaveLength(1)
  })
})

describeOnPostgres('a mini-lesson owed at once', () => {
  test('by two hundred closes: one slot', async () => {
    const { db, close } = await freshDatabase('postgres')
    try {
      const group = await stage(db)
      await openTestRound(db, { guild: 'g', day: 0 })
      const voters = ballotsFrom(misled)
      const now = openingOf(0).add({ hours: 12 })
      const done = await Promise.all(
        Array.from({ length: 200 }, () => settle(db, 'g-0', { now, voters })),
      )
      expect(done.filter(Boolean)).toHaveLength(1)
      expect(await group.lessons()).toHaveLength(1)
    } finally {
      await close()
    }
  })
})
