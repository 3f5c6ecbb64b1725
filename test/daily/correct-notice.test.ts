// Correction notice: the group is told once what holds now, wherever the bot was killed meanwhile.
import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import type { Item } from '#bank/item.ts'
import { itemVersions } from '#bank/tables.ts'
import type { Db } from '#core/deps.ts'
import { correctRound } from '#daily/correct.ts'
import { noticeHandler } from '#daily/correct-notice.ts'
import type { RoundDeps } from '#daily/deps.ts'
import { rounds } from '#record/tables.ts'
import { slotJob, slotPayload } from '#schedule/slot.ts'
import { owe, settleSlot } from '#schedule/store.ts'
import { slots } from '#schedule/tables.ts'
import { rememberGuild } from '#settings/store.ts'
import { closeTestRound, monday, openingOf, openTestRound, playRound } from '../progress/support.ts'
import { describeOnBothEngines } from '../support/database.ts'
import { keepingLog } from '../support/quiet.ts'
import { rekey, toVoid } from './correcting.ts'
import { keepingChat } from './keeping-chat.ts'

const both = (text: string) => ({ ko: `${text} 케이`, en: text })
const item = {
  stem: both('Which one?'),
  keys: ['a'],
  options: ['a', 'b', 'c', 'd'].map((id) => {
    return { id, text: both(`option ${id}`), rationale: both(`reason ${id}`) }
  }),
  source: { file: 'note.en.md', lines: [1, 2] },
} as unknown as Item

async function stage(db: Db, language: 'ko' | 'en' = 'en') {
  const [{ posted, edited, state, chat }, { log }] = [keepingChat(), keepingLog()]
  let now = openingOf(1)
  const material = { concepts: new Map() } as unknown as ReturnType<RoundDeps['materialOf']>
  const deps: RoundDeps = {
    db,
    clock: () => now,
    chat,
    log,
    materialOf: () => material,
    linkTo: () => undefined,
  }
  await rememberGuild(db, { guild: 'g', name: 'G', language })
  const version = { item: 'item', revision: '1', course: 'c', body: item, proof: '', added: now }
  await db.insert(itemVersions).values(version)
  const job = slotJob(deps, { notice: noticeHandler(deps) })
  const notices = () => db.select().from(slots).where(eq(slots.kind, 'notice')).orderBy(slots.due)
  let presses = 0
  return {
    posted,
    edited,
    state,
    notices,
    /** The reveal of the round, which closes first. */
    async reveal() {
      const key = { guild: 'g', kind: 'reveal', localDate: monday, subject: 'g-0' }
      await owe(db, [{ ...key, due: now }])
      await settleSlot(db, key, { state: 'done', message: 'the reveal' })
    },
    async correct(correction: Parameters<typeof correctRound>[3]) {
      now = now.add({ seconds: 10 })
      const by = { id: `${100 + presses++}`, guild: 'g', actor: 'owner', now }
      return (await correctRound(db, by, 'g-0', correction)).kind
    },
    /** Carries out what is due after some minutes, in the order in which it came due. */
    async pass(minutes = 2) {
      now = now.add({ minutes })
      for (const slot of await notices()) {
        if (slot.state === 'done' || Temporal.Instant.compare(slot.due, now) > 0) continue
        await settleSlot(db, slot, { state: 'sent' })
        await job.run(slotPayload(slot)).catch(() => {}) // tried again at the next pass
      }
    },
  }
}

