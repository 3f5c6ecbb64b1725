// Town: the local Discord with its groups and members, and what they do while the bots die.

import type { APIMessage } from 'discord-api-types/v10'
import { keep } from '#playground/keep.ts'
import { isOver } from '#playground/polls.ts'
import { type Playground, servePlayground } from '#playground/serve.ts'
import type { StoredMessage } from '#playground/world.ts'
import { days, type Group } from './group.ts'
import { addressesIn, marksOf } from './mark.ts'

export type Town = {
  readonly playground: Playground
  readonly groups: readonly Group[]
  /** Posts to the control API; throws what it refuses. */
  readonly control: (path: string, body: object) => Promise<Record<string, unknown>>
  readonly now: () => number
  /** Jumps to an instant (epoch milliseconds); the bots find out by themselves. */
  readonly move: (to: number) => Promise<void>
  /** The bot's own messages of a channel that carry a mark, oldest first. */
  readonly marked: (channel: string, mark: string) => readonly APIMessage[]
  /** Everything the bot has posted, with its marks, channel by channel; direct messages too. */
  readonly posts: () => readonly Posted[]
  /** The newest question of a channel that is answered by buttons. */
  readonly questionIn: (channel: string) => string | undefined
  /** Polls that take votes now. */
  readonly openPolls: () => readonly StoredMessage[]
  /** Whether an open poll is over at an instant. */
  readonly endsBy: (stored: StoredMessage, at: number) => boolean
  readonly isOpen: (message: string) => boolean
  /** Members who are in the guild. */
  readonly present: () => readonly string[]
  readonly votesOf: (message: string) => ReadonlyMap<string, readonly number[]>
  readonly stop: () => Promise<void>
}

export type Posted = {
  readonly channel: string
  readonly message: string
  readonly marks: readonly string[]
}

const newMembers = 12
const systemResult = 46 // Discord's own message under an ended poll

/** Opens a town at an ISO instant; nothing is set up yet. */
export async function openTown(start: string): Promise<Town> {
  const playground = await servePlayground({ port: 0, store: undefined, start, language: 'ko' })
  const { world } = playground

  const control: Town['control'] = async (path, body) => {
    const response = await fetch(`${playground.control}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const answer = (await response.json()) as Record<string, unknown>
    if (!response.ok) throw new Error(`${path}: ${JSON.stringify(answer)}`)
    return answer
  }

  function newChannel(name: string): string {
    const id = world.newId()
    const position = world.channels.size
    const place = { topic: null, position, overwrites: [], lastMessage: null }
    const channel = { id, kind: 'text' as const, name, ...place }
    world.channels.set(id, channel)
    keep(world, 'channel', channel)
    world.emit({ kind: 'channel-created', channel })
    return id
  }
  const groups = days.map((day, place): Group => {
    if (place === 0) {
      const { quiz: quizChannel, board: boardChannel } = playground.channels
      return { ...day, id: playground.guildId, quizChannel, boardChannel }
    }
    const [quizChannel, boardChannel] = [newChannel(`quiz-${place}`), newChannel(`board-${place}`)]
    return { ...day, id: world.newId(), quizChannel, boardChannel }
  })
  await control('members', { create: newMembers })

  const channels = groups.flatMap(({ quizChannel, boardChannel }) => [quizChannel, boardChannel])
  const ours = (channel: string) =>
    (world.history.get(channel) ?? [])
      .map((id) => world.messages.get(id))
      .filter((stored) => stored !== undefined && stored.viewer === undefined)
      .flatMap((stored) => (stored ? [stored.message] : []))
      .filter(({ author, type }) => author.id === world.application.id && type !== systemResult)

  return {
    playground,
    groups,
    control,
    now: world.clock.ms,
    move: async (to) => {
      if (to <= world.clock.ms()) return
      const at = Temporal.Instant.fromEpochMilliseconds(Math.ceil(to)).toString()
      await control('clock', { to: at, skip: true })
    },
    marked: (channel, mark) => ours(channel).filter((message) => marksOf(message).includes(mark)),
    posts: () => {
      const direct = [...world.channels.values()].filter(({ kind }) => kind === 'dm')
      return [
        ...channels.map((channel) => ({ channel, read: marksOf })),
        ...direct.map(({ id }) => ({ channel: id, read: addressesIn })),
      ].flatMap(({ channel, read }) =>
        ours(channel).map((message) => ({ channel, message: message.id, marks: read(message) })),
      )
    },
    questionIn: (channel) =>
      ours(channel).findLast((message) => JSON.stringify(message.components).includes('"vote:'))
        ?.id,
    openPolls: () =>
      [...world.messages.values()].filter((stored) => stored.poll && !isOver(world, stored)),
    endsBy: ({ message }, at) => Date.parse(message.poll?.expiry ?? '') <= at,
    isOpen: (message) => {
      const stored = world.messages.get(message)
      return stored?.poll !== undefined && !isOver(world, stored)
    },
    present: () =>
      [...world.members.values()].filter(({ bot, present }) => !bot && present).map(({ id }) => id),
    votesOf: (message) => world.votes.get(message) ?? new Map(),
    stop: playground.stop,
  }
}
