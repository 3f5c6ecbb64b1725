// Threads: starting them, and the bot's own place in them.

import { z } from 'zod'
import type { ThreadChannel } from '#playground/channel.ts'
import { refusal, unsupported } from '#playground/errors.ts'
import { demand } from '#playground/permissions.ts'
import { startThread } from '#playground/thread-start.ts'
import { threadMemberView, threadsOf, threadView } from '#playground/thread-view.ts'
import { demandOpen, join, leave } from '#playground/threads.ts'
import { loneThreadForm, threadForm } from '#playground/validation/threads.ts'
import { botOf, type World } from '#playground/world.ts'
import { counted, queryOf } from './query.ts'
import { type Call, channelOf, messageOf, param, type Route } from './route.ts'

/** Threads with the bot's own place in each, as lists of threads come. */
export function threadList(world: World, threads: readonly ThreadChannel[]) {
  const bot = world.application.id
  return {
    threads: threads.map((channel) => threadView(world, channel, bot)),
    members: threads.flatMap((channel) => threadMemberView(channel, bot) ?? []),
    has_more: false,
  }
}

export function threadRoutes(world: World): Route[] {
  const bot = world.application.id
  const shown = (channel: ThreadChannel) => ({
    status: 201,
    body: threadView(world, channel, bot),
  })
  const threadOf = (call: Call): ThreadChannel => {
    const channel = channelOf(world, param(call, 'channel'))
    demand(world, bot, channel)
    if (channel.kind !== 'thread') throw refusal(50024)
    return channel
  }
  /** The thread whose member the path names as oneself; `other` says what is lacking for others. */
  const ownPlace = (call: Call, other: string): ThreadChannel => {
    // Clients write `%40me`, which only a parameter's value shows as `@me`.
    if (param(call, 'user') !== '@me') throw unsupported(other)
    return threadOf(call)
  }
  return [
    {
      method: 'POST',
      path: '/channels/:channel/messages/:message/threads',
      run(call) {
        const channel = channelOf(world, param(call, 'channel'))
        const form = threadForm(call.body)
        demand(world, bot, channel)
        const from = messageOf(world, channel, param(call, 'message'))
        return shown(startThread(world, channel, botOf(world), form, from))
      },
    },
    {
      method: 'POST',
      path: '/channels/:channel/threads',
      run(call) {
        const channel = channelOf(world, param(call, 'channel'))
        const form = loneThreadForm(call.body)
        return shown(startThread(world, channel, botOf(world), form))
      },
    },
    {
      method: 'PUT',
      path: '/channels/:channel/thread-members/:user',
      run(call) {
        const channel = ownPlace(call, 'Adding another member to a thread')
        demandOpen(world, bot, channel)
        join(world, channel, [bot])
        return undefined
      },
    },
    {
      method: 'DELETE',
      path: '/channels/:channel/thread-members/:user',
      run(call) {
        const channel = ownPlace(call, 'Taking another member out of a thread')
        demandOpen(world, bot, channel)
        leave(world, channel, bot)
        return undefined
      },
    },
    {
      method: 'GET',
      path: '/channels/:channel/threads/archived/public',
      run(call) {
        const parent = channelOf(world, param(call, 'channel'))
        demand(world, bot, parent, 'ReadMessageHistory')
        if (parent.kind !== 'text') throw refusal(50024)
        const { before, limit } = queryOf(call, {
          before: z.iso.datetime({ offset: true }).optional(),
          limit: counted(2, 100, 50),
        })
        const end = before === undefined ? Number.POSITIVE_INFINITY : Date.parse(before)
        const changed = ({ thread }: ThreadChannel) => Date.parse(thread.archiveChanged)
        const archived = threadsOf(world, parent.id)
          .filter((channel) => channel.thread.archived && changed(channel) < end)
          .sort((a, b) => changed(b) - changed(a))
        const list = threadList(world, archived.slice(0, limit))
        return { body: { ...list, has_more: archived.length > limit } }
      },
    },
  ]
}
