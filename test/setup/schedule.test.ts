// /schedule: everyone sees it, owners change it, and what is wrong is said and changes nothing.
import { beforeEach, expect, test } from 'vitest'
import type { Invocation } from '#core/command.ts'
import type { Db } from '#core/deps.ts'
import type { Reply } from '#core/reply.ts'
import { parseCourse } from '#course/course.ts'
import { createPlanner } from '#schedule/planner.ts'
import { settleSlot, slotsBetween } from '#schedule/store.ts'
import { changeSettings, guildSettings, rememberGuild } from '#settings/store.ts'
import { scheduleCommand } from '#setup/schedule.ts'
import { scheduleTexts } from '#setup/schedule-texts.ts'
import { describeOnBothEngines } from '../support/database.ts'
import { keepingLog } from '../support/quiet.ts'

const parsed = parseCourse(`id: small
title: { ko: 작은 과정, en: Small course }
domains:
  - { id: one, title: { ko: 하나, en: One }, weight: 100 }
topics:
  - { id: sqs, title: { ko: 큐, en: Queues }, domain: one }
  - { id: lambda, title: { ko: 람다, en: Lambda }, domain: one }
  - { id: iam, title: { ko: 권한, en: Permissions }, domain: one }
`)
if (!parsed.ok) throw new Error(JSON.stringify(parsed.fault))
const course = parsed.value

