// Trouble: what a test can do to the guild and to the connection that no member would.

import { GatewayIntentBits, PermissionFlagsBits } from 'discord-api-types/v10'
import { z } from 'zod'
import { type Faults, faultForm } from '#playground/faults.ts'
import type { Gateway } from '#playground/gateway.ts'
import { keep } from '#playground/keep.ts'
import type { Limiter } from '#playground/limits.ts'
import { may, type Permission } from '#playground/permissions.ts'
import { finaliseNow } from '#playground/polls.ts'
import { deleteThread, forgetChannel } from '#playground/threads.ts'
import { personView } from '#playground/view.ts'
import { type Member, stamp, type World } from '#playground/world.ts'
import { ControlFault, read } from './fault.ts'

const gatewayForm = z.union([
  z.strictObject({ drop: z.literal(true) }),
  z.strictObject({ close: z.int().min(1000).max(4999) }),
  z.strictObject({ reconnect: z.literal(true) }),
  z.strictObject({ invalidate: z.union([z.literal(true), z.literal('resumable')]) }),
  z.strictObject({ hold: z.boolean() }),
])
const membersForm = z.union([
  z.strictObject({ leave: z.string() }),
  z.strictObject({ join: z.string() }),
  z.strictObject({ create: z.int().min(1).max(10_000) }),
  z.strictObject({ member: z.string(), direct_messages: z.enum(['open', 'closed']) }),
])
const names = z.array(z.enum(Object.keys(PermissionFlagsBits) as [Permission, ...Permission[]]))
const permissionsForm = z.strictObject({
  channel: z.string(),
  /** A member or role; the bot itself when left out. */
  target: z.string().optional(),
  allow: names.default([]),
  deny: names.default([]),
})
const channelsForm = z.strictObject({ delete: z.string() })
const limitsForm = z.strictObject({ mode: z.enum(['on', 'off']) })
const intentsForm = z.strictObject({
  privileged: z.array(z.enum(['GuildMembers', 'GuildPresences', 'MessageContent'])),
})
const pollsForm = z
  .strictObject({
    /** ISO duration on the clock from a poll's end to its exact counts. */
    finalise: z.string(),
    recast: z.enum(['removed-first', 'added-first']),
  })
  .partial()

export type Trouble = {
  readonly world: World
  readonly gateway: Gateway
  readonly faults: Faults
  readonly limiter: Limiter
}

const lagOf = (text: string): number | 'never' => {
  if (text === 'never') return 'never'
  try {
    return Temporal.Duration.from(text).total('milliseconds')
  } catch {
    throw new ControlFault(400, `finalise: ${text} is neither "never" nor a duration such as PT2S.`)
  }
}

