// Mark: the code a post shows so that it can be found again.

import type { APIMessage } from 'discord-api-types/v10'
import { answerMark, codeMark, roundCode } from '#daily/round.ts'

const known = new WeakMap<object, readonly string[]>()

/**
 * The codes a message shows, or one that is about to be sent. That of an answer or a lesson ends in a
 * letter, of a correction or a reminder in more; a reminder also has one for each member it pings.
 */
export function marksOf(message: Partial<APIMessage>): readonly string[] {
  const marks = known.get(message) ?? readMarks(message)
  known.set(message, marks)
  return marks
}

/** Whether it is the code of a quiz, an answer or a board: of what a group is always owed. */
export const isOwed = (mark: string): boolean => /^#[0-9A-Z]{6}(?:-A)?$/.test(mark)

export const isReminder = (mark: string): boolean => /^#[0-9A-Z]{6}-R/.test(mark)
export const isLesson = (mark: string): boolean => mark.endsWith('-L')

/** The addresses of quizzes that a message names: the mark of a reminder in direct messages. */
export const addressesIn = (message: Partial<APIMessage>): readonly string[] => [
  ...new Set(wordsOf(message).match(/https:\/\/discord\.com\/channels\/\d+\/\d+\/\d+/g)),
]

function readMarks(message: Partial<APIMessage>): readonly string[] {
  const words = wordsOf(message)
  const marks = new Set(words.match(/(?<![\w/#-])#[0-9A-Z]{6}(?:-[A-Z][0-9A-F]{0,4})?(?![\w-])/g))
  const reminder = [...marks].find(isReminder)
  const pinged = reminder === undefined ? [] : (words.match(/<@\d+>/g) ?? [])
  return [...marks, ...pinged.map((member) => `${reminder?.slice(0, 7)} to ${member}`)]
}

/** The texts of a message and of its parts. */
function wordsOf(message: Partial<APIMessage>): string {
  const found: string[] = []
  const read = (node: unknown): void => {
    if (Array.isArray(node)) for (const entry of node) read(entry)
    else if (node !== null && typeof node === 'object') {
      if ('content' in node && typeof node.content === 'string') found.push(node.content)
      if ('components' in node) read(node.components)
    }
  }
  read(message)
  return found.join('\n')
}

export type Kind = 'quiz' | 'reveal' | 'board'

/** The mark of what a group is owed on a date. */
export function markOf(kind: Kind, group: string, day: Temporal.PlainDate): string {
  if (kind === 'board') return codeMark(roundCode(`board ${group}`, day))
  const code = roundCode(group, day)
  return kind === 'quiz' ? codeMark(code) : answerMark(code)
}
