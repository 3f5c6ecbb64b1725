// Messages: sending, reading, editing and deleting in a channel with the bot's own token.

import { MessageType } from 'discord-api-types/v10'
import { z } from 'zod'
import type { Channel } from '#playground/channel.ts'
import { readable, readsAll } from '#playground/content.ts'
import { demandReachable } from '#playground/direct.ts'
import { refusal } from '#playground/errors.ts'
import { dropMessage } from '#playground/keep.ts'
import { editMessage } from '#playground/message-edit.ts'
import { writeMessage } from '#playground/messages.ts'
import { demand, may, type Permission, sendIn } from '#playground/permissions.ts'
import { byAge } from '#playground/snowflake.ts'
import { demandDeletable } from '#playground/threads.ts'
import { type MessageForm, messageForm } from '#playground/validation/messages.ts'
import { botOf, type StoredMessage, type World } from '#playground/world.ts'
import { counted, queryOf } from './query.ts'
import { channelOf, messageOf, param, type Route } from './route.ts'

/** "The past few minutes" in which a nonce counts, in milliseconds on the playground's clock. */
const nonceLife = 5 * 60_000

const needed = (channel: Channel, form: MessageForm, files: number): Permission[] => [
  sendIn(channel),
  ...(form.embeds?.length ? (['EmbedLinks'] as const) : []),
  ...(files > 0 ? (['AttachFiles'] as const) : []),
  ...(form.poll ? (['SendPolls'] as const) : []),
  ...(form.message_reference ? (['ReadMessageHistory'] as const) : []),
]

/** The message this author already sent with the nonce; 10008 when it was deleted since. */
function repeated(world: World, author: string, form: MessageForm): StoredMessage | undefined {
  if (form.nonce == null || !form.enforce_nonce) return undefined
  const known = world.nonces.get(`${author}:${form.nonce}`)
  if (known === undefined || world.clock.ms() - known.at > nonceLife) return undefined
  const stored = world.messages.get(known.message)
  if (stored === undefined) throw refusal(10008)
  return stored
}

function remember(world: World, author: string, form: MessageForm, message: string): void {
  if (form.nonce == null) return
  const now = world.clock.ms()
  for (const [key, { at }] of world.nonces) {
    if (now - at <= nonceLife) break
    world.nonces.delete(key)
    world.store.remove('nonce', key)
  }
  const key = `${author}:${form.nonce}`
  const entry = { message, at: now }
  world.nonces.delete(key)
  world.nonces.set(key, entry)
  world.store.put('nonce', key, JSON.stringify(entry))
}

const snowflake = z.string().regex(/^\d+$/).optional()

export function messageRoutes(world: World): Route[] {
  const bot = world.application.id
  const shown = (stored: StoredMessage) => readable(world, stored, readsAll(world))
  return [
    {
      method: 'POST',
      path: '/channels/:channel/messages',
      rate: { most: 5, per: 5000 },
      run(call) {
        const channel = channelOf(world, param(call, 'channel'))
        const form = messageForm('create', call.body)
        demand(world, bot, channel, ...needed(channel, form, call.files.length))
        if (channel.kind === 'dm') demandReachable(world, channel)
        if (form.sticker_ids?.length) throw refusal(50006)
        const earlier = repeated(world, bot, form)
        if (earlier !== undefined) return { body: shown(earlier) }
        const stored = writeMessage(world, {
          channel,
          author: botOf(world),
          form,
          uploads: call.files,
        })
        remember(world, bot, form, stored.message.id)
        return { body: shown(stored) }
      },
    },
    {
      method: 'GET',
      path: '/channels/:channel/messages',
      run(call) {
        const channel = channelOf(world, param(call, 'channel'))
        demand(world, bot, channel)
        const { limit, before, after, around } = queryOf(call, {
          limit: counted(1, 100, 50),
          before: snowflake,
          after: snowflake,
          around: snowflake,
        })
        if (!may(world, bot, channel, 'ReadMessageHistory')) return { body: [] }
        const all = (world.history.get(channel.id) ?? [])
          .map((id) => world.messages.get(id))
          .filter((stored) => stored !== undefined && stored.viewer === undefined)
          .filter((stored) => stored !== undefined)
        const position = (id: string) => {
          const place = all.findIndex(({ message }) => byAge(message.id, id) >= 0)
          return place < 0 ? all.length : place
        }
        let from = Math.max(0, all.length - limit)
        let to = all.length
        if (around !== undefined) {
          from = Math.max(0, position(around) - Math.floor(limit / 2))
          to = from + limit
        } else if (before !== undefined) {
          to = position(before)
          from = Math.max(0, to - limit)
        } else if (after !== undefined) {
          from = position((BigInt(after) + 1n).toString())
          to = from + limit
        }
        return { body: all.slice(from, to).reverse().map(shown) }
      },
    },
    {
      method: 'GET',
      path: '/channels/:channel/messages/:message',
      run(call) {
        const channel = channelOf(world, param(call, 'channel'))
        demand(world, bot, channel, 'ReadMessageHistory')
        return { body: shown(messageOf(world, channel, param(call, 'message'))) }
      },
    },
    {
      method: 'PATCH',
      path: '/channels/:channel/messages/:message',
      rate: { most: 5, per: 5000 },
      run(call) {
        const channel = channelOf(world, param(call, 'channel'))
        demand(world, bot, channel)
        const stored = messageOf(world, channel, param(call, 'message'))
        const form = messageForm('edit', call.body, stored.message.flags)
        if (stored.message.author.id !== bot) throw refusal(50005)
        if (stored.message.type === MessageType.PollResult) throw refusal(50021)
        if (stored.poll !== undefined) throw refusal(520003)
        if (form.embeds?.length) demand(world, bot, channel, 'EmbedLinks')
        if (call.files.length > 0) demand(world, bot, channel, 'AttachFiles')
        editMessage(world, stored, form, call.files, 'all')
        return { body: shown(stored) }
      },
    },
    {
      method: 'DELETE',
      path: '/channels/:channel/messages/:message',
      rate: { most: 5, per: 1000 },
      run(call) {
        const channel = channelOf(world, param(call, 'channel'))
        demand(world, bot, channel)
        const stored = messageOf(world, channel, param(call, 'message'))
        if (stored.message.author.id !== bot) demand(world, bot, channel, 'ManageMessages')
        demandDeletable(world, bot, channel)
        dropMessage(world, stored)
        return undefined
      },
    },
  ]
}
