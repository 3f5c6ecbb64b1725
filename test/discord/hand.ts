// Hand: what members do in the study channel, and what they then see there.

import { type Local, textOf } from './local.ts'

/** Members of the local Discord by place: the owner, one whose Discord is Korean, one English. */
export const owner = 0
export const korean = 1
export const english = 3

export type Hand = {
  readonly channel: string
  readonly memberAt: (place: number) => string
  readonly command: (name: string, options?: object, member?: number) => Promise<object>
  /** Presses a button about `item:7` on the newest message the member sees. */
  readonly press: (action: string, member?: number) => Promise<object>
  /** The text of the newest message the member sees; undefined while it is being prepared. */
  readonly shown: (member?: number) => Promise<string | undefined>
}

export function handOf(local: Local): Hand {
  const channel = local.playground.channels.study
  const memberAt = (place: number): string => local.playground.members[place]?.id ?? ''
  const newest = async (member: number) => (await local.seen(channel, memberAt(member))).at(-1)
  return {
    channel,
    memberAt,
    command: (name, options = {}, member = owner) =>
      local.control('/command', { as: memberAt(member), channel, name, options }),
    async press(action, member = owner) {
      const message = (await newest(member))?.id
      const custom_id = `${action}:item:7`
      return local.control('/button', { as: memberAt(member), message, custom_id })
    },
    async shown(member = owner) {
      const message = await newest(member)
      return message === undefined || message.pending ? undefined : textOf(message)
    },
  }
}
