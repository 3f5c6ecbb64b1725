// Choices: what an option's list offers: its own choices, the bot's autocomplete, members or channels.

import { useEffect, useState } from 'preact/hooks'
import { usePage } from '#playground/web/page-context.ts'
import { type Draft, localised, type Option, soFar } from './draft.ts'

export type Offer = { readonly label: string; readonly value: string | number | boolean }

export type Offers =
  | { readonly kind: 'none' }
  | { readonly kind: 'searching' | 'failed' }
  | { readonly kind: 'list'; readonly offers: readonly Offer[] }

/** Pause in typing after which the bot is asked, in milliseconds. */
const typingPause = 180

const holding = (offers: readonly Offer[], text: string): readonly Offer[] => {
  const wanted = text.trim().toLocaleLowerCase()
  return offers.filter(({ label }) => label.toLocaleLowerCase().includes(wanted))
}

/** The offers for the focused option, kept up to date while its text changes. */
export const useChoices = (
  channel: string,
  draft: Draft,
  option: Option | undefined,
  locale: string,
): Offers => {
  const { state, texts, complete } = usePage()
  const text = option === undefined ? '' : (draft.fields[option.name]?.text ?? '')
  const asks = option !== undefined && 'autocomplete' in option && option.autocomplete === true
  const [answer, setAnswer] = useState<Offers>({ kind: 'none' })
  const picked = option === undefined ? undefined : draft.fields[option.name]?.picked
  // Asks again when the text or the field changes
  useEffect(() => {
    if (!asks || picked !== undefined) return
    let current = true
    setAnswer({ kind: 'searching' })
    const timer = setTimeout(async () => {
      const name = draft.callable.path[0] ?? ''
      const choices = await complete(channel, name, soFar(draft, option.name), option.name)
      if (!current) return
      if (choices === undefined) {
        setAnswer({ kind: 'failed' })
        return
      }
      const offers = choices.map((choice) => ({
        label: localised(choice.name, choice.name_localizations, locale),
        value: choice.value,
      }))
      setAnswer({ kind: 'list', offers })
    }, typingPause)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [asks, option?.name, text, picked])

  if (option === undefined || picked !== undefined) return { kind: 'none' }
  if (asks) return answer
  if ('choices' in option && option.choices !== undefined && option.choices.length > 0) {
    const offers = option.choices.map((choice) => ({
      label: localised(choice.name, choice.name_localizations, locale),
      value: choice.value,
    }))
    return { kind: 'list', offers: holding(offers, text) }
  }
  const lists: Readonly<Record<number, readonly Offer[]>> = {
    5: [
      { label: texts.yes, value: true },
      { label: texts.no, value: false },
    ],
    6: state.members.map(({ id, name }) => ({ label: name, value: id })),
    7: state.channels.map(({ id, name }) => ({ label: `#${name}`, value: id })),
    9: state.members.map(({ id, name }) => ({ label: `@${name}`, value: id })),
  }
  const offers = lists[option.type]
  return offers === undefined ? { kind: 'none' } : { kind: 'list', offers: holding(offers, text) }
}
