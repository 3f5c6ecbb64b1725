// Commands: registering slash commands and menus, globally or for the guild; an unchanged name keeps its id.

import { z } from 'zod'
import { refusal } from '#playground/errors.ts'
import { keep } from '#playground/keep.ts'
import {
  type CommandForm,
  commandForm,
  commandForms,
  commandLimits,
  isMenu,
  keyOf,
  mostOf,
  tooMany,
} from '#playground/validation/commands.ts'
import { parse } from '#playground/validation/form.ts'
import type { Command, World } from '#playground/world.ts'
import { type Call, param, type Route } from './route.ts'

const given = <Fields extends object>(fields: Fields) =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== null),
  ) as { [Key in keyof Fields]: NonNullable<Fields[Key]> }

function commandOf(
  world: World,
  form: CommandForm,
  guild: string | undefined,
  id: string,
): Command {
  return {
    id,
    application_id: world.application.id,
    version: world.newId(),
    name: form.name,
    name_localizations: form.name_localizations ?? null,
    ...(isMenu(form)
      ? { type: form.type, description: '', description_localizations: null }
      : {
          type: 1,
          description: form.description,
          description_localizations: form.description_localizations ?? null,
        }),
    default_member_permissions: form.default_member_permissions ?? null,
    nsfw: form.nsfw ?? false,
    ...(!isMenu(form) && { options: (form.options ?? []).map((option) => given(option)) }),
    integration_types: form.integration_types ?? [0],
    ...(guild === undefined
      ? { contexts: form.contexts ?? null, dm_permission: form.dm_permission ?? true }
      : { guild_id: guild, contexts: form.contexts ?? null }),
  } as Command
}

const same = (a: Command, b: Command) =>
  JSON.stringify({ ...a, version: '' }) === JSON.stringify({ ...b, version: '' })

/** Counts the new names of the clock's day; 30034 when they pass Discord's daily quota. */
function countCreates(world: World, scope: string, fresh: number): void {
  const day = world.clock.now().toString().slice(0, 10)
  const id = `creates:${scope}`
  const row = world.store.all('fact').find((fact) => fact.id === id)
  const before =
    row === undefined ? undefined : (JSON.parse(row.body) as { day: string; count: number })
  const count = (before?.day === day ? before.count : 0) + fresh
  if (count > commandLimits.creates) throw refusal(30034)
  if (fresh > 0) world.store.put('fact', id, JSON.stringify({ day, count }))
}

export function commandRoutes(world: World): Route[] {
  const scoped = (guild: string | undefined) =>
    [...world.commands.values()].filter((command) => command.guild_id === guild)
  const scopeOf = (call: Call): string | undefined => {
    if (param(call, 'application') !== world.application.id) throw refusal(20012)
    const guild = call.params['guild']
    if (guild !== undefined && guild !== world.guild.id) throw refusal(50001)
    return guild
  }
  const put = (command: Command) => {
    const before = world.commands.get(command.id)
    const next = before !== undefined && same(before, command) ? before : command
    world.commands.set(next.id, next)
    keep(world, 'command', next)
    return next
  }
  const drop = (command: Command) => {
    world.commands.delete(command.id)
    world.store.remove('command', command.id)
  }
  const find = (call: Call) => {
    const guild = scopeOf(call)
    const command = world.commands.get(param(call, 'command'))
    if (command === undefined || command.guild_id !== guild) throw refusal(10063)
    return command
  }
  const listed = (command: Command, full: boolean) => {
    if (full) return command
    const { name_localizations, description_localizations, ...rest } = command
    return rest
  }

  const routes = (base: string): Route[] => [
    {
      method: 'GET',
      path: base,
      run(call) {
        const full = call.query.get('with_localizations') === 'true'
        return { body: scoped(scopeOf(call)).map((command) => listed(command, full)) }
      },
    },
    {
      method: 'PUT',
      path: base,
      run(call) {
        const guild = scopeOf(call)
        const forms = commandForms(call.body)
        const before = new Map(scoped(guild).map((command) => [keyOf(command), command]))
        const fresh = forms.filter((form) => !before.has(keyOf(form)))
        countCreates(world, guild ?? 'global', fresh.length)
        const keys = new Set(forms.map(keyOf))
        for (const [key, command] of before) if (!keys.has(key)) drop(command)
        const after = forms.map((form) =>
          put(commandOf(world, form, guild, before.get(keyOf(form))?.id ?? world.newId())),
        )
        world.emit({ kind: 'commands' })
        return { body: after }
      },
    },
    {
      method: 'POST',
      path: base,
      run(call) {
        const guild = scopeOf(call)
        const form = commandForm(call.body)
        const before = scoped(guild).find((command) => keyOf(command) === keyOf(form))
        if (before === undefined) {
          const kin = scoped(guild).filter(({ type }) => type === (form.type ?? 1))
          if (kin.length >= mostOf(form)) throw tooMany(mostOf(form))
          countCreates(world, guild ?? 'global', 1)
        }
        const command = put(commandOf(world, form, guild, before?.id ?? world.newId()))
        world.emit({ kind: 'commands' })
        return { status: before === undefined ? 201 : 200, body: command }
      },
    },
    { method: 'GET', path: `${base}/:command`, run: (call) => ({ body: find(call) }) },
    {
      method: 'PATCH',
      path: `${base}/:command`,
      run(call) {
        const before = find(call)
        const changes = parse(z.looseObject({}), call.body)
        const { id, application_id, version, guild_id, ...fields } = before
        const form = commandForm({ ...fields, ...changes })
        const command = put(commandOf(world, form, guild_id, id))
        world.emit({ kind: 'commands' })
        return { body: command }
      },
    },
    {
      method: 'DELETE',
      path: `${base}/:command`,
      run(call) {
        drop(find(call))
        world.emit({ kind: 'commands' })
        return undefined
      },
    },
  ]
  return [
    ...routes('/applications/:application/commands'),
    ...routes('/applications/:application/guilds/:guild/commands'),
  ]
}
