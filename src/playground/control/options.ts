// Options: what a member filled into a slash command, checked as Discord's own client does.

import {
  type APIApplicationCommandOption,
  ApplicationCommandOptionType as Option,
} from 'discord-api-types/v10'
import { z } from 'zod'
import { channelView, memberView, userView } from '#playground/view.ts'
import type { Command, World } from '#playground/world.ts'
import { ControlFault } from './fault.ts'

const value = z.union([z.string(), z.number(), z.boolean()])
type Value = z.output<typeof value>

type Given = { name: string; type?: number; value?: Value; options?: Given[] }
const given: z.ZodType<Given> = z
  .object({
    name: z.string(),
    type: z.int(),
    value,
    options: z.lazy(() => z.array(given)),
  })
  .partial({ type: true, value: true, options: true }) as z.ZodType<Given>

/** Either `{name: value}` or Discord's own list, where sub-commands hold theirs. */
export const optionsForm = z.union([z.record(z.string(), value), z.array(given)]).default({})
export type Options = z.output<typeof optionsForm>

/** Discord's fields for one option, whichever type it is. */
type Described = APIApplicationCommandOption & {
  required?: boolean
  autocomplete?: boolean
  choices?: { name: string; value: string | number }[]
  options?: Described[]
  channel_types?: number[]
  min_value?: number
  max_value?: number
  min_length?: number
  max_length?: number
}

type Sent = { name: string; type: number; value?: Value; focused?: true; options?: Sent[] }
type Resolved = Record<'users' | 'members' | 'channels' | 'roles', Record<string, object>>

const isSub = ({ type }: { type: number }) =>
  type === Option.Subcommand || type === Option.SubcommandGroup

function resolve(world: World, kind: 'user' | 'channel' | 'role', id: string, into: Resolved) {
  if (kind === 'user') {
    const member = world.members.get(id)
    if (member === undefined) return false
    into.users[id] = userView(member)
    if (member.present) {
      const { user, ...rest } = memberView(member)
      into.members[id] = { ...rest, permissions: '0' }
    }
    return true
  }
  if (kind === 'role') {
    const role = world.roles.get(id)
    if (role !== undefined) into.roles[id] = role
    return role !== undefined
  }
  const channel = world.channels.get(id)
  if (channel === undefined) return false
  into.channels[id] = { ...channelView(world, channel), permissions: '0' }
  return true
}

function checked(world: World, option: Described, raw: Value, into: Resolved): Value {
  const no = (why: string): never => {
    throw new ControlFault(400, `Option ${option.name}: ${why}.`)
  }
  const between = (
    size: number,
    least: number | undefined,
    most: number | undefined,
    what: string,
  ) => {
    if (least !== undefined && size < least) no(`${what} must be at least ${least}`)
    if (most !== undefined && size > most) no(`${what} must be at most ${most}`)
  }
  const chosen = (found: Value) => {
    const listed = option.choices ?? []
    if (listed.length > 0 && !listed.some((choice) => choice.value === found)) {
      no(`must be one of ${listed.map((choice) => choice.value).join(', ')}`)
    }
    return found
  }
  switch (option.type) {
    case Option.String: {
      if (typeof raw !== 'string') return no('must be text')
      if (raw === '') no('must not be empty')
      between(raw.length, option.min_length, option.max_length ?? 6000, 'its length')
      return chosen(raw)
    }
    case Option.Integer:
    case Option.Number: {
      const number = typeof raw === 'boolean' || raw === '' ? Number.NaN : Number(raw)
      if (!Number.isFinite(number)) no('must be a number')
      if (option.type === Option.Integer && !Number.isSafeInteger(number))
        no('must be a whole number')
      between(number, option.min_value, option.max_value, 'it')
      return chosen(number)
    }
    case Option.Boolean:
      return typeof raw === 'boolean' ? raw : no('must be true or false')
    case Option.User:
      return resolve(world, 'user', String(raw), into) ? String(raw) : no('must be a member’s id')
    case Option.Role:
      return resolve(world, 'role', String(raw), into) ? String(raw) : no('must be a role’s id')
    case Option.Mentionable:
      return resolve(world, 'user', String(raw), into) || resolve(world, 'role', String(raw), into)
        ? String(raw)
        : no('must be the id of a member or role')
    case Option.Channel: {
      const channel = world.channels.get(String(raw))
      const type = channel && channelView(world, channel).type
      if (option.channel_types?.length && !option.channel_types.includes(type ?? 0)) {
        no('must be a channel of another type')
      }
      return resolve(world, 'channel', String(raw), into)
        ? String(raw)
        : no('must be a channel’s id')
    }
    default:
      throw new ControlFault(
        501,
        `Option ${option.name}: attachments are not supported by the local Discord.`,
      )
  }
}

