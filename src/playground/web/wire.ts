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
  /** What the member may do there: Discord's bits, as a decimal number. */
  readonly permissions: string
}
export type Thread = {
  readonly id: string
  readonly name: string
  /** The channel it hangs from. */
  readonly parent_id: string
  readonly owner_id: string
  readonly message_count: number
  readonly last_message_id: string | null
  readonly thread_metadata: { readonly archived: boolean; readonly locked: boolean }
  /** The member's own place in it, once they joined. */
  readonly member?: object
  readonly permissions: string
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
  /** Commands of type 2 (used on a member) and 3 (used on a message). */
  readonly menus: readonly Command[]
  /** Every thread the member sees, archived ones too. */
  readonly threads: readonly Thread[]
  /** The form open before the member. */
  readonly modal: Modal | null
  /** By channel or thread; archived threads are left out. */
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
  | {
      readonly type: 'commands'
      readonly commands: readonly Command[]
      readonly menus: readonly Command[]
    }
  | { readonly type: 'thread'; readonly thread: Thread }
  | { readonly type: 'thread-deleted'; readonly id: string; readonly parent: string }
  | { readonly type: 'modal'; readonly modal: Modal | null }
  | { readonly type: 'typing'; readonly channel: string; readonly user: string }

/** The events that arrive under their own name; all others are plain messages of the stream. */
export const namedEvents = ['thread', 'thread-deleted', 'modal', 'typing'] as const

/** One option as the member filled it in; subcommands hold their own. */
export type OptionValue = {
  readonly name: string
  readonly type: number
  readonly value?: string | number | boolean
  readonly options?: readonly OptionValue[]
}

type Field = {
  readonly custom_id: string
  /** Discord takes a field as required unless told otherwise. */
  readonly required?: boolean | null
  readonly placeholder?: string | null
}
export type TextField = Field & {
  readonly type: 4
  /** 1 is one line, 2 a paragraph. */
  readonly style: number
  readonly min_length?: number | null
  readonly max_length?: number | null
  readonly value?: string | null
}
export type PickField = Field & {
  readonly type: 3
  readonly options: readonly {
    readonly label: string
    readonly value: string
    readonly description?: string | null
    readonly default?: boolean | null
  }[]
  readonly min_values?: number | null
  readonly max_values?: number | null
}
export type ModalField = TextField | PickField
export type ModalPart =
  | {
      readonly type: 18
      readonly label: string
      readonly description?: string | null
      readonly component: ModalField
    }
  | { readonly type: 1; readonly components: readonly (TextField & { readonly label: string })[] }
  | { readonly type: 10; readonly content: string }

/** A form the bot opened before the member; `id` is the interaction it answers. */
export type Modal = {
  readonly id: string
  readonly channel: string
  readonly command: string
  readonly title: string
  readonly components: readonly ModalPart[]
}

export type Choice = {
  readonly name: string
  readonly value: string | number
  readonly name_localizations?: Readonly<Record<string, string>> | null
}

export type NoteText = { readonly title: string; readonly lines: readonly string[] }
