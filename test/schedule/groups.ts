// Groups: guilds of one database with a quiz and a board each, whose channels break when a test says so.

import type { Chat, ChatFault, Permission } from '#core/chat.ts'
import type { Db } from '#core/deps.ts'
import { panelOf } from '#core/reply.ts'
import { fail, ok } from '#lib/result.ts'
import { noticeHandlers } from '#schedule/notice.ts'
import { createPlanner } from '#schedule/planner.ts'
import { postOnce } from '#schedule/post.ts'
import { type SlotHandler, slotJob, slotPayload } from '#schedule/slot.ts'
import type { SlotKey } from '#schedule/store.ts'
import { changeSettings, rememberGuild } from '#settings/store.ts'
import { keepingLog } from '../support/quiet.ts'

/** What a test may change while groups go on. */
type State = {
  now: Temporal.Instant
  /** What the bot lacks in a broken channel that is still there. */
  lacking: readonly Permission[]
  /** Whether the board fails too where the quiz channel is broken. */
  brokenBoard: boolean
}

/** Guild `1`, set up on a Monday morning in Seoul. */
export async function openGroups(db: Db) {
  const at: State = {
    now: Temporal.Instant.from('2026-11-16T08:00+09:00'),
    lacking: [],
    brokenBoard: false,
  }
  const clock = () => at.now
  const posted: string[] = []
  /** What each channel answers instead of taking a post, or `polls1` where only polls are refused. */
  const broken = new Map<string, ChatFault>()

  async function guild(id: string, change = {}) {
    await rememberGuild(db, { guild: id, name: id, language: 'en' })
    await changeSettings(db, id, {
      quizChannel: `q${id}`,
      zone: 'Asia/Seoul',
      since: at.now,
      ...change,
    })
  }
  const chat: Pick<Chat, 'send' | 'find' | 'lacks' | 'home' | 'direct'> = {
    async send(channel, post) {
      const fault = broken.get(channel)
      if (fault) return fail(fault)
      const blocks = post.kind === 'panel' ? post.panel.blocks : []
      posted.push(
        `${channel} ${blocks.map((block) => ('text' in block ? block.text : '')).join('\n')}`,
      )
      return ok({ message: `m${posted.length}` })
    },
    find: async (channel, mark) => {
      const place = posted.findIndex(
        (text) => text.startsWith(`${channel} `) && text.includes(mark),
      )
      return ok(place < 0 ? undefined : { message: `m${place + 1}` })
    },
    home: async (guild) => {
      const fault = broken.get(`home${guild}`)
      return fault ? fail(fault) : ok({ owner: `o${guild}`, channel: `system${guild}` })
    },
    direct: async (member) => ok({ channel: `dm-${member}` }),
    lacks: async (channel) => {
      const fault = broken.get(channel)
      return fault?.kind === 'missing' ? fail(fault) : ok(fault ? at.lacking : [])
    },
  }
  const quiz: SlotHandler = async (slot) => {
    if (slot.until !== null && Temporal.Instant.compare(slot.until, at.now) < 0) {
      return { kind: 'missed', reason: 'too late' }
    }
    const fault = broken.get(`q${slot.guild}`) ?? broken.get(`polls${slot.guild}`)
    if (fault) return { kind: 'failed', reason: fault.reason }
    posted.push(`q${slot.guild} quiz ${slot.localDate}`)
    return { kind: 'done', message: 'quiz' }
  }

  const handlers = noticeHandlers({
    db,
    clock,
    chat: chat as Chat,
    mention: (name) => `/${name}`,
  })

  /** Plans and carries out until the instant, an hour at a time; every job runs twice, as after a crash. */
  async function pass(until: string, look = { hours: 1 }) {
    const end = Temporal.Instant.from(until)
    let sent: SlotKey[] = []
    const send = async (_tx: Db, key: SlotKey) => {
      sent.push(key)
      return true
    }
    const planner = createPlanner({ db, clock, log: keepingLog().log, send })
    const board: SlotHandler = async ({ guild }) => {
      const fault = at.brokenBoard ? broken.get(`q${guild}`) : undefined
      return fault ? { kind: 'failed', reason: fault.reason } : { kind: 'done' }
    }
    const gaps: SlotHandler = async ({ guild }) => {
      const fault = broken.get(`own${guild}`)
      return fault ? { kind: 'failed', reason: fault.reason } : { kind: 'done' }
    }
    /** What belongs to a round is posted where the round was: in the channel it is about. */
    const ofRound: SlotHandler = async (slot) => {
      const post = { kind: 'panel', panel: panelOf('reveal', slot.kind) } as const
      const sent = await postOnce(chat as Chat, slot, slot.subject, { post, mark: '#', nonce: '' })
      return sent.ok ? { kind: 'done', message: sent.value, channel: slot.subject } : sent.fault
    }
    const job = slotJob(
      { db, log: keepingLog().log },
      { quiz, board, gaps, reveal: ofRound, reminder: ofRound, ...handlers },
    )
    for (;;) {
      do {
        sent = []
        await planner.tick()
        for (const key of sent) {
          await job.run(slotPayload(key))
          await job.run(slotPayload(key))
        }
      } while (sent.length > 0)
      if (Temporal.Instant.compare(at.now, end) >= 0) return
      const next = at.now.add(look)
      at.now = Temporal.Instant.compare(next, end) < 0 ? next : end
    }
  }

  await guild('1')
  return {
    at,
    posted,
    broken,
    guild,
    pass,
    handlers,
    /** What was posted with this word in it. */
    heard: (word: string) => posted.filter((text) => text.includes(word)),
  }
}
