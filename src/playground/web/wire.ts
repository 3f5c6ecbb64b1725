// Wire: what the control API sends to the page and takes from it.

import type { APIApplicationCommand, APIMessage } from 'discord-api-types/v10'

export type Language = 'ko' | 'en'

/** A raw Discord message; `pending` while its interaction is deferred. */
export type Message = APIMessage & { readonly pending?: boolean }

export type Command = APIApplicationCommand
export type Channel = {
  readonly id: string
  readonly name: string
  readonly topic?: string | null
  /** 0 for a text channel, 1 for direct messages with the bot. */
  readonly type?: number
}
export type Member = {
  readonly id: string
  readonly name: string
  readonly owner: boolean
  readonly locale: string
  readonly bot?: boolean
  /** False once they left the guild. */
  readonly present?: boolean
}

/** The next post the clock will bring; `at` is an ISO instant. */
export type NextPost = {
  readonly kind: string
  readonly title: { readonly ko: string; readonly en: string }
  readonly at: string
}

export type Snapshot = {
  readonly now: string
  readonly zone: string
  readonly guild: { readonly id: string; readonly name: string }
  readonly channels: readonly Channel[]
  readonly members: readonly Member[]
  readonly me: string
  readonly language: Language
  readonly commands: readonly Command[]
  readonly messages: Readonly<Record<string, readonly Message[]>>
  readonly next?: NextPost | undefined
}

export type ServerEvent =
  | { readonly type: 'message'; readonly message: Message }
  | { readonly type: 'message-deleted'; readonly channel: string; readonly id: string }
  | { readonly type: 'clock'; readonly now: string; readonly next?: NextPost | undefined }
  | {
      readonly type: 'interaction'
      readonly id: string
      readonly state: string
      readonly error?: string
    }
  | { readonly type: 'commands'; readonly commands: readonly Command[] }

/** One option as the member filled it in; subcommands hold their own. */
export type OptionValue = {
  readonly name: string
  readonly type: number
  readonly value?: string | number | boolean
  readonly options?: readonly OptionValue[]
}

export type Choice = {
  readonly name: string
  readonly value: string | number
  readonly name_localizations?: Readonly<Record<string, string>> | null
}

export type NoteText = { readonly title: string; readonly lines: readonly string[] }
