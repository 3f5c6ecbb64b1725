// Modal field: a label, what it means, its input, how much fits, and what is wrong with it.

import { usePage } from '#playground/web/page-context.ts'
import type { Texts } from '#playground/web/texts.ts'
import {
  type Asked,
  isRequired,
  mostCharacters,
  picks,
  type Values,
  type Wrong,
} from './modal-values.ts'
import { PickInput } from './pick-input.tsx'
import { TextInput } from './text-input.tsx'

/** From how many characters on a limit is worth watching when the field names none itself. */
const worthCounting = 3500

const wordsOf = (wrong: Wrong, texts: Texts): string => {
  switch (wrong.kind) {
    case 'missing':
      return texts.fieldMissing
    case 'short':
      return texts.fieldShort(wrong.least)
    case 'long':
      return texts.fieldLong(wrong.most)
    case 'pick':
      return texts.fieldPick(wrong.least, wrong.most)
  }
}

type Props = {
  readonly id: string
  readonly asked: Asked
  readonly value: Values[string] | undefined
  /** What is wrong, once it was tried to send. */
  readonly wrong: Wrong | undefined
  readonly onValue: (value: Values[string]) => void
}

export function ModalField({ id, asked, value, wrong, onValue }: Props) {
  const { texts } = usePage()
  const { label, description, field } = asked
  const text = typeof value === 'string' ? value : ''
  const most = field.type === 4 ? mostCharacters(field) : 0
  const counts = field.type === 4 && (field.max_length != null || text.length > worthCounting)
  const several = field.type === 3 && picks(field).most > 1 ? picks(field) : undefined
  const describedBy = `${id}-about ${id}-count ${id}-wrong`
  const shared = { id, invalid: wrong !== undefined, describedBy }
  const required = isRequired(field) && (
    <span class="required-mark" aria-hidden="true">
      *
    </span>
  )
  return (
    <div class={wrong === undefined ? 'modal-field' : 'modal-field wrong'}>
      {field.type === 4 ? (
        <label for={id} id={`${id}-label`}>
          {label} {required}
        </label>
      ) : (
        <p class="modal-label" id={`${id}-label`}>
          {label} {required}
        </p>
      )}
      <p class="modal-about" id={`${id}-about`}>
        {description}
        {several !== undefined && ` ${texts.selectSome(several.least, several.most)}`}
      </p>
      {field.type === 4 ? (
        <TextInput {...shared} field={field} text={text} onText={onValue} />
      ) : (
        <PickInput
          {...shared}
          field={field}
          picked={typeof value === 'object' ? value : []}
          onPick={onValue}
        />
      )}
      <div class="modal-foot">
        <p class="modal-wrong" id={`${id}-wrong`}>
          {wrong !== undefined && wordsOf(wrong, texts)}
        </p>
        <p class={text.length > most ? 'modal-count over' : 'modal-count'} id={`${id}-count`}>
          {counts && `${text.length}/${most}`}
        </p>
      </div>
    </div>
  )
}
