// Select: a string select with its own popup, which opens upward where there is no room below.

import type { APIStringSelectComponent } from 'discord-api-types/v10'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { componentOutcome } from '#playground/web/calls.ts'
import { Text } from '#playground/web/markdown/emoji.tsx'
import { usePage } from '#playground/web/page-context.ts'
import { ComponentEmoji } from './button.tsx'
import { Dots } from './dots.tsx'
import { useMessage } from './message-context.ts'

/** Room an open popup wants below the select, in pixels. */
const popupRoom = 320

export function Select({ select }: { readonly select: APIStringSelectComponent }) {
  const { state, texts, choose } = usePage()
  const message = useMessage()
  const id = useId()
  const root = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const preset = select.options
    .filter((option) => option.default === true)
    .map(({ value }) => value)
  const [picked, setPicked] = useState<readonly string[]>(preset)
  const [open, setOpen] = useState<'no' | 'up' | 'down'>('no')
  const [active, setActive] = useState(0)
  const min = select.min_values ?? 1
  const max = select.max_values ?? 1
  const many = max > 1
  const outcome = componentOutcome(state, `${message.id}:${select.custom_id}`)
  const presetKey = JSON.stringify(preset)
  useEffect(() => setPicked(JSON.parse(presetKey) as string[]), [presetKey])
  useEffect(() => {
    if (open === 'no') return
    const outside = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) setOpen('no')
    }
    document.addEventListener('pointerdown', outside)
    return () => document.removeEventListener('pointerdown', outside)
  }, [open])
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [active, open])

  const show = () => {
    const box = root.current?.getBoundingClientRect()
    const edge = root.current?.closest('.messages')?.getBoundingClientRect().bottom ?? innerHeight
    setActive(
      Math.max(
        0,
        select.options.findIndex(({ value }) => picked.includes(value)),
      ),
    )
    setOpen(box !== undefined && box.bottom + popupRoom > edge ? 'up' : 'down')
  }
  const send = (values: readonly string[]) => {
    setOpen('no')
    void choose(message, select.custom_id, values)
  }
  const pick = (value: string) => {
    if (!many) {
      setPicked([value])
      send([value])
    } else if (picked.includes(value)) setPicked(picked.filter((other) => other !== value))
    else if (picked.length < max) setPicked([...picked, value])
  }
  const key = (event: KeyboardEvent) => {
    const count = select.options.length
    if (event.key === 'Escape' && open !== 'no') setOpen('no')
    else if (open === 'no' && ['ArrowDown', 'ArrowUp', 'Enter', ' '].includes(event.key)) show()
    else if (event.key === 'ArrowDown') setActive((active + 1) % count)
    else if (event.key === 'ArrowUp') setActive((active + count - 1) % count)
    else if (event.key === 'Enter' || event.key === ' ') pick(select.options[active]?.value ?? '')
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const labels = select.options.filter(({ value }) => picked.includes(value))
  const disabled = select.disabled === true || outcome === 'pending'
  return (
    <div class="select" ref={root}>
      <button
        type="button"
        role="combobox"
        class="select-face"
        aria-haspopup="listbox"
        aria-expanded={open !== 'no'}
        aria-controls={`${id}-list`}
        aria-activedescendant={open === 'no' ? undefined : `${id}-${active}`}
        aria-label={select.placeholder ?? texts.select}
        disabled={disabled}
        onClick={() => (open === 'no' ? show() : setOpen('no'))}
        onKeyDown={key}
      >
        {labels.length === 0 ? (
          <span class="placeholder">{select.placeholder ?? texts.select}</span>
        ) : (
          <span class="picked">
            {labels.map((option) => (
              <span key={option.value} class={many ? 'picked-tag' : ''}>
                {option.emoji !== undefined && <ComponentEmoji emoji={option.emoji} />}
                <Text text={option.label} />
              </span>
            ))}
          </span>
        )}
        {outcome === 'pending' ? <Dots /> : <span class="chevron" aria-hidden="true" />}
      </button>
      {open !== 'no' && (
        <div class={`popup select-popup ${open}`}>
          <div role="listbox" id={`${id}-list`} aria-multiselectable={many} ref={list}>
            {select.options.map((option, index) => (
              <div
                key={option.value}
                id={`${id}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={picked.includes(option.value)}
                class={index === active ? 'option active' : 'option'}
                onPointerEnter={() => setActive(index)}
                onClick={() => pick(option.value)}
                onKeyDown={key}
              >
                {option.emoji !== undefined && <ComponentEmoji emoji={option.emoji} />}
                <span class="option-text">
                  <span>
                    <Text text={option.label} />
                  </span>
                  {option.description !== undefined && <small>{option.description}</small>}
                </span>
                <span class={many ? 'box' : 'dot'} aria-hidden="true" />
              </div>
            ))}
          </div>
          {many && (
            <div class="select-foot">
              <small>{texts.selectSome(min, max)}</small>
              <button
                type="button"
                class="button primary"
                disabled={picked.length < min}
                onClick={() => send(picked)}
              >
                {texts.confirm}
              </button>
            </div>
          )}
        </div>
      )}
    </div>
  )
}
