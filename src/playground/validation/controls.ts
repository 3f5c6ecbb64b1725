// Controls: buttons and string selects, wherever they stand: in messages and in modals.

import { ButtonStyle, ComponentType } from 'discord-api-types/v10'
import { z } from 'zod'
import { id, shownEmoji, text, url, whole } from './form.ts'

/** A component's own number. */
export const number = z.int().nonnegative().nullish()
export const customId = text(100, 1)

export const button = z
  .strictObject({
    type: z.literal(ComponentType.Button),
    id: number,
    style: whole(1, 6),
    label: text(80).nullish(),
    emoji: shownEmoji,
    custom_id: customId.nullish(),
    url: url(512, 'http:', 'https:', 'discord:').nullish(),
    sku_id: id.nullish(),
    disabled: z.boolean().nullish(),
  })
  .superRefine((one, context) => {
    const fault = (field: string, code: string, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message, params: { code } })
    const both = 'A custom id and url cannot both be specified'
    if (one.style === ButtonStyle.Premium) {
      if (one.sku_id == null) fault('sku_id', 'BASE_TYPE_REQUIRED', 'This field is required')
    } else if (one.style === ButtonStyle.Link) {
      if (one.custom_id != null)
        fault('custom_id', 'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE', both)
      if (one.url == null) fault('url', 'BUTTON_COMPONENT_URL_REQUIRED', 'A url is required')
    } else {
      if (one.url != null)
        fault('custom_id', 'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE', both)
      if (one.custom_id == null) {
        fault('custom_id', 'COMPONENT_CUSTOM_ID_REQUIRED', 'A custom id is required')
      }
    }
    if (one.style !== ButtonStyle.Premium && !one.label && one.emoji == null) {
      fault('label', 'BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED', 'A label or emoji is required')
    }
  })

const selectFields = {
  type: z.literal(ComponentType.StringSelect),
  id: number,
  custom_id: customId,
  placeholder: text(150).nullish(),
  min_values: whole(0, 25).nullish(),
  max_values: whole(1, 25).nullish(),
  disabled: z.boolean().nullish(),
  options: z
    .array(
      z.strictObject({
        label: text(100, 1),
        value: text(100, 1),
        description: text(100).nullish(),
        emoji: shownEmoji,
        default: z.boolean().nullish(),
      }),
    )
    .min(1)
    .max(25),
}

type SelectForm = z.output<z.ZodObject<typeof selectFields>>

const selectRules = (one: SelectForm, context: z.RefinementCtx) => {
  const fault = (field: string, code: string, message: string) =>
    context.addIssue({ code: 'custom', path: [field], message, params: { code } })
  const least = one.min_values ?? 1
  const most = one.max_values ?? 1
  if (least > most) {
    fault('min_values', 'SELECT_COMPONENT_MIN_GREATER_THAN_MAX', 'min_values is above max_values')
  }
  if (most > one.options.length) {
    fault('max_values', 'NUMBER_TYPE_MAX', 'max_values is above the number of options')
  }
  const values = one.options.map(({ value }) => value)
  if (new Set(values).size < values.length) {
    fault(
      'options',
      'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
      'The specified option value is already used',
    )
  }
  if (one.options.filter((option) => option.default).length > most) {
    fault('options', 'SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES', 'More defaults than max_values')
  }
}

/** A select on a message. */
export const select = z.strictObject(selectFields).superRefine(selectRules)

/** A select in a modal, where it may be left empty unless `required`. */
export const modalSelect = z
  .strictObject({ ...selectFields, required: z.boolean().nullish() })
  .superRefine(selectRules)
  .superRefine((one, context) => {
    const fault = (field: string, code: string, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message, params: { code } })
    if (one.disabled) {
      fault('disabled', 'COMPONENT_DISABLED_IN_MODAL', 'Components in modals cannot be disabled')
    }
    if (one.required !== false && one.min_values === 0) {
      fault('min_values', 'NUMBER_TYPE_MIN', 'int value should be greater than or equal to 1.')
    }
  })
