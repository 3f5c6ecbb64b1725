// Acts: what a member does by hand: a command, a press, a choice, a vote.

import { ComponentType, MessageFlags } from 'discord-api-types/v10'
import { z } from 'zod'
import type { Interactions } from '#playground/interactions.ts'
import { dropMessage } from '#playground/keep.ts'
import { vote } from '#playground/polls.ts'
import { walk } from '#playground/validation/components.ts'
import { resultsOf } from '#playground/view.ts'
import type { Member, StoredMessage, World } from '#playground/world.ts'
import { ControlFault, read } from './fault.ts'
import { demandCommands, demandContext, outcomeView } from './offers.ts'
import { commandData, optionsForm } from './options.ts'
import { channelFor, commandsFor, memberOf, messageFor } from './visible.ts'

const as = z.string().optional()
const commandForm = z.strictObject({
  as,
  channel: z.string(),
  name: z.string(),
  options: optionsForm,
})
const autocompleteForm = z.strictObject({ ...commandForm.shape, focused: z.string() })
const buttonForm = z.strictObject({ as, message: z.string(), custom_id: z.string() })
const selectForm = z.strictObject({ ...buttonForm.shape, values: z.array(z.string()).max(25) })
const voteForm = z.strictObject({ as, message: z.string(), answers: z.array(z.int()) })
const dismissForm = z.strictObject({ as, message: z.string() })

/** A slash command the member is offered in a channel, and the words after its name. */
function commandOf(world: World, member: Member, channel: string, name: string) {
  const place = channelFor(world, member, channel)
  demandCommands(world, member, place)
  const [first = '', ...words] = name.replace(/^\//, '').split(' ')
  const offered = commandsFor(world, member)
  const command = offered.find((one) => one.name === first)
  if (command === undefined) {
    const names = offered.map((one) => `/${one.name}`).join(', ') || 'none'
    throw new ControlFault(
      404,
      `${member.name} is offered no command /${first}; there are: ${names}.`,
    )
  }
  demandContext(place, command, `/${first}`)
  return { place, command, words }
}

function componentOf(stored: StoredMessage, type: ComponentType, custom_id: string) {
  const node = walk(stored.message.components ?? []).find(
    (one) => one.type === type && one['custom_id'] === custom_id,
  )
  if (node === undefined)
    throw new ControlFault(404, `The message has no such control: ${custom_id}.`)
  if (node['disabled'] === true)
    throw new ControlFault(409, `This control is disabled: ${custom_id}.`)
  if ((stored.message.flags ?? 0) & MessageFlags.Loading) {
    throw new ControlFault(409, 'The message is still being prepared.')
  }
  return node
}

/** What members can do, each taking the body of its request. */
export function acts(world: World, interactions: Interactions) {
  const press = (member: Member, stored: StoredMessage, name: string, data: object) => {
    const channel = channelFor(world, member, stored.message.channel_id)
    return interactions.ask({ type: 3, member, channel, name, data, source: stored })
  }
  return {
    async command(body: unknown) {
      const form = read(commandForm, body)
      const member = memberOf(world, form.as)
      const { place, command, words } = commandOf(world, member, form.channel, form.name)
      const data = commandData(world, command, words, form.options)
      const name = [command.name, ...words].join(' ')
      return outcomeView(
        world,
        await interactions.ask({ type: 2, member, channel: place, name, data }),
      )
    },
    async autocomplete(body: unknown) {
      const form = read(autocompleteForm, body)
      const member = memberOf(world, form.as)
      const { place, command, words } = commandOf(world, member, form.channel, form.name)
      const data = commandData(world, command, words, form.options, form.focused)
      const { name } = command
      const outcome = await interactions.ask({ type: 4, member, channel: place, name, data })
      return outcome.kind === 'choices' ? { choices: outcome.choices } : outcomeView(world, outcome)
    },
    async button(body: unknown) {
      const form = read(buttonForm, body)
      const member = memberOf(world, form.as)
      const stored = messageFor(world, member, form.message)
      const node = componentOf(stored, ComponentType.Button, form.custom_id)
      const data = { custom_id: form.custom_id, component_type: ComponentType.Button, id: node.id }
      return outcomeView(world, await press(member, stored, stored.interaction?.name ?? '', data))
    },
    async select(body: unknown) {
      const form = read(selectForm, body)
      const member = memberOf(world, form.as)
      const stored = messageFor(world, member, form.message)
      const node = componentOf(stored, ComponentType.StringSelect, form.custom_id)
      const least = Number(node['min_values'])
      const most = Number(node['max_values'])
      const values = [...new Set(form.values)]
      if (values.length < least || values.length > most) {
        throw new ControlFault(400, `Choose ${least === most ? least : `${least} to ${most}`}.`)
      }
      const offered = (node['options'] as { value: string }[]).map(({ value }) => value)
      const unknown = values.find((value) => !offered.includes(value))
      if (unknown !== undefined) throw new ControlFault(400, `The menu does not offer ${unknown}.`)
      const component_type = ComponentType.StringSelect
      const data = { custom_id: form.custom_id, component_type, id: node.id, values }
      return outcomeView(world, await press(member, stored, stored.interaction?.name ?? '', data))
    },
    vote(body: unknown) {
      const form = read(voteForm, body)
      const member = memberOf(world, form.as)
      const stored = messageFor(world, member, form.message)
      vote(world, member, stored, form.answers)
      return { results: resultsOf(world, stored, member.id) }
    },
    dismiss(body: unknown) {
      const form = read(dismissForm, body)
      const member = memberOf(world, form.as)
      const stored = messageFor(world, member, form.message)
      if (stored.viewer !== member.id) {
        throw new ControlFault(409, 'Only a message shown to you alone can be dismissed.')
      }
      dropMessage(world, stored)
      return {}
    },
  }
}
