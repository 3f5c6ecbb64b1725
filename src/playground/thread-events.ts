// Thread events: what a gateway session hears of threads.

import { GatewayIntentBits as Intent } from 'discord-api-types/v10'
import { may } from './permissions.ts'
import { threadMemberView, threadsOf, threadView } from './thread-view.ts'
import { memberView } from './view.ts'
import type { Change, World } from './world.ts'

export type Event = readonly [name: string, data: unknown]

type ThreadKind =
  | 'thread-created'
  | 'thread-updated'
  | 'thread-woken'
  | 'thread-deleted'
  | 'thread-members'
  | 'threads-seen'
export type ThreadEvent = Extract<Change, { readonly kind: ThreadKind }>

/** Events of a change to threads, in their order; none without Guilds or a view of the channel. */
export function threadEvents(world: World, intents: number, change: ThreadEvent): Event[] {
  const bot = world.application.id
  const guild = { guild_id: world.guild.id }
  if (!(intents & Intent.Guilds)) return []
  if (change.kind === 'threads-seen') {
    const { id } = change.channel
    const seen = threadsOf(world, id).filter(({ thread }) => !thread.archived)
    const threads = seen.map((channel) => threadView(world, channel))
    const members = seen.flatMap((channel) => threadMemberView(channel, bot) ?? [])
    return [['THREAD_LIST_SYNC', { ...guild, channel_ids: [id], threads, members }]]
  }
  const { channel } = change
  const parent = world.channels.get(channel.thread.parent)
  if (parent === undefined || !may(world, bot, parent, 'ViewChannel')) return []
  const view = threadView(world, channel, bot)
  switch (change.kind) {
    case 'thread-created':
      return [['THREAD_CREATE', { ...view, newly_created: true }]]
    case 'thread-updated':
      return [['THREAD_UPDATE', view]]
    case 'thread-woken': {
      const mine = threadMemberView(channel, bot)
      const update: Event = ['THREAD_UPDATE', view]
      return mine ? [update, ['THREAD_MEMBER_UPDATE', { ...mine, ...guild }]] : [update]
    }
    case 'thread-deleted': {
      const { id, parent_id, type } = view
      return [['THREAD_DELETE', { id, parent_id, type, ...guild }]]
    }
    case 'thread-members': {
      const { added, removed } = change
      const mine = [...added, ...removed].includes(bot)
      if (!mine && !(intents & Intent.GuildMembers)) return []
      const added_members = added.flatMap((user) => {
        const member = world.members.get(user)
        const joined = threadMemberView(channel, user)
        return member && joined ? [{ ...joined, member: memberView(member), presence: null }] : []
      })
      return [
        [
          'THREAD_MEMBERS_UPDATE',
          {
            id: channel.id,
            ...guild,
            member_count: view.member_count,
            ...(added_members.length > 0 && { added_members }),
            ...(removed.length > 0 && { removed_member_ids: removed }),
          },
        ],
      ]
    }
  }
}
