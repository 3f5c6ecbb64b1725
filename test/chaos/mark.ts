// Mark: the code a post shows so that it can be found again.

import type { APIMessage } from 'discord-api-types/v10'
import { answerMark, codeMark, roundCode } from '#daily/round.ts'

const known = new WeakMap<object, readonly string[]>()

/** The codes a message shows, or one that is about to be sent; that of an answer ends in a letter. */
export function marksOf(message: Partial<APIMessage>): readonly string[] {
  const marks = known.get(message) ?? readMarks(message)
  known.set(message, marks)
  return marks
}

function readMarks(message: Partial<APIMessage>): readonly string[] {
  const found = new Set<string>()
  const read = (node: unknown): void => {
    if (Array.isArray(node)) for (const entry of node) read(entry)
    else if (node !== null && typeof node === 'object') {
      if ('content' in node && typeof node.content === 'string') {
        for (const [mark] of node.content.matchAll(
          /(?<![\w/#-])#[0-9A-Z]{6}(?:-[A-Z])?(?![\w-])/g,
        )) {
          found.add(mark)
        }
      }
      if ('components' in node) read(node.components)
    }
  }
  read(message)
  return [...found]
}

export type Kind = 'quiz' | 'reveal' | 'board'

/** The mark of what a group is owed on a date. */
export function markOf(kind: Kind, group: string, day: Temporal.PlainDate): string {
  if (kind === 'board') return codeMark(roundCode(`board ${group}`, day))
  const code = roundCode(group, day)
  return kind === 'quiz' ? codeMark(code) : answerMark(code)
}