/** Splits what was given into the sub-commands it names and the plain values. */
function flattened(
  options: Options,
  path: readonly string[],
): { path: string[]; values: Map<string, Value> } {
  if (!Array.isArray(options)) return { path: [...path], values: new Map(Object.entries(options)) }
  const [first] = options
  if (first?.options !== undefined || (first !== undefined && isSub({ type: first.type ?? 0 }))) {
    return flattened(first.options ?? [], [...path, first.name])
  }
  return {
    path: [...path],
    values: new Map(
      options.flatMap((one) => (one.value === undefined ? [] : [[one.name, one.value] as const])),
    ),
  }
}

/**
 * The `data` of an interaction with this command. `words` are the names of sub-commands after the
 * command's own; with `focused` the member is still typing, so the rest may be incomplete.
 */
export function commandData(
  world: World,
  command: Command,
  words: readonly string[],
  options: Options,
  focused?: string,
): object {
  const { path, values } = flattened(options, words)
  let level = (command.options ?? []) as Described[]
  const subs: Described[] = []
  for (const word of path) {
    const sub = level.find((one) => isSub(one) && one.name === word)
    if (sub === undefined)
      throw new ControlFault(400, `/${command.name} has no sub-command ${word}.`)
    subs.push(sub)
    level = sub.options ?? []
  }
  if (level.some(isSub)) {
    const names = level.map(({ name }) => name).join(', ')
    throw new ControlFault(400, `/${command.name} needs one of its sub-commands: ${names}.`)
  }
  const unknown = [...values.keys()].find((name) => !level.some((one) => one.name === name))
  if (unknown !== undefined)
    throw new ControlFault(400, `/${command.name} has no option ${unknown}.`)
  const resolved: Resolved = { users: {}, members: {}, channels: {}, roles: {} }
  const sent = level.flatMap((option): Sent[] => {
    const raw = values.get(option.name)
    const { name, type } = option
    if (name === focused) {
      if (!option.autocomplete) throw new ControlFault(400, `Option ${name} has no autocomplete.`)
      return [{ name, type, value: String(raw ?? ''), focused: true }]
    }
    if (raw === undefined) {
      if (option.required && focused === undefined) {
        throw new ControlFault(400, `Option ${name} is required.`)
      }
      return []
    }
    return [{ name, type, value: checked(world, option, raw, resolved) }]
  })
  if (focused !== undefined && !sent.some((one) => one.focused)) {
    throw new ControlFault(400, `/${command.name} has no option ${focused}.`)
  }
  const nested = subs.reduceRight<Sent[]>(
    (inner, sub) => [{ name: sub.name, type: sub.type, options: inner }],
    sent,
  )
  const found = Object.entries(resolved).filter(([, map]) => Object.keys(map).length > 0)
  return {
    id: command.id,
    name: command.name,
    type: 1,
    ...(command.guild_id && { guild_id: command.guild_id }),
    ...(nested.length > 0 && { options: nested }),
    ...(found.length > 0 && { resolved: Object.fromEntries(found) }),
  }
}
