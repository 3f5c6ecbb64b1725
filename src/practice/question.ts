// Question: an item put to a member, as the buttons beneath it remember it through any restart.

import type { Item } from '#bank/item.ts'
import { seeded, shuffled } from '#lib/random.ts'

/** Practice about one answer: `ask` is the question it answered, `id` the interaction that began it. */
export type PracticeSet = { readonly ask: string; readonly id: string }

/** What a button knows of an item: enough to find it and to notice that it has changed. */
export type ItemMark = { readonly id: string; readonly revision: string }

export type Question = { readonly set: PracticeSet; readonly item: ItemMark }

// A custom_id takes 100 characters. With two ids of 20 digits this leaves 10 for the action's name.
const idMost = 40
const revisionMost = 6

/** The mark of an item as it is. */
export const markOf = ({ id, hash }: Pick<Item, 'id' | 'hash'>): ItemMark => ({
  id: id.slice(0, idMost),
  revision: hash.slice(0, revisionMost),
})

const isMarked = (mark: ItemMark, id: string, hash: string): boolean => {
  const other = markOf({ id, hash })
  return other.id === mark.id && other.revision === mark.revision
}

/** Whether an attempt answered the item of this mark. */
export const isAttemptAt = (
  mark: ItemMark,
  attempt: { readonly item: string; readonly revision: string },
): boolean => isMarked(mark, attempt.item, attempt.revision)

/** What the bank has today for a mark: the very item, another revision of it, or nothing. */
export type Found =
  | { readonly kind: 'same' | 'changed'; readonly item: Item }
  | { readonly kind: 'retired' }

/** Looks a marked item up in the bank as it is now. */
export function findMarked(items: readonly Item[], mark: ItemMark): Found {
  const same = items.find(({ id, hash }) => isMarked(mark, id, hash))
  if (same) return { kind: 'same', item: same }
  const changed = items.find(({ id }) => id.slice(0, idMost) === mark.id)
  return changed ? { kind: 'changed', item: changed } : { kind: 'retired' }
}

/** A set as the subject of a button, and back. */
export const setSubject = ({ ask, id }: PracticeSet): string => `${ask}.${id}`

/** The set a button is about; one that names only the ask begins a new set, by the id given. */
export function readSet(subject: string, begun: string): PracticeSet {
  const [ask = '', id = begun] = subject.split('.')
  return { ask, id }
}

/** A question as a button's subject, with the place of an option in the item's own list. */
export const questionSubject = ({ set, item }: Question, place?: number): string =>
  [setSubject(set), item.id, item.revision, ...(place === undefined ? [] : [place])].join('/')

/** The question a button is about; undefined when the subject is not one of ours. */
export function readQuestion(
  subject: string,
): (Question & { readonly place: number | undefined }) | undefined {
  const found = /^([^./]+)\.([^./]+)\/([^/]+)\/([0-9a-f]+)(?:\/(\d))?$/.exec(subject)
  if (!found) return undefined
  const [, ask = '', id = '', item = '', revision = '', place] = found
  return {
    set: { ask, id },
    item: { id: item, revision },
    place: place === undefined ? undefined : Number(place),
  }
}

/** The item's options in the order they are shown: always the same within a set. */
export const shownOptions = (item: Item, { id }: PracticeSet): Item['options'] =>
  shuffled(item.options, seeded(`${id} ${item.id}`))
