// App: the page's frame: sidebar, channel, a thread and a note beside it, and a form over all.

import { useEffect, useState } from 'preact/hooks'
import { ClockBar } from './chrome/clock-bar.tsx'
import { Header } from './chrome/header.tsx'
import { Sidebar } from './chrome/sidebar.tsx'
import { Toasts } from './chrome/toasts.tsx'
import { remember, rememberedLanguage } from './memory.ts'
import { ModalDialog } from './modal/modal-dialog.tsx'
import { type NoteAddress, noteAddress } from './note/address.ts'
import { NoteView } from './note/note-view.tsx'
import { PageContext } from './page-context.ts'
import { Pane } from './pane.tsx'
import { texts as allTexts } from './texts.ts'
import { ThreadPanel } from './thread/thread-panel.tsx'
import { useCover } from './use-cover.ts'
import { useFocusBack } from './use-focus-back.ts'
import { usePageValue } from './use-page.ts'
import type { Language } from './wire.ts'

type LanguageProps = {
  readonly language: Language
  readonly setLanguage: (language: Language) => void
}

function Server({ language, setLanguage }: LanguageProps) {
  const [drawer, setDrawer] = useState(false)
  const [note, setNote] = useState<{ readonly address: NoteAddress; readonly from: string }>()
  const narrow = useCover()
  const page = usePageValue({
    language,
    setLanguage,
    openNote: (address, from) => setNote({ address, from }),
  })
  const { state, texts } = page
  const thread = state.threads.find(({ id }) => id === state.thread)
  useFocusBack(note !== undefined)
  useFocusBack(thread !== undefined)
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
  // There is room for two: a note stands beside what cites it, the channel or the thread.
  const covered = thread !== undefined && (narrow || note?.from === thread.id)
  const beside = note === undefined ? 'thread-beside' : 'thread-behind'
  const parts = [
    'app',
    note === undefined ? '' : 'with-note',
    thread === undefined ? '' : covered ? 'thread-over' : beside,
  ]
  return (
    <PageContext.Provider value={page}>
      <div class={parts.filter((part) => part !== '').join(' ')}>
        <Sidebar open={drawer} onClose={() => setDrawer(false)} />
        <main class="main" inert={covered}>
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
          <Pane key={state.channel} id={state.channel} />
        </main>
        {thread !== undefined && <ThreadPanel thread={thread} covers={covered} />}
        {note !== undefined && (
          <NoteView address={note.address} texts={texts} onClose={() => setNote(undefined)} />
        )}
        {state.modal !== null && <ModalDialog key={state.modal.id} modal={state.modal} />}
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
