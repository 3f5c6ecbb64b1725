// Modals: filling in and sending the form a bot opened, or dismissing it.

import { ComponentType, TextInputStyle } from 'discord-api-types/v10'
import { z } from 'zod'
import type { Interactions } from '#playground/interactions.ts'
import { closeModal } from '#playground/modals.ts'
import {
  longestText,
  type ModalField,
  type ModalForm,
  type ModalSelect,
  type TextInput,
} from '#playground/validation/modals.ts'
import type { Interaction, Member, Trigger, World } from '#playground/world.ts'
import { ControlFault, read } from './fault.ts'
import { outcomeView } from './offers.ts'
import { channelFor, memberOf } from './visible.ts'

const as = z.string().optional()
const value = z.union([z.string(), z.array(z.string()).max(25)])
const sentForm = z.strictObject({
  as,
  /** The interaction the modal answers. */
  id: z.string(),
  values: z.record(z.string(), value).default({}),
})
const dismissedForm = z.strictObject({ as, id: z.string() })

type Values = ReadonlyMap<string, z.output<typeof value>>

const no = (field: ModalField, why: string): never => {
  throw new ControlFault(400, `Field ${field.custom_id}: ${why}.`)
}

/** A text as typed, or as it was filled in before when it was not touched. */
function typed(field: TextInput, given: string | string[] | undefined): string {
  const text = given ?? field.value ?? ''
  if (typeof text !== 'string') return no(field, 'must be text')
  if (field.required !== false && text.trim() === '') no(field, 'is required')
  if (field.style === TextInputStyle.Short && /[\r\n]/.test(text)) no(field, 'is one line')
  const least = field.min_length ?? 0
  if (text !== '' && text.length < least) no(field, `its length must be at least ${least}`)
  const most = field.max_length ?? longestText
  if (text.length > most) no(field, `its length must be at most ${most}`)
  return text
}

/** What was chosen, or was chosen before when it was not touched. */
function chosen(field: ModalSelect, given: string | string[] | undefined): string[] {
  if (typeof given === 'string') return no(field, 'must be a list of values')
  const preset = field.options.filter((option) => option.default).map((option) => option.value)
  const values = [...new Set(given ?? preset)]
  const unknown = values.find((one) => !field.options.some((option) => option.value === one))
  if (unknown !== undefined) no(field, `does not offer ${unknown}`)
  if (values.length === 0 && field.required === false) return values
  const least = Math.max(field.min_values ?? 1, 1)
  const most = field.max_values ?? 1
  if (values.length < least || values.length > most) {
    no(field, `choose ${least === most ? least : `${least} to ${most}`}`)
  }
  return values
}

const filled = (field: ModalField, values: Values) => {
  const { type, id, custom_id } = field
  const given = values.get(custom_id)
  return field.type === ComponentType.TextInput
    ? { type, id, custom_id, value: typed(field, given) }
    : { type, id, custom_id, values: chosen(field, given) }
}

const fieldsOf = (modal: ModalForm): ModalField[] =>
  modal.components.flatMap((one): ModalField[] => {
    if ('component' in one) return [one.component]
    return 'components' in one ? one.components : []
  })

/** The `data` of a modal's submission, checked as Discord's client does before it lets it go. */
function modalData(modal: ModalForm, values: Values): object {
  const names = fieldsOf(modal).map(({ custom_id }) => custom_id)
  const unknown = [...values.keys()].find((name) => !names.includes(name))
  if (unknown !== undefined) throw new ControlFault(400, `The modal has no field ${unknown}.`)
  const components = modal.components.map((one) => {
    const { type, id } = one
    if ('component' in one) return { type, id, component: filled(one.component, values) }
    if ('components' in one) {
      return { type, id, components: one.components.map((field) => filled(field, values)) }
    }
    return { type, id }
  })
  return { custom_id: modal.custom_id, components }
}

function opened(world: World, member: Member, id: string) {
  const opener = world.interactions.get(id)
  if (opener?.modal === undefined || opener.user !== member.id) {
    throw new ControlFault(404, `No such modal is open before ${member.name}.`)
  }
  return { opener, modal: opener.modal }
}

const triggerOf = ({ id, type, source, target }: Interaction): Trigger => ({
  id,
  type: type === 3 ? 3 : 2,
  ...(source !== undefined && { source }),
  ...(target !== undefined && { target }),
})

/** Sending and dismissing modals, as a member. */
export const modalActs = (world: World, interactions: Interactions) => ({
  async send(body: unknown) {
    const form = read(sentForm, body)
    const member = memberOf(world, form.as)
    const { opener, modal } = opened(world, member, form.id)
    const channel = channelFor(world, member, opener.channel)
    const data = modalData(modal, new Map(Object.entries(form.values)))
    const source = world.messages.get(opener.source ?? '')
    const outcome = await interactions.ask({
      type: 5,
      member,
      channel,
      name: opener.name,
      data,
      ...(source && { source }),
      ...(opener.target && { target: opener.target }),
      trigger: triggerOf(opener),
    })
    // A form that was not answered stays open, so that nothing typed is lost.
    if (outcome.kind !== 'failed') closeModal(world, opener)
    return outcomeView(world, outcome)
  },
  dismiss(body: unknown) {
    const form = read(dismissedForm, body)
    closeModal(world, opened(world, memberOf(world, form.as), form.id).opener)
    return {}
  },
})