describeOnBothEngines('a correction notice', (open) => {
  beforeAll(async () => {
    await open() // the first opening of an engine takes longer than a test may
  })
  const closed = async (language: 'ko' | 'en' = 'en') => {
    const { db } = await open()
    const group = await stage(db, language)
    await playRound(db, { guild: 'g', day: 0 }, { ana: 'a', bo: 'b', cem: 'b' })
    await group.reveal()
    return group
  }

  test.each(['en', 'ko'] as const)('replies to the reveal in %s, once', async (language) => {
    const group = await closed(language)
    await group.correct(rekey('b'))
    await group.pass()
    await group.pass()
    expect(group.posted).toHaveLength(1)
    const [{ text, replyTo } = { text: '', replyTo: '' }] = group.posted
    expect(replyTo).toBe('the reveal')
    expect(text).toContain(language === 'ko' ? 'B. option b 케이' : 'B. option b')
    expect(text).toContain(language === 'ko' ? '3명 중 2명' : '2 of 3')
    expect(text).toContain('#CODE-C')
    expect(text).not.toMatch(/undefined|ana|<@/)
    await group.correct(toVoid)
    await group.pass()
    expect(group.posted[1]?.text).toContain(language === 'ko' ? '연속 기록' : 'streak')
    expect(group.posted[1]?.text).not.toContain('option b')
    await group.correct(rekey('b'))
    await group.pass()
    expect(group.posted[2]?.text).toContain(language === 'ko' ? '다시 점수' : 'counts after all')
  })

  test('an answer that was lost is found again instead of posted twice', async () => {
    const group = await closed()
    await group.correct(toVoid)
    group.state.losesAnswers = true
    await group.pass()
    group.state.losesAnswers = false
    await group.pass(30)
    expect(group.posted).toHaveLength(1)
    expect(await group.notices()).toMatchObject([{ state: 'done', message: 'post 1' }])
  })

  test('what is taken back before it was told is not told; of two only the last is', async () => {
    const group = await closed()
    await group.correct(toVoid)
    await group.correct(rekey('a'))
    await group.pass()
    expect(group.posted).toEqual([])
    await group.correct(toVoid)
    await group.correct(rekey('c'))
    await group.pass()
    expect(group.posted).toHaveLength(1)
    expect(group.posted[0]?.text).toContain('C. option c')
    expect(group.posted[0]?.text).not.toContain('after all')
  })

  test('what was told without our knowing is known before it is taken back', async () => {
    const group = await closed()
    await group.correct(toVoid)
    group.state.losesAnswers = true
    await group.pass()
    group.state.losesAnswers = false
    await group.correct(rekey('a'))
    await group.pass()
    await group.pass()
    expect(group.posted).toHaveLength(2)
    expect(group.posted[1]?.text).toContain('counts after all')
  })

  test('an open round is told to be void under the quiz; its answer is left to the reveal', async () => {
    const { db } = await open()
    const group = await stage(db)
    await openTestRound(db, { guild: 'g', day: 0 })
    await group.correct(rekey('b'))
    await group.pass()
    expect(group.posted).toEqual([])
    await group.correct(toVoid)
    await group.pass()
    expect(group.posted).toMatchObject([{ replyTo: 'message g-0' }])
    expect(group.posted[0]?.text).not.toContain('option')
    await group.correct(rekey('c'))
    await group.pass()
    expect(group.posted[1]?.text).not.toContain('option')

    await group.correct(rekey('d'))
    await closeTestRound(db, { guild: 'g', day: 0 }, new Map([['ana', ['d']]]))
    await group.reveal()
    await group.pass()
    expect(group.posted).toHaveLength(2) // the reveal said it
    await group.correct(rekey('a'))
    await group.pass()
    expect(group.posted[2]).toMatchObject({ replyTo: 'the reveal' })
  })

  test('waits for a reveal that is on its way, and is old news after two days', async () => {
    const { db } = await open()
    const group = await stage(db)
    await playRound(db, { guild: 'g', day: 0 }, { ana: 'a' })
    const reveal = { guild: 'g', kind: 'reveal', localDate: monday, subject: 'g-0' }
    await owe(db, [{ ...reveal, due: openingOf(1) }])
    await group.correct(toVoid)
    await group.pass()
    expect(group.posted).toEqual([])
    await settleSlot(db, reveal, { state: 'done', message: 'the reveal' })
    await group.pass()
    expect(group.posted).toMatchObject([{ replyTo: 'the reveal' }])
    await group.correct(rekey('b'))
    group.state.editFault = { kind: 'unreachable', reason: 'down' } // held up no longer
    await group.pass(50 * 60)
    expect(group.posted).toHaveLength(1)
    expect((await group.notices()).map(({ state }) => state)).toEqual(['done', 'missed'])
  })

  test.each(['poll', 'private'] as const)(
    'marks the reveal of a round in mode %s as the notice says, also for members who left',
    async (mode) => {
      const { db } = await open()
      const group = await stage(db)
      await playRound(db, { guild: 'g', day: 0 }, { ana: 'a', bo: 'b', gone: 'b' })
      await db.update(rounds).set({ mode })
      await group.reveal()
      await group.correct(rekey('b'))
      expect(group.edited).toEqual([])
      await group.pass()
      expect(group.posted).toHaveLength(1)
      expect(group.posted[0]?.text).toContain('2 of 3')
      expect(group.edited.map(({ message }) => message)).toEqual(['the reveal'])
      const [{ text } = { text: '' }] = group.edited
      expect(text).toContain('✅ **B. option b**')
      expect(text).toContain('corrected the answer')
      expect(text).toContain('2 of 3 right: Name of bo and 1 more')
      // Its author argued for what was held to be right then.
      expect(text).not.toMatch(/reason [ab]/)
      expect(text.includes('A 1 · B 2')).toBe(mode === 'private')

      await group.correct(toVoid)
      await group.pass()
      expect(group.edited[1]?.text).toContain('does not count')
      await group.correct(rekey('a'))
      await group.pass()
      expect(group.edited[2]?.text).toContain('reason a')
      expect(group.edited[2]?.text).not.toMatch(/corrected|does not count/)
      expect(group.posted).toHaveLength(3)
    },
  )

  test('a reveal that cannot be edited holds up no notice; Discord out of reach holds up both', async () => {
    const group = await closed()
    await group.correct(toVoid)
    group.state.editFault = { kind: 'unreachable', reason: 'down' }
    await group.pass()
    expect(group.posted).toEqual([])
    group.state.editFault = { kind: 'missing', reason: 'deleted' }
    await group.pass()
    expect(group.posted).toHaveLength(1)
    expect(group.edited).toEqual([])
  })

  test('a reveal marked without a notice is made true again once that is taken back', async () => {
    for (const kind of ['unreachable', 'forbidden'] as const) {
      const group = await closed()
      await group.correct(toVoid)
      group.state.fault = { kind, reason: 'down' }
      await group.pass()
      await group.correct(rekey('a'))
      group.state.fault = undefined
      await group.pass()
      const marked = group.edited.map(({ text }) => text.includes('does not count'))
      expect([group.posted, marked[0], marked.at(-1)]).toEqual([[], true, false])
    }
  })
})