describeOnBothEngines('/schedule', (open) => {
  let db: Db
  let now: Temporal.Instant
  beforeEach(async () => {
    db = (await open()).db
    now = Temporal.Instant.from('2026-11-16T08:00+09:00') // a Monday morning in Seoul
    await rememberGuild(db, { guild: '1', name: 'group', language: 'ko' })
    await changeSettings(db, '1', { quizChannel: 'q', since: now })
  })

  const planner = () =>
    createPlanner({ db, clock: () => now, log: keepingLog().log, send: async () => true })
  const command = () =>
    scheduleCommand({
      db,
      clock: () => now,
      mention: (name) => `/${name}`,
      replan: (guild) => planner().replan(guild),
      courseOf: () => course,
    })
  const call = (
    options: Invocation['options'],
    { owner = true, language = 'en' }: { owner?: boolean; language?: 'ko' | 'en' } = {},
  ): Invocation => ({
    id: 'i',
    guild: '1',
    channel: 'c',
    member: { id: 'm', name: 'M', managesServer: owner },
    language,
    options,
  })
  async function schedule(...given: Parameters<typeof call>) {
    const { panel } = (await command().run(call(...given))) as Reply
    const text = panel.blocks.map((block) => ('text' in block ? block.text : '')).join('\n')
    return { tone: panel.tone, text }
  }
  const settings = () => guildSettings(db, '1')
  const date = (text: string) => Temporal.PlainDate.from(text)

  test('everyone sees the next seven posts, and only owners how to change them', async () => {
    await planner().replan('1')
    const owner = await schedule({})
    const member = await schedule({}, { owner: false })
    expect(owner.text.match(/<t:\d+:F>/g)).toHaveLength(7)
    expect(member.text).toBe(owner.text.split('\n-# Owners')[0])
    expect((await schedule({}, { owner: false, language: 'ko' })).text).toContain('오늘의 퀴즈')
  })

  test('a member’s change is refused and changes nothing', async () => {
    const before = await settings()
    const { tone, text } = await schedule({ weekdays: 'Mon' }, { owner: false })
    expect([tone, text]).toEqual(['problem', scheduleTexts('en').ownersOnly])
    expect(await settings()).toEqual(before)
  })

  test('says when nothing changed, which pause it took the place of, and what an open quiz keeps', async () => {
    await schedule({ holiday: '12-25' })
    expect((await schedule({ holiday: '12-25' })).text).toContain('Nothing to change')
    expect((await schedule({ pause_from: '12-15', pause_to: '12-20' })).text).not.toContain(
      'place of',
    )
    const { text } = await schedule({ pause_from: '12-01', pause_to: '12-03' })
    expect(text).toContain('takes the place of the pause that was to begin on Tue, Dec 15')
    expect((await schedule({ pause_to: '12-05' })).text).not.toContain('place of')
    expect((await schedule({ open_hours: '6' }, { language: 'ko' })).text).toContain(
      '다음 퀴즈부터',
    )
  })

  test('before set-up it says what to do', async () => {
    await changeSettings(db, '1', { since: null })
    expect((await schedule({ weekdays: 'Mon' })).text).toContain('/setup')
    expect((await settings())?.weekdays).toHaveLength(7)
  })

  test.each([
    [
      { weekdays: 'Mon-Fri', open_hours: '6' },
      { weekdays: [1, 2, 3, 4, 5], openHours: 6 },
    ],
    [{ holiday: '12-25, 2026-12-24' }, { holidays: [date('2026-12-24'), date('2026-12-25')] }],
    [
      { pause_from: '12-01', pause_to: '12-10' },
      { pauseFrom: date('2026-12-01'), pauseTo: date('2026-12-10') },
    ],
    [{ pause_from: '내일' }, { pauseFrom: date('2026-11-17'), pauseTo: null }],
    [{ pause_to: '11-20' }, { pauseFrom: date('2026-11-16'), pauseTo: date('2026-11-20') }],
    [
      { board_day: '3', board_time: '20시' },
      { boardDay: 3, boardTime: '20:00' },
    ],
    [{ topic: 'lambda' }, { syllabus: 'lambda' }],
    [{ topic: '3' }, { syllabus: 'iam' }],
    [{ topic: 'Queues' }, { syllabus: 'sqs' }],
    [{ exam_date: '2027-02-14' }, { examDate: date('2027-02-14') }],
    [
      { mode: 'private', wake: '8', sleep: '23:30' },
      { mode: 'private', wakeTime: '08:00', sleepTime: '23:30' },
    ],
  ])('an owner writes %j', async (options, expected) => {
    const { tone, text } = await schedule(options as Invocation['options'])
    expect(tone).toBe('setup')
    expect(text).toContain(scheduleTexts('en').changed)
    expect(text).toMatch(/Next posts/)
    const after = JSON.parse(JSON.stringify(await settings()))
    expect(after).toMatchObject(JSON.parse(JSON.stringify(expected)))
  })

  test.each([
    [{ weekdays: 'someday' }, 'Mon-Fri'],
    [{ open_hours: '25' }, 'from 1 to 24'],
    [{ holiday: 'Christmas' }, '2026-12-25'],
    [{ holiday: '2026-12-25, 2020-01-01' }, 'is over'],
    [{ remove_holiday: '12-24' }, 'no holiday'],
    [{ pause_from: '12-10', pause_to: '12-01' }, 'later `pause_to`'],
    [{ pause_from: '12-10', resume: true }, 'contradict'],
    [{ resume: true }, 'no pause'],
    [{ board_time: '24:00' }, 'time of day'],
    [{ topic: 'quantum' }, 'from 1 to 3'],
    [{ exam_date: '2020-01-01' }, 'is over'],
    [{ wake: '23:00' }, 'earlier than `sleep`'],
    [{ weekdays: 'Mon', exam_date: 'soon' }, 'no date'], // one right, one wrong: neither counts
  ])('%j is refused in words, in both languages, and changes nothing', async (options, words) => {
    const before = await settings()
    const { tone, text } = await schedule(options as Invocation['options'])
    expect(tone).toBe('problem')
    expect(text).toContain(words)
    expect(text).toContain('Nothing was changed')
    const korean = await schedule(options as Invocation['options'], { language: 'ko' })
    expect(korean.text).toContain('바뀐 것은 없어요')
    expect(await settings()).toEqual(before)
  })

  test('a holiday is added, shown with its reason, suggested and taken off again', async () => {
    await schedule({ holiday: '11-18' })
    expect((await schedule({})).text).toMatch(/Nov 18 · holiday/)
    const option = command().options.find(({ name }) => name === 'remove_holiday')
    if (option?.kind !== 'text' || !option.suggest) throw new Error('it suggests')
    expect((await option.suggest('', call({}))).map(({ value }) => value)).toEqual(['2026-11-18'])
    await schedule({ remove_holiday: '2026-11-18' })
    expect((await settings())?.holidays).toEqual([])
  })

  test('holidays that several owners add at once are all kept', async () => {
    const days = Array.from({ length: 8 }, (_, place) => `2026-12-${10 + place}`)
    await Promise.all(days.map((holiday) => schedule({ holiday })))
    expect((await settings())?.holidays.map(String)).toEqual(days)
  })

  test('a pause nobody was told of is taken back, one that is on ends with yesterday', async () => {
    await schedule({ pause_from: '11-20' })
    await schedule({ resume: true })
    expect(await settings()).toMatchObject({ pauseFrom: null, pauseTo: null })

    await schedule({ pause_from: 'today' })
    expect((await schedule({ pause_from: '11-30' })).text).toContain('`pause_to` alone')
    const told = { guild: '1', kind: 'pause', localDate: date('2026-11-16'), subject: '' }
    await settleSlot(db, told, { state: 'done', message: 'm' })
    await schedule({ resume: true })
    expect((await settings())?.pauseTo?.toString()).toBe('2026-11-15')
    expect((await schedule({ pause_from: 'today' })).text).toContain('tomorrow or later')
    await schedule({ pause_from: 'tomorrow', pause_to: '11-30' })
    expect((await settings())?.pauseTo?.toString()).toBe('2026-11-30')
  })

  test('a new end of a pause that was announced is owed a word, and nothing else is', async () => {
    const words = async () => {
      const owed = await slotsBetween(db, '1', ['moved'], date('2026-11-16'), date('2026-11-30'))
      return owed.map(({ localDate, state }) => `${localDate} ${state}`)
    }
    await schedule({ pause_from: 'today', pause_to: '11-20' })
    await schedule({ pause_to: '11-21' })
    expect(await words()).toEqual([])
    const told = { guild: '1', kind: 'pause', localDate: date('2026-11-16'), subject: '' }
    await settleSlot(db, told, { state: 'done', message: 'm' })
    await schedule({ pause_to: '11-21', holiday: '12-25' })
    expect(await words()).toEqual([])
    await schedule({ pause_to: '11-22' })
    expect(await words()).toEqual(['2026-11-16 planned'])
    await schedule({ resume: true })
    expect(await words()).toEqual(['2026-11-16 planned']) // the end itself is another announcement
  })

  test('every option has suggestions Discord takes, and there are at most 25', async () => {
    const { options } = command()
    expect(options.length).toBeLessThanOrEqual(25)
    for (const option of options) {
      if (option.kind !== 'text') continue
      for (const typed of ['', '1', 'a', '월']) {
        const choices = (await option.suggest?.(typed, call({}))) ?? []
        expect(choices.length).toBeLessThanOrEqual(25)
        for (const { value, label } of choices) {
          expect(label.length).toBeGreaterThan(0)
          expect(Math.max(value.length, label.length)).toBeLessThanOrEqual(100)
          if (typed !== '') continue
          // Each by itself: a pause that is on refuses another.
          await changeSettings(db, '1', { pauseFrom: null, pauseTo: null })
          expect((await schedule({ [option.name]: value })).tone).toBe('setup')
        }
      }
    }
  })
})
