// Guilds: the guild, its channels, its active threads and its members.

import { GatewayIntentBits } from 'discord-api-types/v10'
import { z } from 'zod'
import { refusal } from '#playground/errors.ts'
import { activeThreads, guildView } from '#playground/guild-view.ts'
import { may } from '#playground/permissions.ts'
import { byAge } from '#playground/snowflake.ts'
import { channelView, memberView } from '#playground/view.ts'
import type { World } from '#playground/world.ts'
import { counted, queryOf } from './query.ts'
import { type Call, param, type Route } from './route.ts'
import { threadList } from './threads.ts'

export function guildRoutes(world: World): Route[] {
  const demandGuild = (call: Call) => {
    if (param(call, 'guild') !== world.guild.id) throw refusal(10004)
  }
  const everyone = () => [...world.members.values()].filter(({ present }) => present)
  return [
    {
      method: 'GET',
      path: '/guilds/:guild',
      run(call) {
        demandGuild(call)
        const counts = call.query.get('with_counts') === 'true' && {
          approximate_member_count: everyone().length,
          approximate_presence_count: everyone().length,
        }
        return { body: { ...guildView(world), ...counts } }
      },
    },
    {
      method: 'GET',
      path: '/guilds/:guild/channels',
      run(call) {
        demandGuild(call)
        const visible = [...world.channels.values()].filter(
          (channel) =>
            channel.kind === 'text' && may(world, world.application.id, channel, 'ViewChannel'),
        )
        return { body: visible.map((channel) => channelView(world, channel)) }
      },
    },
    {
      method: 'GET',
      path: '/guilds/:guild/roles',
      run(call) {
        demandGuild(call)
        return { body: [...world.roles.values()] }
      },
    },
    {
      method: 'GET',
      path: '/guilds/:guild/members/search',
      run(call) {
        demandGuild(call)
        const { query, limit } = queryOf(call, {
          query: z.string().min(1).max(100),
          limit: counted(1, 1000, 1),
        })
        const sought = query.toLowerCase()
        const found = everyone().filter(
          ({ name, username }) =>
            name.toLowerCase().startsWith(sought) || username.startsWith(sought),
        )
        return { body: found.slice(0, limit).map(memberView) }
      },
    },
    {
      method: 'GET',
      path: '/guilds/:guild/members/:user',
      run(call) {
        demandGuild(call)
        const member = world.members.get(param(call, 'user'))
        if (member === undefined) throw refusal(10013)
        if (!member.present) throw refusal(10007)
        return { body: memberView(member) }
      },
    },
    {
      method: 'GET',
      path: '/guilds/:guild/members',
      run(call) {
        demandGuild(call)
        if (!(world.application.privileged & GatewayIntentBits.GuildMembers)) throw refusal(50001)
        const { limit, after } = queryOf(call, {
          limit: counted(1, 1000, 1),
          after: z.string().regex(/^\d+$/).default('0'),
        })
        const list = everyone()
          .filter(({ id }) => byAge(id, after) > 0)
          .sort((a, b) => byAge(a.id, b.id))
        return { body: list.slice(0, limit).map(memberView) }
      },
    },
    {
      method: 'GET',
      path: '/guilds/:guild/threads/active',
      run(call) {
        demandGuild(call)
        return { body: threadList(world, activeThreads(world)) }
      },
    },
  ]
}
