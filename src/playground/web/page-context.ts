// Page context: what every component may ask for and do, without passing it down by hand.

import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Answering, Written } from './composer/written.ts'
import type { NoteAddress } from './note/address.ts'
import type { State } from './state.ts'
import type { Texts } from './texts.ts'
import type { Clock } from './time.ts'
import type { Choice, Command, Language, Message, OptionValue } from './wire.ts'

/** What came of sending a form: refused ones say why, and what was typed stays. */
type Submission =
  | { readonly kind: 'sent' }
  | { readonly kind: 'unanswered' }
  | { readonly kind: 'refused'; readonly why: string }

export type Page = {
  readonly state: State
  readonly texts: Texts
  readonly language: Language
  readonly clock: Clock
  readonly nameOf: (user: string) => string | undefined
  readonly setLanguage: (language: Language) => void
  readonly openChannel: (channel: string) => void
  /** Opens a thread beside its channel. */
  readonly openThread: (thread: string) => void
  readonly closeThread: () => void
  readonly become: (member: string) => void
  /** What is written but not sent, by channel and thread. */
  readonly drafts: Map<string, Written>
  /** Opens a note beside the channel or thread that cites it. */
  readonly openNote: (note: NoteAddress, from: string) => void
  /** Scrolls to a message, opening its channel first. */
  readonly showMessage: (channel: string, message: string) => void
  /** Sends a command; false when it was refused and said so in a toast. */
  readonly runCommand: (
    channel: string,
    name: string,
    options: readonly OptionValue[],
  ) => Promise<boolean>
  /** The bot's choices; undefined when it does not answer. */
  readonly complete: (
    channel: string,
    name: string,
    options: readonly OptionValue[],
    focused: string,
  ) => Promise<readonly Choice[] | undefined>
  readonly say: (channel: string, content: string, answering?: Answering) => Promise<boolean>
  /** Deletes a message for everyone. */
  readonly remove: (message: Message) => Promise<boolean>
  /** Copies words to the clipboard. */
  readonly copy: (words: string) => Promise<void>
  /** Starts a thread from a message and opens it. */
  readonly startThread: (message: Message, name: string) => Promise<void>
  /** Uses one of the bot's menus on a message; `shown` is the menu's name as members read it. */
  readonly applyMenu: (menu: Command, shown: string, message: Message) => Promise<void>
  readonly submit: (
    modal: string,
    values: Readonly<Record<string, string | readonly string[]>>,
  ) => Promise<Submission>
  readonly dismissModal: (modal: string) => Promise<void>
  readonly press: (message: Message, customId: string) => Promise<void>
  readonly choose: (message: Message, customId: string, values: readonly string[]) => Promise<void>
  readonly vote: (message: Message, answers: readonly number[]) => Promise<boolean>
  readonly dismiss: (message: Message) => Promise<void>
  readonly clearCall: (key: number) => void
  readonly closeToast: (id: number) => void
  /** Moves the clock; resolves when the walk has ended. */
  readonly move: (to: { readonly next: true } | { readonly advance: string }) => Promise<boolean>
}

export const PageContext = createContext<Page | undefined>(undefined)

/** The page, for any component under it. */
export const usePage = (): Page => {
  const page = useContext(PageContext)
  if (page === undefined) throw new Error('a component of the page is drawn outside of it')
  return page
}