/** Ways to trouble the bot, each taking the body of its request. */
export function troubles({ world, gateway, faults, limiter }: Trouble) {
  const newMember = (number: number): Member => {
    const id = world.newId()
    const member: Member = {
      id,
      username: `member${id.slice(-6)}`,
      name: `멤버 ${number}`,
      locale: 'ko',
      bot: false,
      roles: [],
      joined: stamp(world.clock.ms()),
      present: true,
    }
    world.members.set(id, member)
    keep(world, 'member', member)
    world.emit({ kind: 'member-joined', member })
    return member
  }
  const setPresent = (id: string, present: boolean) => {
    const member = world.members.get(id)
    if (member === undefined || member.bot) throw new ControlFault(404, `There is no member ${id}.`)
    if (member.present === present) {
      throw new ControlFault(409, `${member.name} is ${present ? 'here already' : 'gone already'}.`)
    }
    member.present = present
    keep(world, 'member', member)
    world.emit({ kind: present ? 'member-joined' : 'member-left', member })
    return [member]
  }
  const setDirect = (id: string, closed: boolean) => {
    const member = world.members.get(id)
    if (member === undefined || member.bot) throw new ControlFault(404, `There is no member ${id}.`)
    member.closed = closed
    keep(world, 'member', member)
    return [member]
  }
  const changedMembers = (form: z.output<typeof membersForm>): Member[] => {
    if ('create' in form) {
      return Array.from({ length: form.create }, () => newMember(world.members.size))
    }
    if ('leave' in form) return setPresent(form.leave, false)
    if ('join' in form) return setPresent(form.join, true)
    return setDirect(form.member, form.direct_messages === 'closed')
  }
  return {
    fault(body: unknown) {
      const fault = read(faultForm, body)
      const pattern = /^\/(.*)\/$/.exec(fault.route ?? '')?.[1]
      try {
        new RegExp(pattern ?? '')
      } catch {
        throw new ControlFault(400, `route: ${fault.route} is no regular expression.`)
      }
      faults.add(fault)
      return { faults: faults.list() }
    },
    clearFaults() {
      faults.clear()
      return { faults: [] }
    },
    gateway(body: unknown) {
      const form = read(gatewayForm, body)
      if ('drop' in form) gateway.drop()
      else if ('close' in form) gateway.close(form.close)
      else if ('reconnect' in form) gateway.askReconnect()
      else if ('hold' in form) gateway.hold(form.hold)
      else gateway.invalidate(form.invalidate === 'resumable')
      return {}
    },
    members(body: unknown) {
      const form = read(membersForm, body)
      return { members: changedMembers(form).map((member) => personView(world, member)) }
    },
    permissions(body: unknown) {
      const { channel: id, target, allow, deny } = read(permissionsForm, body)
      const channel = world.channels.get(id)
      if (channel?.kind !== 'text') {
        throw new ControlFault(404, `There is no guild channel ${id}.`)
      }
      const holder = target ?? world.application.id
      if (!world.members.has(holder) && !world.roles.has(holder)) {
        throw new ControlFault(404, `There is no member or role ${holder}.`)
      }
      const bits = (list: readonly Permission[]) =>
        list.reduce((sum, name) => sum | PermissionFlagsBits[name], 0n)
      const couldSee = may(world, world.application.id, channel, 'ViewChannel')
      const before = channel.overwrites.find((one) => one.id === holder)
      const allowed = (BigInt(before?.allow ?? 0) | bits(allow)) & ~bits(deny)
      const denied = (BigInt(before?.deny ?? 0) | bits(deny)) & ~bits(allow)
      const type = world.roles.has(holder) ? 0 : 1
      channel.overwrites = [
        ...channel.overwrites.filter((one) => one.id !== holder),
        { id: holder, type, allow: allowed.toString(), deny: denied.toString() },
      ]
      keep(world, 'channel', channel)
      world.emit({ kind: 'channel-updated', channel })
      if (!couldSee && may(world, world.application.id, channel, 'ViewChannel')) {
        world.emit({ kind: 'threads-seen', channel })
      }
      return { overwrites: channel.overwrites }
    },
    channels(body: unknown) {
      const form = read(channelsForm, body)
      const channel = world.channels.get(form.delete)
      if (channel === undefined) throw new ControlFault(404, `There is no channel ${form.delete}.`)
      if (channel.kind === 'thread') deleteThread(world, channel)
      else {
        forgetChannel(world, channel)
        world.emit({ kind: 'channel-deleted', channel })
      }
      return {}
    },
    limits(body: unknown) {
      const { mode } = read(limitsForm, body)
      world.settings.limits = mode
      limiter.clear()
      return { mode }
    },
    intents(body: unknown) {
      const { privileged } = read(intentsForm, body)
      world.application.privileged = privileged.reduce(
        (sum, name) => sum | GatewayIntentBits[name],
        0,
      )
      return { privileged }
    },
    polls(body: unknown) {
      const { finalise, recast } = read(pollsForm, body)
      if (recast !== undefined) world.settings.recast = recast
      if (finalise === 'now') finaliseNow(world)
      else if (finalise !== undefined) world.settings.finaliseAfter = lagOf(finalise)
      return { finalise: world.settings.finaliseAfter, recast: world.settings.recast }
    },
  }
}
