// A group's owner and their list of unanswered questions, for tests; the chat is in memory.

import { expect } from 'vitest'
import { type GapDeps, gapDone, gapsCommand, gapsHandler } from '#answer/gap-report.ts'
import { beginAsk, finishAsk, keepVerdict } from '#answer/store.ts'
import { asks } from '#answer/tables.ts'
import type { Chat } from '#core/chat.ts'
import type { Invocation } from '#core/command.ts'
import type { Db } from '#core/deps.ts'
import type { Language } from '#core/language.ts'
import type { Button, Panel, Post, Reply } from '#core/reply.ts'
import type { Index } from '#knowledge/search-index.ts'
import { ok } from '#lib/result.ts'
import type { StoredSlot } from '#schedule/store.ts'
import { changeSettings, rememberGuild } from '#settings/store.ts'

export const guild = '900'
export const due = Temporal.Instant.from('2026-11-23T00:05:00Z')
const slot: StoredSlot = {
  guild,
  kind: 'gaps',
  localDate: Temporal.PlainDate.from('2026-11-23'),
  subject: '',
  due,
  until: due.add({ hours: 48 }),
  closes: null,
  attempts: 1,
  state: 'sent',
  reason: null,
  message: null,
  channel: null,
}

/** A channel in memory that keeps what is posted; `forget` makes it too late for the nonce to help. */
function memoryChat() {
  const posts: { channel: string; post: Post }[] = []
  const nonces = new Map<string, string>()
  const never = async () => {
    throw new Error('not asked for here')
  }
  const chat: Chat = {
    async send(channel, post, nonce) {
      const before = nonce === undefined ? undefined : nonces.get(nonce)
      if (before !== undefined) return ok({ message: before })
      const message = `message ${posts.push({ channel, post })}`
      if (nonce !== undefined) nonces.set(nonce, message)
      return ok({ message })
    },
    async find(channel, mark) {
      const at = posts.findIndex(
        (each) => each.channel === channel && wordsOf(each.post).includes(mark),
      )
      return ok(at < 0 ? undefined : { message: `message ${at + 1}` })
    },
    lacks: async () => ok([]),
    reply: never,
    thread: never,
    direct: never,
    home: never,
    edit: never,
    endPoll: never,
    voters: never,
    tally: never,
    member: never,
  }
  return { chat, posts, forget: () => nonces.clear() }
}

export const textsOf = ({ blocks }: Panel) =>
  blocks.flatMap((block) => ('text' in block ? [block.text] : []))
export const panelIn = (post: Post | undefined): Panel => {
  if (post?.kind !== 'panel') throw new Error('not a panel')
  return post.panel
}
export const wordsOf = (post: Post | undefined) => textsOf(panelIn(post)).join('\n')
export const buttonsOf = ({ blocks }: Panel): readonly Button[] =>
  blocks.flatMap((block) => (block.kind === 'beside' ? [block.button] : []))

type Given = {
  readonly member?: string
  readonly at?: Temporal.Instant
  readonly guild?: string
  readonly kind?: 'unsupported' | 'grounded'
  readonly isPrivate?: boolean
  /** Asked, and nothing came of it. */
  readonly isPending?: boolean
}

/** An English-speaking guild with an owner channel, at the moment its weekly list is due. */
export async function openGroup(db: Db, index: Index) {
  const memory = memoryChat()
  let now = due
  let asked = 0
  let chat = memory.chat
  await rememberGuild(db, { guild, name: 'bakers', language: 'en' })
  await changeSettings(db, guild, { ownerChannel: 'owners' })
  const deps = (): GapDeps => ({
    db,
    clock: () => now,
    chat,
    linkTo: ({ file, lines: [from] }) => `http://notes/${file}#L${from}`,
    index: () => index,
  })
  const call = (language: Language = 'en', from = guild): Invocation => ({
    id: 'i',
    guild: from,
    channel: 'owners',
    member: { id: '1', name: 'owner', managesServer: true },
    language,
    options: {},
  })

  return {
    db,
    posts: memory.posts,
    forget: memory.forget,
    /** Takes another chat in the place of the one in memory. */
    useChat: (change: Partial<Chat>) => {
      chat = { ...memory.chat, ...change }
    },
    chat: () => chat,
    setNow: (instant: Temporal.Instant) => {
      now = instant
    },
    /** Writes a question down with its answer, a little over a day ago; gives its id. */
    async ask(question: string, given: Given = {}): Promise<string> {
      const id = String(7000 + asked++)
      const opening = { channel: 'c', thread: null, parent: null, manner: 'plain' } as const
      await beginAsk(db, {
        ...opening,
        id,
        guild: given.guild ?? guild,
        member: given.member ?? '111222333',
        question,
        language: 'en',
        isPrivate: given.isPrivate ?? false,
        asked: given.at ?? due.subtract({ hours: 30 }).add({ minutes: asked }),
        zone: 'UTC',
      })
      const kind = given.kind ?? 'unsupported'
      const answer = { mode: 'extract', language: 'en', question, text: '', citations: [] } as const
      if (given.isPending !== true) await finishAsk(db, id, { ...answer, kind })
      return id
    },
    verdict: (ask: string, verdict: 'good' | 'bad') =>
      keepVerdict(db, { ask, member: '5', guild, verdict, given: due.subtract({ hours: 1 }) }),
    /** What `/gaps` shows. */
    list: async (language?: Language) =>
      ((await gapsCommand(deps()).run(call(language))) as Reply).panel,
    async press(button: Button | undefined, language?: Language, from?: string): Promise<Panel> {
      const action = gapDone(deps())
      if (button?.kind !== 'button' || action.answers !== 'replace') {
        throw new Error('no such button')
      }
      expect(button.does.action).toBe(action.name)
      const pressed = { subject: button.does.subject, values: [], fields: {}, message: 'm' }
      return ((await action.run(call(language, from), pressed)) as Reply).panel
    },
    /** The questions marked as done, with when. */
    async done(): Promise<Record<string, string>> {
      const rows = await db.select().from(asks).orderBy(asks.id)
      return Object.fromEntries(
        rows.flatMap(({ id, gapDone }) => (gapDone === null ? [] : [[id, gapDone.toString()]])),
      )
    },
    weekly: (change: Partial<StoredSlot> = {}) => gapsHandler(deps())({ ...slot, ...change }),
  }
}
export type Group = Awaited<ReturnType<typeof openGroup>>
