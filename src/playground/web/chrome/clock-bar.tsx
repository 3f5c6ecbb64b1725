// Clock bar: the playground's now, the next scheduled post, and ways to get there.

import { usePage } from '#playground/web/page-context.ts'
import { clockFace, soon, whole } from '#playground/web/time.ts'
import { menuKeys, usePopup } from './use-popup.ts'

function ClockIcon() {
  return (
    <svg class="clock-icon" viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
      <circle cx="10" cy="10" r="8" fill="none" stroke="currentColor" stroke-width="1.7" />
      <path d="M10 5.2V10l3.2 2" fill="none" stroke="currentColor" stroke-width="1.7" />
    </svg>
  )
}

export function ClockBar() {
  const { state, texts, clock, language, move } = usePage()
  const { root, open, setOpen } = usePopup<HTMLDivElement>()
  const { next } = state
  const go = (to: { readonly next: true } | { readonly advance: string }) => {
    setOpen(false)
    void move(to)
  }
  return (
    <section class="clock-bar" aria-label={texts.clock}>
      <ClockIcon />
      <time class="clock-now" dateTime={state.now} title={whole(clock, Date.parse(state.now))}>
        {clockFace(clock)}
      </time>
      <p class="clock-next">
        {next === undefined ? (
          texts.nothingNext
        ) : (
          <>
            {texts.nextPost} <b>{next.title[language]}</b> ·{' '}
            <time dateTime={next.at}>{soon(clock, Date.parse(next.at))}</time>
          </>
        )}
      </p>
      <div class="clock-moves" ref={root}>
        <button
          type="button"
          class="jump"
          title={texts.jumpHint}
          disabled={state.walking || next === undefined}
          aria-busy={state.walking}
          onClick={() => go({ next: true })}
        >
          {state.walking ? (
            <span class="spinner" aria-hidden="true" />
          ) : (
            <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
              <path
                d="M1.5 3 7 8l-5.5 5V3ZM7.5 3 13 8l-5.5 5V3ZM13 3h1.8v10H13V3Z"
                fill="currentColor"
              />
            </svg>
          )}
          <span>{state.walking ? texts.walking : texts.jump}</span>
        </button>
        <button
          type="button"
          class="more"
          aria-haspopup="menu"
          aria-expanded={open}
          aria-label={texts.moreClock}
          title={texts.moreClock}
          disabled={state.walking}
          onClick={() => setOpen(!open)}
        >
          <span class="chevron" aria-hidden="true" />
        </button>
        {open && (
          <div class="popup clock-popup" role="menu" tabIndex={-1} onKeyDown={menuKeys}>
            <button type="button" role="menuitem" onClick={() => go({ advance: 'PT1H' })}>
              {texts.plusHour}
            </button>
            <button type="button" role="menuitem" onClick={() => go({ advance: 'P1D' })}>
              {texts.plusDay}
            </button>
          </div>
        )}
      </div>
    </section>
  )
}
