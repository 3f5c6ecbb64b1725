// App: the page's frame: sidebar, header, clock, messages, composer, and a note beside them.

import { useEffect, useRef, useState } from 'preact/hooks'
import { ClockBar } from './chrome/clock-bar.tsx'
import { Header } from './chrome/header.tsx'
import { Sidebar } from './chrome/sidebar.tsx'
import { Toasts } from './chrome/toasts.tsx'
import { Composer, type ComposerHandle } from './composer/composer.tsx'
import { remember, rememberedLanguage } from './memory.ts'
import { MessageList } from './message/message-list.tsx'
import { type NoteAddress, noteAddress } from './note/address.ts'
import { NoteView } from './note/note-view.tsx'
import { PageContext } from './page-context.ts'
import { texts as allTexts } from './texts.ts'
import { usePageValue } from './use-page.ts'
import type { Language } from './wire.ts'

type LanguageProps = {
  readonly language: Language
  readonly setLanguage: (language: Language) => void
}

function Server({ language, setLanguage }: LanguageProps) {
  const composer = useRef<ComposerHandle>(null)
  const [drawer, setDrawer] = useState(false)
  const [note, setNote] = useState<NoteAddress>()
  const cameFrom = useRef<HTMLElement | null>(null)
  const page = usePageValue({
    language,
    setLanguage,
    openNote(address) {
      if (note === undefined) cameFrom.current = document.activeElement as HTMLElement | null
      setNote(address)
    },
    writeCommand: (name) => composer.current?.write(name),
  })
  const { state, texts } = page
  useEffect(() => {
    document.title = state.guild.name === '' ? texts.badge : `${state.guild.name} · ${texts.badge}`
  }, [state.guild.name, texts])
  useEffect(() => {
    if (!drawer) return
    document.querySelector<HTMLElement>('#sidebar .icon-button')?.focus()
    const close = (event: KeyboardEvent) => event.key === 'Escape' && setDrawer(false)
    document.addEventListener('keydown', close)
    return () => document.removeEventListener('keydown', close)
  }, [drawer])
  return (
    <PageContext.Provider value={page}>
      <div class={note === undefined ? 'app' : 'app with-note'}>
        <Sidebar open={drawer} onClose={() => setDrawer(false)} />
        <main class="main">
          <Header menuOpen={drawer} onMenu={() => setDrawer(true)} />
          <ClockBar />
          {state.connection === 'lost' && (
            <p class="banner" role="alert">
              <span class="spinner" aria-hidden="true" /> {texts.lost}
            </p>
          )}
          {!state.ready && state.connection === 'live' && (
            <p class="banner quiet" role="status">
              <span class="spinner" aria-hidden="true" /> {texts.loading}
            </p>
          )}
          <MessageList />
          <Composer handle={composer} />
        </main>
        {note !== undefined && (
          <NoteView
            address={note}
            texts={texts}
            onClose={() => {
              setNote(undefined)
              cameFrom.current?.focus()
            }}
          />
        )}
        <Toasts />
      </div>
    </PageContext.Provider>
  )
}

/** The page at this address: a note of its own, or the server. */
export function App() {
  const [language, setLanguage] = useState(() => rememberedLanguage(navigator.languages))
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const [address, setAddress] = useState(() => noteAddress(location.href, location))
  useEffect(() => {
    const moved = () => setAddress(noteAddress(location.href, location))
    addEventListener('hashchange', moved)
    return () => removeEventListener('hashchange', moved)
  }, [])
  if (address !== undefined) {
    return <NoteView address={address} texts={allTexts[language]} onClose={undefined} />
  }
  const keep = (next: Language) => {
    remember('language', next)
    setLanguage(next)
  }
  return <Server language={language} setLanguage={keep} />
}
