// Channels: one channel by itself, whichever kind it is; changing and deleting are for threads alone.

import { unsupported } from '#playground/errors.ts'
import { demand, sendIn } from '#playground/permissions.ts'
import { changeThread, deleteThread } from '#playground/threads.ts'
import { threadChange } from '#playground/validation/threads.ts'
import { channelView } from '#playground/view.ts'
import { botOf, type World } from '#playground/world.ts'
import { channelOf, param, type Route } from './route.ts'

export function channelRoutes(world: World): Route[] {
  const bot = world.application.id
  return [
    {
      method: 'GET',
      path: '/channels/:channel',
      run(call) {
        const channel = channelOf(world, param(call, 'channel'))
        demand(world, bot, channel)
        return { body: channelView(world, channel, bot) }
      },
    },
    {
      method: 'PATCH',
      path: '/channels/:channel',
      run(call) {
        const channel = channelOf(world, param(call, 'channel'))
        demand(world, bot, channel)
        if (channel.kind !== 'thread') throw unsupported('Changing a channel that is no thread')
        changeThread(world, channel, botOf(world), threadChange(call.body))
        return { body: channelView(world, channel, bot) }
      },
    },
    {
      method: 'DELETE',
      path: '/channels/:channel',
      run(call) {
        const channel = channelOf(world, param(call, 'channel'))
        demand(world, bot, channel)
        if (channel.kind !== 'thread') throw unsupported('Deleting a channel that is no thread')
        demand(world, bot, channel, 'ManageThreads')
        const body = channelView(world, channel, bot)
        deleteThread(world, channel)
        return { body }
      },
    },
    {
      method: 'POST',
      path: '/channels/:channel/typing',
      run(call) {
        const channel = channelOf(world, param(call, 'channel'))
        demand(world, bot, channel, sendIn(channel))
        world.emit({ kind: 'typing', channel, user: bot })
        return undefined
      },
    },
  ]
}
