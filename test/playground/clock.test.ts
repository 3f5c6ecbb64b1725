import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { rehearsalStart, rehearse, turnout } from '#playground/rehearsal.ts'
import type { NextPost } from '#playground/serve.ts'
import { byAge, madeAt, snowflakes } from '#playground/snowflake.ts'
import { type Local, openLocal } from './local.ts'

let local: Local
beforeEach(async () => {
  local = await openLocal({ start: '2026-03-02T00:00:00Z' })
  await local.control('/limits', { mode: 'off' })
})
afterEach(() => local.close())

/** A bot with a post a day at 09:00 UTC, which it makes once the clock is there. */
function dailyBot(of: Local, from: string) {
  const made: string[] = []
  let due = Temporal.Instant.from(from)
  of.playground.setHooks({
    async next(): Promise<NextPost> {
      return { kind: 'quiz', title: { ko: '퀴즈', en: 'quiz' }, at: due.toString() }
    },
    async settled() {
      while (Temporal.Instant.compare(due, of.playground.clock()) <= 0) {
        const { body } = await of.rest(
          'POST',
          `/channels/${of.playground.channels.quiz}/messages`,
          {
            poll: {
              question: { text: 'q' },
              answers: ['a', 'b', 'c'].map((text) => ({ poll_media: { text } })),
              duration: 12,
            },
          },
        )
        made.push(body.timestamp)
        due = due.add({ hours: 24 })
      }
    },
  })
  return made
}

test('ids rise strictly and tell when they were made, whatever the clock does', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1_577_836_800_000, max: 2_524_608_000_000 }), { minLength: 2 }),
      (times) => {
        let now = 0
        const next = snowflakes(() => now)
        const ids = times.map((time) => {
          now = time
          return { id: next(), time }
        })
        for (const [index, { id, time }] of ids.entries()) {
          const previous = ids[index - 1]
          if (previous) expect(byAge(previous.id, id)).toBeLessThan(0)
          expect(madeAt(id)).toBeGreaterThanOrEqual(time)
          expect(id).toMatch(/^\d{17,20}$/)
        }
      },
    ),
  )
})

test('the clock begins where told, runs, and only moves forward', async () => {
  const { now } = await local.look('/clock')
  expect(now).toMatch(/^2026-03-02T00:00/)
  await local.control('/clock', { advance: 'P1D' })
  expect((await local.look('/clock')).now).toMatch(/^2026-03-03T00:00/)
  expect(await local.control('/clock', { to: '2026-03-02T12:00:00Z' })).toEqual({
    error: expect.stringMatching(/only moves forward/),
  })
  expect(await local.control('/clock', { advance: '-PT1H' })).toHaveProperty('error')
  expect(await local.control('/clock', { advance: 'a day' })).toEqual({
    error: 'advance: a day is no duration such as PT24H or P1D.',
  })
  expect(await local.control('/clock', { next: true })).toEqual({ error: 'Nothing is scheduled.' })
})

test('a jump of ten days stops at every post on the way, and each is made at its own time', async () => {
  const made = dailyBot(local, '2026-03-02T09:00:00Z')
  await local.control('/clock', { next: true })
  expect(made.map((at) => at.slice(0, 16))).toEqual(['2026-03-02T09:00'])
  await local.control('/clock', { advance: 'PT240H' })
  expect(made).toHaveLength(11)
  expect(made.every((at) => at.slice(11, 16) === '09:00')).toBe(true)
})

test('a jump asleep makes nobody post on the way, and polls still end', async () => {
  const made = dailyBot(local, '2026-03-02T09:00:00Z')
  await local.control('/clock', { next: true })
  await local.control('/polls', { finalise: 'PT0S' })
  await local.control('/clock', { advance: 'P5D', skip: true })
  expect(made).toHaveLength(1)
  const [poll, result] = await local.seen('quiz')
  expect(poll?.poll?.results?.is_finalized).toBe(true)
  // The result carries the time at which the poll ended, not the one the clock jumped to.
  expect(result?.timestamp).toMatch(/^2026-03-02T21:00/)
})

test('moves asked for at once are made one after the other', async () => {
  await Promise.all([1, 2, 3].map(() => local.control('/clock', { advance: 'PT1H' })))
  expect((await local.look('/clock')).now).toMatch(/^2026-03-02T03:00/)
})

