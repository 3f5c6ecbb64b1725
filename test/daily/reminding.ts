// A group that wants to be reminded, for tests: its round, a chat in memory and a clock to move.

import { eq } from 'drizzle-orm'
import type { Chat, ChatFault } from '#core/chat.ts'
import type { Db } from '#core/deps.ts'
import type { Post } from '#core/reply.ts'
import type { RoundDeps } from '#daily/deps.ts'
import { remindHandlers, remindOf } from '#daily/remind.ts'
import { fail, ok } from '#lib/result.ts'
import { type Round, roundOf } from '#record/store.ts'
import { beginSlot, owe, type StoredSlot, settleSlot } from '#schedule/store.ts'
import { slots } from '#schedule/tables.ts'
import { changeMember, changeSettings, type ReminderWay, rememberGuild } from '#settings/store.ts'
import { openingOf, openTestRound, playRound } from '../progress/support.ts'
import { keepingLog } from '../support/quiet.ts'

export const guild = 'g'

/** An instant so many hours after today's round opened; it closes after twelve. */
export const hourOf = (hours: number) => openingOf(1).add({ hours })

export const textOf = (post: Post | undefined): string =>
  post?.kind === 'panel'
    ? post.panel.blocks.map((block) => ('text' in block ? block.text : '')).join('\n')
    : ''

type Kind = keyof ReturnType<typeof remindHandlers>

/** A guild by the clock of UTC at seven in the evening, two hours before its round closes. */
export async function reminding(db: Db) {
  await rememberGuild(db, { guild, name: 'Study', language: 'en' })
  await changeSettings(db, guild, { zone: 'UTC', quizChannel: 'channel', since: openingOf(0) })
  const state = { now: hourOf(10) }
  const sent: { readonly channel: string; readonly post: Post }[] = []
  /** What Discord still knows by its nonce. */
  const nonces = new Map<string, string>()
  const gone = new Set<string>()
  /** What each channel answers instead of taking a message. */
  const refusals = new Map<string, ChatFault>()
  const never = async () => {
    throw new Error('not asked for here')
  }
  const chat: Chat = {
    async send(channel, post, nonce = '') {
      const fault = refusals.get(channel)
      if (fault) return fail(fault)
      const known = nonces.get(nonce)
      if (known !== undefined) return ok({ message: known })
      const message = `m${sent.push({ channel, post })}`
      nonces.set(nonce, message)
      return ok({ message })
    },
    async find(channel, mark) {
      const at = sent.findIndex((one) => one.channel === channel && textOf(one.post).includes(mark))
      return ok(at < 0 ? undefined : { message: `m${at + 1}` })
    },
    direct: async (member) => ok({ channel: `dm ${member}` }),
    member: async (_, member) => (gone.has(member) ? undefined : { id: member, name: member }),
    lacks: async () => ok([]),
    // What stands on record is all there is.
    voters: async () => fail({ kind: 'unreachable', reason: 'not now' }),
    tally: never,
    endPoll: never,
    reply: never,
    thread: never,
    edit: never,
    home: never,
  }
  const none = () => {
    throw new Error('not needed here')
  }
  const deps: RoundDeps = {
    db,
    clock: () => state.now,
    chat,
    log: keepingLog().log,
    materialOf: none,
    linkTo: none,
  }
  const handlers = remindHandlers(deps)

  async function theRound(): Promise<Round> {
    const round = await roundOf(db, `${guild}-1`)
    if (!round) throw new Error('there is no round')
    return round
  }

  /** Carries out what is due, as the planner and the runner do. */
  async function carryOut(kinds: readonly Kind[] = ['remind', 'reminder']): Promise<void> {
    for (const kind of kinds) {
      const owed = await db.select().from(slots).where(eq(slots.kind, kind))
      const due = owed.filter(
        (slot) =>
          ['planned', 'sent'].includes(slot.state) &&
          Temporal.Instant.compare(slot.due, state.now) <= 0,
      )
      for (const key of due) {
        await settleSlot(db, key, { state: 'sent' })
        const { kind: ended, ...facts } = await handlers[kind](
          (await beginSlot(db, key)) as StoredSlot,
        )
        await settleSlot(db, key, { ...facts, state: ended === 'later' ? 'planned' : ended })
      }
    }
  }

  return {
    state,
    sent,
    nonces,
    gone,
    refusals,
    handlers,
    theRound,
    carryOut,

    /** Members with a streak of `days` days and how they want to be reminded; today's round is open. */
    async group(ways: Readonly<Record<string, ReminderWay>>, days = 1): Promise<Round> {
      const votes = Object.fromEntries(Object.keys(ways).map((member) => [member, 'a']))
      for (let day = 1 - days; day < 1; day += 1) await playRound(db, { guild, day }, votes)
      for (const [member, reminders] of Object.entries(ways)) {
        await changeMember(db, guild, member, { reminders })
      }
      await openTestRound(db, { guild, day: 1 })
      return theRound()
    },

    async remind(): Promise<void> {
      await owe(db, await remindOf(db, await theRound()))
      await carryOut()
    },

    /** Everyone who got a direct message or was pinged, as often as they were. */
    reached: (): readonly string[] =>
      sent
        .flatMap(({ channel, post }) =>
          channel.startsWith('dm ')
            ? [channel.slice(3)]
            : post.kind === 'panel'
              ? (post.mentions ?? [])
              : [],
        )
        .toSorted(),
  }
}
