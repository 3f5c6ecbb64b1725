// Command form: a chosen command with its options as fields in one line.

import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { usePage } from '#playground/web/page-context.ts'
import { type Draft, fill, filled, hidden, hide, localised, type Problem, show } from './draft.ts'
import { isComposing } from './ime.ts'
import { OfferList } from './offer-list.tsx'
import { SendButton } from './send-button.tsx'
import { type Offer, useChoices } from './use-choices.ts'

type Props = {
  /** The channel or thread it is sent to. */
  readonly channel: string
  readonly draft: Draft
  readonly locale: string
  readonly onChange: (draft: Draft) => void
  /** Leaves the command; the text goes back into the text field. */
  readonly onLeave: (text: string) => void
}

export function CommandForm({ channel, draft, locale, onChange, onLeave }: Props) {
  const { texts, runCommand } = usePage()
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const [focused, setFocused] = useState<string | undefined>(draft.shown[0])
  const [active, setActive] = useState(0)
  const [problem, setProblem] = useState<Problem>()
  const [busy, setBusy] = useState(false)
  const option = draft.callable.options.find(({ name }) => name === focused)
  const offers = useChoices(channel, draft, option, locale)
  const list = offers.kind === 'list' ? offers.offers : []
  const optional = hidden(draft)

  const focus = (name: string | undefined) => {
    const field = form.current?.querySelector<HTMLInputElement>(`[data-option="${name}"]`)
    ;(field ?? form.current?.querySelector<HTMLElement>('.send'))?.focus()
  }
  // A new command, or a new field, takes the focus
  useLayoutEffect(() => focus(focused), [draft.callable.name, draft.shown.length])
  const change = (next: Draft) => {
    setProblem(undefined)
    setActive(0)
    onChange(next)
  }
  const send = async () => {
    if (busy) return
    const values = filled(draft)
    if (!values.ok) {
      setProblem(values.problem)
      setFocused(values.problem.option)
      focus(values.problem.option)
      return
    }
    setBusy(true)
    const sent = await runCommand(channel, draft.callable.path[0] ?? '', values.options)
    setBusy(false)
    if (sent) onLeave('')
  }
  const add = (name: string) => {
    setFocused(name)
    change(show(draft, name))
  }
  const pick = (name: string, offer: Offer) =>
    change(fill(draft, name, { text: offer.label, picked: offer.value }))
  const leaveField = (name: string, required: boolean) => {
    const before = draft.shown[draft.shown.indexOf(name) - 1]
    if (required || draft.shown.length === 0) {
      if (before === undefined) onLeave(`/${draft.callable.name}`)
      else focus(before)
      return
    }
    setFocused(before ?? draft.shown.find((other) => other !== name))
    change(hide(draft, name))
  }
  const key = (event: KeyboardEvent, name: string) => {
    // While an IME composes Hangul, its keys are not ours.
    if (isComposing(event)) return
    const field = draft.fields[name]
    const offer = list[active]
    const choosing = offer !== undefined && field?.picked === undefined
    const required = draft.callable.options.some((o) => o.name === name && o.required === true)
    if (event.key === 'ArrowDown' && list.length > 0) setActive((active + 1) % list.length)
    else if (event.key === 'ArrowUp' && list.length > 0) {
      setActive((active + list.length - 1) % list.length)
    } else if (event.key === 'Enter' && choosing) pick(name, offer)
    else if (event.key === 'Enter') void send()
    else if (event.key === 'Tab' && !event.shiftKey) {
      if (choosing && (field?.text ?? '') !== '') pick(name, offer)
      const after = draft.shown[draft.shown.indexOf(name) + 1]
      const more = optional[0]
      if (after !== undefined) focus(after)
      else if (more !== undefined && (field?.text ?? '') !== '') add(more.name)
      else return
    } else if (event.key === 'Backspace' && (field?.text ?? '') === '') leaveField(name, required)
    else return
    event.preventDefault()
  }
  const words = {
    missing: texts.fillIn,
    number: texts.notANumber,
    choice: texts.pickChoice,
  }
  return (
    <form
      class="command-form"
      ref={form}
      aria-label={`/${draft.callable.name}`}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || isComposing(event)) return
        event.preventDefault()
        onLeave('')
      }}
    >
      {option !== undefined && (
        <OfferList
          id={`${id}-offers`}
          option={option}
          offers={offers}
          locale={locale}
          active={active}
          problem={problem?.option === option.name ? words[problem.kind](option.name) : undefined}
          onActive={setActive}
          onPick={(offer) => pick(option.name, offer)}
        />
      )}
      <div class="command-line">
        <b class="command-name">/{draft.callable.name}</b>
        {draft.shown.map((name) => {
          const text = draft.fields[name]?.text ?? ''
          const wrong = problem?.option === name
          return (
            <label key={name} class={wrong ? 'pill wrong' : name === focused ? 'pill on' : 'pill'}>
              <span>{name}</span>
              <span class="pill-field" data-text={text}>
                <input
                  type="text"
                  data-option={name}
                  value={text}
                  size={1}
                  autocomplete="off"
                  spellcheck={false}
                  role="combobox"
                  aria-expanded={name === focused && list.length > 0}
                  aria-controls={`${id}-offers`}
                  aria-activedescendant={name === focused ? `${id}-offers-${active}` : undefined}
                  aria-invalid={wrong}
                  aria-describedby={wrong ? `${id}-offers-problem` : undefined}
                  onFocus={() => {
                    setFocused(name)
                    setActive(0)
                  }}
                  onBlur={() => setFocused(undefined)}
                  onInput={(event) =>
                    change(fill(draft, name, { text: event.currentTarget.value }))
                  }
                  onKeyDown={(event) => key(event, name)}
                />
              </span>
            </label>
          )
        })}
        {optional.map((more) => (
          <button
            key={more.name}
            type="button"
            class="add-option"
            title={localised(more.description, more.description_localizations, locale)}
            onClick={() => add(more.name)}
          >
            + {more.name}
          </button>
        ))}
      </div>
      <button
        type="button"
        class="cancel-command"
        aria-label={texts.cancelCommand}
        title={texts.cancelCommand}
        onClick={() => onLeave('')}
      >
        ×
      </button>
      <SendButton disabled={busy} />
    </form>
  )
}
