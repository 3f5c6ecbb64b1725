// Pick input: the options of a form's select, one or several of them.

import { Text } from '#playground/web/markdown/emoji.tsx'
import type { PickField } from '#playground/web/wire.ts'
import { isRequired, picks } from './modal-values.ts'

type Props = {
  readonly id: string
  readonly field: PickField
  readonly picked: readonly string[]
  readonly invalid: boolean
  readonly describedBy: string
  readonly onPick: (values: readonly string[]) => void
}

export function PickInput({ id, field, picked, invalid, describedBy, onPick }: Props) {
  const isOne = picks(field).most === 1
  const required = isRequired(field)
  const pick = (value: string) => {
    if (isOne) onPick([value])
    else if (picked.includes(value)) onPick(picked.filter((other) => other !== value))
    else onPick([...picked, value])
  }
  return (
    <fieldset
      class={invalid ? 'modal-options invalid' : 'modal-options'}
      id={id}
      aria-labelledby={`${id}-label`}
      aria-describedby={describedBy}
    >
      {field.options.map(({ value, label, description }) => (
        <label key={value} class="modal-option">
          <input
            type={isOne ? 'radio' : 'checkbox'}
            name={`${id}-option`}
            required={isOne && required}
            checked={picked.includes(value)}
            onChange={() => pick(value)}
            // One that need not be answered can be taken back.
            onClick={() => isOne && !required && picked.includes(value) && onPick([])}
          />
          <span>
            <Text text={label} />
            {description != null && <small>{description}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
