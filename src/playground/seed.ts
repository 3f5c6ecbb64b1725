// Seed: the guild a new playground begins with, and the same guild again after a restart.

import { randomBytes } from 'node:crypto'
import { type APIRole, PermissionFlagsBits, type RoleFlags } from 'discord-api-types/v10'
import type { Channel, TextChannel } from './channel.ts'
import type { Clock } from './clock.ts'
import { unpacked } from './keep.ts'
import { byAge, snowflakes } from './snowflake.ts'
import type { Kind, Store } from './store.ts'
import {
  type Application,
  type Change,
  type Command,
  type Guild,
  type Interaction,
  type Member,
  type StoredMessage,
  stamp,
  type World,
} from './world.ts'

export type SeededChannel = 'study' | 'quiz' | 'board'

type Facts = {
  language: 'ko' | 'en'
  application: Application
  guild: Guild
  channels: Record<SeededChannel, string>
}

const channelNames = {
  ko: { study: '스터디', quiz: '오늘의-퀴즈', board: '주간-리더보드' },
  en: { study: 'study', quiz: 'daily-quiz', board: 'weekly-leaderboard' },
} as const

const people = [
  { username: 'minjun', name: '김민준', locale: 'ko' },
  { username: 'seoyeon', name: '이서연', locale: 'ko' },
  { username: 'doyun', name: '박도윤', locale: 'ko' },
  { username: 'sofia', name: 'Sofia', locale: 'en-US' },
] as const

const p = PermissionFlagsBits
const everyone =
  p.ViewChannel |
  p.SendMessages |
  p.ReadMessageHistory |
  p.AddReactions |
  p.UseApplicationCommands |
  p.CreatePublicThreads |
  p.SendMessagesInThreads
const ofTheBot =
  everyone | p.EmbedLinks | p.AttachFiles | p.SendPolls | p.ManageMessages | p.UseExternalEmojis

const role = (id: string, name: string, permissions: bigint, position: number, managed: boolean) =>
  ({
    id,
    name,
    permissions: permissions.toString(),
    position,
    managed,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    mentionable: false,
    icon: null,
    unicode_emoji: null,
    flags: 0 as RoleFlags,
  }) satisfies APIRole

/** A token with the three parts of a real one: the id, a stamp and a secret. */
const newToken = (id: string) =>
  [
    Buffer.from(id).toString('base64url'),
    randomBytes(5).toString('base64url').slice(0, 6),
    randomBytes(29).toString('base64url').slice(0, 38),
  ].join('.')

function seed(store: Store, newId: () => string, now: string, language: 'ko' | 'en'): Facts {
  const put = (kind: Kind, entity: { readonly id: string }) =>
    store.put(kind, entity.id, JSON.stringify(entity))
  const id = newId()
  const guild = newId()
  const botRole = role(newId(), 'Gongbu', ofTheBot, 1, true)
  put('role', role(guild, '@everyone', everyone, 0, false))
  put('role', botRole)
  const members: Member[] = [
    {
      id,
      username: 'gongbu',
      name: language === 'ko' ? '공부' : 'Gongbu',
      locale: language === 'ko' ? 'ko' : 'en-US',
      bot: true,
      roles: [botRole.id],
      joined: now,
      present: true,
    },
    ...people.map((person) => ({
      ...person,
      id: newId(),
      bot: false,
      roles: [],
      joined: now,
      present: true,
    })),
  ]
  for (const member of members) put('member', member)
  const names = channelNames[language]
  const channels = (['study', 'quiz', 'board'] as const).map((key, position): TextChannel => {
    return {
      id: newId(),
      kind: 'text',
      name: names[key],
      topic: null,
      position,
      overwrites: [],
      lastMessage: null,
    }
  })
  for (const channel of channels) put('channel', channel)
  const [study, quiz, board] = channels.map((channel) => channel.id) as [string, string, string]
  const facts: Facts = {
    language,
    application: {
      id,
      token: newToken(id),
      publicKey: randomBytes(32).toString('hex'),
      privileged: 0,
    },
    guild: {
      id: guild,
      name: language === 'ko' ? 'AWS DVA-C02 스터디' : 'AWS DVA-C02 study group',
      owner: members[1]?.id ?? id,
      locale: language === 'ko' ? 'ko' : 'en-US',
      made: now,
    },
    channels: { study, quiz, board },
  }
  store.put('fact', 'guild', JSON.stringify(facts))
  return facts
}

/** A stored role with all that such roles have today: an older store knew fewer permissions. */
const granted = (stored: APIRole): APIRole => {
  const today = BigInt(stored.permissions) | (stored.managed ? ofTheBot : everyone)
  return { ...stored, permissions: today.toString() }
}

/** Reads the world from the store, seeding a new store first. */
export function openWorld(
  store: Store,
  clock: Clock,
  origin: string,
  language: 'ko' | 'en',
): { world: World; channels: Record<SeededChannel, string> } {
  const read = <Value>(kind: Kind) =>
    store.all(kind).map(({ id, body }) => [id, unpacked(origin, body) as Value] as const)
  const ids = (['role', 'channel', 'member', 'message', 'command', 'interaction'] as const).flatMap(
    (kind) => store.all(kind).map(({ id }) => id),
  )
  const last = ids.toSorted(byAge).at(-1)
  const newId = snowflakes(clock.ms, BigInt(last ?? 0))
  const known = store.all('fact').find(({ id }) => id === 'guild')
  const facts: Facts =
    known === undefined ? seed(store, newId, stamp(clock.ms()), language) : JSON.parse(known.body)
  const listeners = new Set<(change: Change) => void>()
  const history = new Map<string, string[]>()
  const messages = new Map(read<StoredMessage>('message'))
  for (const [id, { message }] of messages) {
    const ids = history.get(message.channel_id)
    if (ids === undefined) history.set(message.channel_id, [id])
    else ids.push(id)
  }
  const votes = new Map<string, Map<string, number[]>>()
  for (const [key, answers] of read<number[]>('vote')) {
    const [message = '', user = ''] = key.split(':')
    const ofMessage = votes.get(message) ?? new Map<string, number[]>()
    votes.set(message, ofMessage.set(user, answers))
  }
  const interactions = new Map(read<Interaction>('interaction'))
  const world: World = {
    ...facts,
    settings: { finaliseAfter: 1000, recast: 'removed-first', limits: 'on' },
    store,
    clock,
    newId,
    origin,
    roles: new Map(read<APIRole>('role').map(([id, stored]) => [id, granted(stored)])),
    channels: new Map(read<Channel>('channel')),
    members: new Map(read<Member>('member')),
    messages,
    history,
    votes,
    commands: new Map(read<Command>('command')),
    interactions,
    byToken: new Map([...interactions.values()].map((one) => [one.token, one])),
    nonces: new Map(read<{ message: string; at: number }>('nonce')),
    emit(change) {
      for (const listener of [...listeners]) listener(change)
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  return { world, channels: facts.channels }
}