test('a page hears of messages, votes, commands and the clock, and of nothing that is not its own', async () => {
  const { minjun, sofia } = local.people
  const listen = async (as: string) => {
    const stream = await fetch(`${local.playground.control}/events?as=${as}`)
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    return async (count: number) => {
      const events = () =>
        [...text.matchAll(/^data: (.*)$/gm)].map(([, data]) => JSON.parse(data ?? ''))
      while (events().length < count) text += (await reader?.read())?.value ?? ''
      await reader?.cancel()
      return events()
    }
  }
  const [owner, other] = [await listen(minjun), await listen(sofia)]
  await local
    .client()
    .then((client) =>
      client.application.commands.set([
        { name: 'go', description: 'd', defaultMemberPermissions: '0' },
      ]),
    )
  const { id } = await local.control('/message', {
    as: minjun,
    channel: local.playground.channels.study,
    content: '안녕',
  })
  await local.control('/clock', { advance: 'PT1M' })
  const kinds = (events: { type: string }[]) => events.map(({ type }) => type)
  const heard = await owner(4)
  expect(kinds(heard)).toEqual(['clock', 'commands', 'message', 'clock'])
  expect(heard[1].commands).toHaveLength(1)
  expect(heard[2].message).toMatchObject({ id, content: '안녕', pending: false })
  expect((await other(2))[1].commands).toEqual([])
})

test('a note is shown as the bot gives it', async () => {
  expect(await local.look('/note?source=sqs')).toHaveProperty('error')
  local.playground.setHooks({
    note: async (source) => (source === 'sqs' ? { title: 'SQS', lines: ['a'] } : undefined),
  })
  expect(await local.look('/note?source=sqs')).toEqual({ title: 'SQS', lines: ['a'] })
  expect(await local.look('/note?source=sns')).toEqual({ error: 'There is no note sns.' })
})

test('a rehearsal leaves nine days of polls with votes, and the clock at the real now', async () => {
  const past = await openLocal({ start: rehearsalStart(9) })
  const first = past.playground.clock().add({ hours: 3 })
  const made = dailyBot(past, first.toString())
  await rehearse(past.playground, 9)
  expect(made).toHaveLength(9)
  const polls = (await past.seen('quiz')).filter(({ poll }) => poll)
  const votes = polls.map(({ poll }) =>
    (poll?.results?.answer_counts ?? []).reduce((sum, { count }) => sum + count, 0),
  )
  expect(votes).toEqual([3, 2, 3, 2, 3, 2, 3, 2, 3])
  expect(polls.slice(0, -1).every(({ poll }) => poll?.results?.is_finalized)).toBe(true)
  const before = await past.seen('quiz')
  await rehearse(past.playground, 9)
  expect(await past.seen('quiz')).toEqual(before)
  const gap = past.playground.clock().since(Temporal.Now.instant()).total('seconds')
  expect(Math.abs(gap)).toBeLessThan(60)
  await past.close()
}, 30_000)

test('a rehearsal that was cut short goes on where it stood, and no day is played twice', async () => {
  const past = await openLocal({ start: rehearsalStart(6), language: 'en' })
  const made = dailyBot(past, past.playground.clock().add({ hours: 3 }).toString())
  const { next, ...rest } = past.playground.hooks()
  past.playground.setHooks({
    ...rest,
    async next() {
      if (made.length === 3) throw new Error('the power went')
      return next?.()
    },
  })
  await expect(rehearse(past.playground)).rejects.toThrow('the power went')
  expect(past.playground.world.settings).toMatchObject({ limits: 'on', finaliseAfter: 1000 })
  past.playground.setHooks({ ...rest, ...(next && { next }) })
  await rehearse(past.playground)
  expect(new Set(made.map((at) => at.slice(0, 10))).size).toBe(6)
  expect(made).toHaveLength(6)
  await past.close()
}, 30_000)

test('in a rehearsal nobody misses two polls running, and everyone votes at least every other one', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1000 }),
      fc.integer({ min: 2, max: 6 }),
      (poll, members) => {
        const both = new Set([...turnout(poll, members).votes, ...turnout(poll + 1, members).votes])
        expect(both.size).toBe(members)
        const { changes, votes } = turnout(poll, members)
        if (changes !== undefined) expect(votes).toContain(changes)
      },
    ),
  )
})
