// Header: the open channel, the sign that all this is local, and the page's language.

import { usePage } from '#playground/web/page-context.ts'
import { listedThreads, placeOf } from '#playground/web/place.ts'
import { isUnread } from '#playground/web/reading.ts'

export function Header({ onMenu, menuOpen }: { onMenu: () => void; readonly menuOpen: boolean }) {
  const { state, texts, language, setLanguage } = usePage()
  const place = placeOf(state, state.channel)
  const elsewhere = state.channels
    .flatMap((channel) => [channel, ...listedThreads(state, channel.id)])
    .some(({ id }) => isUnread(state, id))
  return (
    <header class="header">
      <button
        type="button"
        class="icon-button only-narrow"
        aria-label={texts.openChannels}
        aria-expanded={menuOpen}
        aria-controls="sidebar"
        onClick={onMenu}
      >
        <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
          <path d="M3 5h14M3 10h14M3 15h14" stroke="currentColor" stroke-width="2" />
        </svg>
        {elsewhere && <span class="unread-dot" role="img" aria-label={texts.unread} />}
      </button>
      <h2>
        <span class="hash" aria-hidden="true">
          {place?.kind === 'direct' ? '@' : '#'}
        </span>
        {place?.name}
      </h2>
      <p class="topic">{place?.topic}</p>
      <span class="badge" title={texts.badgeHint}>
        {texts.badge}
      </span>
      <button
        type="button"
        class="language"
        lang={language === 'ko' ? 'en' : 'ko'}
        title={texts.switchLanguageHint}
        onClick={() => setLanguage(language === 'ko' ? 'en' : 'ko')}
      >
        {texts.switchLanguage}
      </button>
    </header>
  )
}
