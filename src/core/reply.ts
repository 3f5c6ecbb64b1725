// Reply: what a member sees, said without Discord's words; discord/ turns it into payloads.

/** What kind of thing a panel is; each has one accent colour, and its text says the same in words. */
export type Tone =
  | 'answer'
  | 'quiz'
  | 'reveal'
  | 'missed'
  | 'board'
  | 'progress'
  | 'setup'
  | 'problem'

/** Names what a button or select does and to what; `app.ts` registers who handles the action. */
export type ActionCall = { readonly action: string; readonly subject: string }

export type Button =
  | {
      readonly kind: 'button'
      readonly does: ActionCall
      readonly label: string
      readonly emoji?: string
      readonly look: 'primary' | 'secondary' | 'success' | 'danger'
      readonly disabled?: boolean
    }
  | {
      readonly kind: 'link'
      readonly url: string
      readonly label: string
      readonly emoji?: string
    }

export type Choice = {
  readonly value: string
  readonly label: string
  readonly about?: string
  readonly chosen?: boolean
}

export type Block =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'rule' }
  | { readonly kind: 'beside'; readonly text: string; readonly button: Button }
  | { readonly kind: 'buttons'; readonly buttons: readonly Button[] }
  | {
      readonly kind: 'select'
      readonly does: ActionCall
      readonly prompt: string
      readonly choices: readonly Choice[]
      /** How many may be chosen, and must be: one unless said otherwise. */
      readonly most?: number
      readonly least?: number
    }

/** A card made of Discord's Components V2: text is Discord Markdown, at most 4,000 characters in all. */
export type Panel = { readonly tone: Tone; readonly blocks: readonly Block[] }

/** A panel of plain texts, one block each. */
export const panelOf = (tone: Tone, ...texts: readonly string[]): Panel => ({
  tone,
  blocks: texts.map((text) => ({ kind: 'text', text })),
})

/**
 * An answer to a member's command or button. What one message cannot hold goes on in `further` ones;
 * only the last stage of a staged reply may have them.
 */
export type Reply = { readonly panel: Panel; readonly further?: readonly Panel[] }

/** A reply of plain texts, one block each. */
export const sayIn = (tone: Tone, ...texts: readonly string[]): Reply => ({
  panel: panelOf(tone, ...texts),
})

/** One reply, or several stages of one: each replaces the one before (searching → draft → final). */
export type Staged = Reply | AsyncIterable<Reply>

/** A native poll. Answers carry at most 55 characters; ids run from 1 in the order given. */
export type Poll = {
  readonly question: string
  readonly answers: readonly { readonly text: string; readonly emoji?: string }[]
  readonly hours: number
  readonly several: boolean
}

/** A message the bot posts by itself. A poll cannot stand beside a panel, so it has plain text. */
export type Post =
  | {
      readonly kind: 'panel'
      readonly panel: Panel
      readonly replyTo?: string
      /** The members it pings, at most 100; left out nobody is, whoever its text names. */
      readonly mentions?: readonly string[]
    }
  | { readonly kind: 'poll'; readonly text: string; readonly poll: Poll }
