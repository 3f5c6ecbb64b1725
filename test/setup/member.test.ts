// /settings: members see and change what is theirs alone, are told what follows, and can take it back.
import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import type { Invocation } from '#core/command.ts'
import type { Db } from '#core/deps.ts'
import type { Language } from '#core/language.ts'
import type { Reply } from '#core/reply.ts'
import { ok } from '#lib/result.ts'
import { isHidden, standingsOf } from '#progress/store.ts'
import { castVote } from '#record/ballot-store.ts'
import { slots } from '#schedule/tables.ts'
import {
  changeMember,
  changeSettings,
  memberLanguage,
  memberSettings,
  rememberGuild,
} from '#settings/store.ts'
import { settingsCommand, undoButton } from '#setup/member.ts'
import { keepingChat } from '../daily/keeping-chat.ts'
import { openingOf, openTestRound, playRound } from '../progress/support.ts'
import { describeOnBothEngines } from '../support/database.ts'

describeOnBothEngines('/settings', (open, { engine }) => {
  let db: Db
  let now: Temporal.Instant
  const { posted, state, chat: kept } = keepingChat()
  const chat = { ...kept, direct: async (member: string) => ok({ channel: `dm ${member}` }) }
  beforeEach(async () => {
    now = openingOf(1)
    await begin()
  })
  async function begin() {
    db = (await open()).db
    await rememberGuild(db, { guild: 'g', name: 'Study', language: 'ko' })
    await changeSettings(db, 'g', { quizChannel: '77', since: now, zone: 'UTC' })
  }

  const callOf = (options: Invocation['options'], language: Language = 'en'): Invocation => ({
    id: 'i',
    guild: 'g',
    channel: 'c',
    member: { id: 'ana', name: 'Ana', managesServer: false },
    language,
    options,
  })
  const command = () => settingsCommand({ db, clock: () => now, chat })
  async function settings(...given: Parameters<typeof callOf>) {
    const { panel } = (await command().run(callOf(...given))) as Reply
    const text = panel.blocks.map((block) => ('text' in block ? block.text : '')).join('\n')
    const button = panel.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))
    const [undo] = button.flatMap((one) => (one.kind === 'button' ? [one] : []))
    return { text, undo: undo?.does }
  }
  async function takeBack(subject = '') {
    const button = undoButton({ db, clock: () => now, chat })
    if (button.answers === 'form') throw new Error('it answers at once')
    const pressed = { subject, values: [], fields: {}, message: 'm' }
    return JSON.stringify(await button.run(callOf({}), pressed))
  }
  const chosen = () => memberSettings(db, 'g', 'ana')

  test('only the member sees it, and without options it says what holds', async () => {
    expect(command().isPrivate({})).toBe(true)
    expect(command().ownersOnly).toBe(false)
    const { text, undo } = await settings({})
    expect(text).toContain('**Language** as your Discord speaks')
    expect(text).toContain('**Leaderboards** show you')
    expect(text).toContain('**Reminders** off')
    expect(undo).toBeUndefined()
    expect((await settings({}, 'ko')).text).toContain('**알림** 꺼져 있어요')
    await changeMember(db, 'g', 'ana', { reminders: 'closed' })
    expect((await settings({})).text).toContain('Discord did not let me message you')
    expect((await settings({}, 'ko')).text).toContain('메시지를 보내지 못하게 했어요')
  })

  test('a change says what will happen, by the times the guild has now', async () => {
    const { text } = await settings({ reminders: 'dm' })
    expect(text).toContain("I'll send you a direct message around **19:00**, about 2 hours before")
    expect(text).toContain('between 09:00 and 22:00 (UTC)')
    await changeSettings(db, 'g', { openHours: 1 })
    const short = await settings({ reminders: 'mention' }, 'ko')
    expect(short.text).toContain('마감 약 30분 전인 **09:30**쯤 <#77>에서 멘션을')
    await changeSettings(db, 'g', { quizTime: '23:00', openHours: 5 })
    expect((await settings({ reminders: 'dm' })).text).toContain('no quiz is open then')
    expect((await settings({ reminders: 'off' })).text).toContain("I won't remind you")
    expect((await settings({ reminders: 'off' })).text).toContain('Nothing to change')
  })

  test('who chooses direct messages gets one now; where Discord lets none through, nothing changes', async () => {
    posted.length = 0
    expect((await settings({ reminders: 'dm' })).text).toContain("this server's language")
    expect(posted.map(({ channel }) => channel)).toEqual(['dm ana'])
    expect(posted[0]?.text).toContain('Reminders of **Study** will come here')
    await settings({ reminders: 'mention' })
    state.fault = { kind: 'forbidden', reason: '50007' }
    const refused = await settings({ reminders: 'dm', hide: 'yes' }, 'ko')
    state.fault = undefined
    expect(refused.text).toContain('알림은 그대로')
    expect(await chosen()).toMatchObject({ reminders: 'mention', hidden: true })
  })

  test('the language is answered in at once, and given back to Discord', async () => {
    expect((await settings({ language: 'ko' }, 'en')).text).toContain('이제 한국어로')
    expect(await memberLanguage(db, 'g', 'ana')).toBe('ko')
    expect((await settings({ language: 'auto' }, 'ko')).text).toContain('내 Discord 언어로')
    expect(await memberLanguage(db, 'g', 'ana')).toBeUndefined()
  })

  test('hidden: off the boards, with the own rank and all history kept', async () => {
    await playRound(db, { guild: 'g', day: 0 }, { ana: 'a', ben: 'b' })
    const field = { guild: 'g', period: 'all', domain: '', leastAnswered: 0 }
    const board = async () => {
      const { first, own } = await standingsOf(db, field, { most: 10, me: 'ana' })
      return { shown: first.map(({ member }) => member), own: own?.result.points }
    }
    const { undo } = await settings({ hide: 'yes' })
    expect(await board()).toEqual({ shown: ['ben'], own: 10 })
    expect(await isHidden(db, 'g', 'ana')).toBe(true)
    expect(await takeBack(undo?.subject)).toContain('show you')
    expect(await board()).toEqual({ shown: ['ana', 'ben'], own: 10 })
  })

  test('who asks for reminders while a quiz is open is reminded of it already', async () => {
    await openTestRound(db, { guild: 'g', day: 1 })
    await settings({ language: 'en' })
    expect(await db.select().from(slots)).toEqual([])
    await settings({ reminders: 'dm' })
    const owed = await db.select().from(slots)
    expect(owed.map(({ kind, due }) => [kind, due.toString()])).toEqual([
      ['remind', openingOf(1).add({ hours: 10 }).toString()],
    ])
  })

  test('who asks for them late is told of today apart from other days', async () => {
    await playRound(db, { guild: 'g', day: 0 }, { ana: 'a' })
    await openTestRound(db, { guild: 'g', day: 1 })
    const ask = async (reminders: string, language: Language = 'en') =>
      (await settings({ reminders }, language)).text
    expect(await ask('dm')).toContain('a direct message around **19:00**, about 2 hours')
    now = openingOf(1).add({ hours: 11 })
    expect(await ask('mention')).toContain('today at once, on other days around **19:00**, about')
    expect(await ask('dm', 'ko')).toContain(
      '오늘은 바로, 다른 날에는 마감 약 2시간 전인 **19:00**쯤',
    )
    await changeSettings(db, 'g', { wakeTime: '20:30' })
    const moved = await ask('mention')
    expect(moved).toContain('**20:30**, about 30 minutes before')
    expect(moved).not.toContain('today')
    await changeSettings(db, 'g', { wakeTime: '09:00' })
    await castVote(db, { round: 'g-1', member: 'ana', option: 'a' }, true)
    expect(await ask('dm')).toContain('from the next quiz on around **19:00**')
    expect(await ask('mention', 'ko')).toContain('다음 퀴즈부터 마감')
  })

  const wishes = fc.record(
    {
      language: fc.constantFrom('auto', 'ko', 'en'),
      hide: fc.constantFrom('yes', 'no'),
      reminders: fc.constantFrom('off', 'dm', 'mention'),
    },
    { requiredKeys: [] },
  )

  test('taking a change back leaves everything as it was before it, however often', async () => {
    await fc.assert(
      fc.asyncProperty(wishes, wishes, async (first, second) => {
        await begin()
        await settings(first)
        const before = await chosen()
        const { undo } = await settings(second)
        if (undo === undefined) expect(await chosen()).toEqual(before)
        expect(undo?.subject.length ?? 0).toBeLessThan(80)
        await takeBack(undo?.subject)
        expect(await chosen()).toEqual(before)
        await takeBack(undo?.subject)
        expect(await chosen()).toEqual(before)
      }),
      { numRuns: engine === 'pglite' ? 40 : 10 },
    )
  })

  test('what is chosen in one guild is not chosen in another', async () => {
    await rememberGuild(db, { guild: 'h', name: 'Other', language: 'en' })
    await settings({ reminders: 'dm', hide: 'yes', language: 'ko' })
    expect(await chosen()).toEqual({ language: 'ko', hidden: true, reminders: 'dm' })
    expect(await memberSettings(db, 'h', 'ana')).toEqual({
      language: null,
      hidden: false,
      reminders: null,
    })
  })
})
