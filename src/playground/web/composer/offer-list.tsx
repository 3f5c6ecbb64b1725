// Offer list: the popup over a command's option: its description and what may be chosen.

import { useEffect, useRef } from 'preact/hooks'
import { Text } from '#playground/web/markdown/emoji.tsx'
import { usePage } from '#playground/web/page-context.ts'
import { localised, type Option } from './draft.ts'
import type { Offer, Offers } from './use-choices.ts'

type Props = {
  readonly id: string
  readonly option: Option
  readonly offers: Offers
  readonly locale: string
  /** What is wrong with the option as it stands. */
  readonly problem: string | undefined
  readonly active: number
  readonly onActive: (index: number) => void
  readonly onPick: (offer: Offer) => void
}

export function OfferList({
  id,
  option,
  offers,
  locale,
  problem,
  active,
  onActive,
  onPick,
}: Props) {
  const { texts } = usePage()
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    <div class="popup composer-popup">
      <p class="popup-title">
        <b>{option.name}</b>{' '}
        {localised(option.description, option.description_localizations, locale)}
        <span class="popup-note">{option.required === true ? texts.required : texts.optional}</span>
      </p>
      {problem !== undefined && (
        <p class="command-problem" role="alert" id={`${id}-problem`}>
          {problem}
        </p>
      )}
      {offers.kind === 'searching' && <p class="popup-empty">{texts.searching}</p>}
      {offers.kind === 'failed' && <p class="popup-empty">{texts.noResponse}</p>}
      {offers.kind === 'list' && offers.offers.length === 0 && (
        <p class="popup-empty">{texts.noChoices}</p>
      )}
      {offers.kind === 'list' && (
        <div role="listbox" id={id} aria-label={texts.choicesFor(option.name)} ref={list}>
          {offers.offers.map((offer, index) => (
            <div
              key={String(offer.value)}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              class={index === active ? 'option active' : 'option'}
              onPointerMove={() => onActive(index)}
              onPointerDown={(event) => {
                event.preventDefault()
                onPick(offer)
              }}
            >
              <span class="option-text">
                <span>
                  <Text text={offer.label} />
                </span>
              </span>
            </div>
          ))}
        </div>
      )}
      <p class="popup-keys" aria-hidden="true">
        {texts.keysHint}
      </p>
    </div>
  )
}
