// Modals: what a form may look like that opens before a member.

import { ComponentType } from 'discord-api-types/v10'
import { z } from 'zod'
import { unsupported } from '#playground/errors.ts'
import { type Node, refuseTwins, walk } from './components.ts'
import { customId, modalSelect, number } from './controls.ts'
import { parse, text, whole } from './form.ts'

/** The longest text a member can type into one field. */
export const longestText = 4000

const inputFields = {
  type: z.literal(ComponentType.TextInput),
  id: number,
  custom_id: customId,
  /** 1 is one line, 2 a paragraph. */
  style: whole(1, 2),
  min_length: whole(0, longestText).nullish(),
  max_length: whole(1, longestText).nullish(),
  required: z.boolean().nullish(),
  value: text(longestText).nullish(),
  placeholder: text(100).nullish(),
}

type InputForm = z.output<z.ZodObject<typeof inputFields>>

const inputRules = (one: InputForm, context: z.RefinementCtx) => {
  const fault = (field: string, code: string, message: string) =>
    context.addIssue({ code: 'custom', path: [field], message, params: { code } })
  const most = one.max_length ?? longestText
  if ((one.min_length ?? 0) > most) {
    fault('min_length', 'NUMBER_TYPE_MAX', `int value should be less than or equal to ${most}.`)
  }
  if ((one.value?.length ?? 0) > most) {
    fault('value', 'BASE_TYPE_MAX_LENGTH', `Must be ${most} or fewer in length.`)
  }
}

const labelText = text(45, 1)
const input = z.strictObject(inputFields).superRefine(inputRules)
/** Before labels existed a field carried its own. */
const labelledInput = z.strictObject({ ...inputFields, label: labelText }).superRefine(inputRules)

const row = z.strictObject({
  type: z.literal(ComponentType.ActionRow),
  id: number,
  components: z.array(labelledInput).length(1),
})
const label = z.strictObject({
  type: z.literal(ComponentType.Label),
  id: number,
  label: labelText,
  description: text(100, 1).nullish(),
  component: z.discriminatedUnion('type', [input, modalSelect]),
})
const textDisplay = z.strictObject({
  type: z.literal(ComponentType.TextDisplay),
  id: number,
  content: text(longestText, 1),
})

const modal = z.strictObject({
  custom_id: customId,
  title: text(45, 1),
  components: z
    .array(z.discriminatedUnion('type', [label, row, textDisplay]))
    .min(1)
    .max(5),
})

type Field<Form> = Omit<Form, 'id'> & { readonly id: number }
export type TextInput = Field<InputForm> & { readonly label?: string }
export type ModalSelect = Field<z.output<typeof modalSelect>>
export type ModalField = TextInput | ModalSelect

/** A checked modal; every component has a number. */
export type ModalForm = {
  readonly custom_id: string
  readonly title: string
  readonly components: readonly (
    | (Field<Omit<z.output<typeof label>, 'component'>> & { readonly component: ModalField })
    | (Field<Omit<z.output<typeof row>, 'components'>> & { readonly components: TextInput[] })
    | Field<z.output<typeof textDisplay>>
  )[]
}

/** Kinds of field Discord has in modals and the local one lacks. */
const lacking = new Set<number>([
  ComponentType.UserSelect,
  ComponentType.RoleSelect,
  ComponentType.MentionableSelect,
  ComponentType.ChannelSelect,
  ComponentType.FileUpload,
  ComponentType.RadioGroup,
  ComponentType.CheckboxGroup,
  ComponentType.Checkbox,
])

/** Numbers what came without a number, outermost first. */
function numbered(components: z.output<typeof modal>['components']): ModalForm['components'] {
  const taken = new Set(walk(components).map(({ id }) => id))
  let last = 0
  const next = () => {
    do last += 1
    while (taken.has(last))
    return last
  }
  const filled = (node: Node): Node => {
    const id = node.id || next()
    return {
      ...node,
      id,
      ...(node['components'] !== undefined && {
        components: (node['components'] as Node[]).map(filled),
      }),
      ...(node['component'] !== undefined && { component: filled(node['component'] as Node) }),
    }
  }
  return (components as unknown as Node[]).map(filled) as unknown as ModalForm['components']
}

/** The modal a bot asked for, checked by all its rules; 501 for fields the local Discord lacks. */
export function modalForm(data: unknown): ModalForm {
  const given = (data as { components?: unknown } | null | undefined)?.components
  const kind = walk(given).find(({ type }) => lacking.has(type))?.type
  if (kind !== undefined) throw unsupported(`Component of type ${kind} in a modal`)
  const form = parse(z.object({ data: modal }), { data }).data
  refuseTwins(walk(form.components))
  return { ...form, components: numbered(form.components) }
}
