// Page context: what every component may ask for and do, without passing it down by hand.

import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { NoteAddress } from './note/address.ts'
import type { State } from './state.ts'
import type { Texts } from './texts.ts'
import type { Clock } from './time.ts'
import type { Choice, Language, Message, OptionValue } from './wire.ts'

export type Page = {
  readonly state: State
  readonly texts: Texts
  readonly language: Language
  readonly clock: Clock
  readonly nameOf: (user: string) => string | undefined
  readonly setLanguage: (language: Language) => void
  readonly openChannel: (channel: string) => void
  readonly become: (member: string) => void
  readonly openNote: (note: NoteAddress) => void
  /** Scrolls to a message, opening its channel first. */
  readonly showMessage: (channel: string, message: string) => void
  /** Puts a command into the composer, ready to be filled in. */
  readonly writeCommand: (name: string) => void
  /** Sends a command; false when it was refused and said so in a toast. */
  readonly runCommand: (
    name: string,
    options: readonly OptionValue[],
    /** Another channel than the open one. */
    channel?: string,
  ) => Promise<boolean>
  /** The bot's choices; undefined when it does not answer. */
  readonly complete: (
    name: string,
    options: readonly OptionValue[],
    focused: string,
  ) => Promise<readonly Choice[] | undefined>
  readonly say: (content: string) => Promise<boolean>
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
