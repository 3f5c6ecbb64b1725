// Form: a short questionnaire that opens over the chat; Discord calls it a modal.

import type { ActionCall } from './reply.ts'

export type Field = {
  readonly name: string
  /** At most 45 characters. */
  readonly label: string
  readonly about?: string
  readonly required: boolean
  /** Several lines, or one. */
  readonly long: boolean
  /** Characters, at most 4,000. */
  readonly most: number
}

/** Title: at most 45 characters. One to five fields, answered by the action `does` names. */
export type Form = {
  readonly does: ActionCall
  readonly title: string
  readonly fields: readonly Field[]
}
