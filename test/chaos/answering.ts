// Answering: private answers by buttons, and what each member may hold after what they were told.

import { ComponentType } from 'discord-api-types/v10'
import { type Control, press, seenIn } from './hand.ts'
import type { Town } from './town.ts'

const letters = 'ABCDE'

/** Letters as the answer of a press names them, in their order; '' for none. */
const heldIn = (text: string): string =>
  [...text.matchAll(/\*\*([A-E])\./g)]
    .map(([, letter]) => letter)
    .toSorted()
    .join('')

const isTakenBack = (text: string) => /took your answer back|답을 취소했어요/.test(text)
const isOver = (text: string) => /This quiz is over|이미 마감된/.test(text)

export type Answering = {
  /** Members press on the newest question of each private group; gives how often. */
  readonly around: (share: number) => Promise<number>
  /** What members may hold under a message, by the letters shown; one who never pressed is not there. */
  readonly mayHold: (message: string) => ReadonlyMap<string, ReadonlySet<string>>
}

/**
 * Answers for a town. A press that was answered tells what is held; one that was not may have counted
 * or not, so both stay possible until the next answer.
 */
export function openAnswering(town: Town, random: () => number): Answering {
  const held = new Map<string, Map<string, Set<string>>>()

  const possible = (message: string, member: string): Set<string> => {
    const ofMessage = held.get(message) ?? new Map<string, Set<string>>()
    held.set(message, ofMessage)
    const ofMember = ofMessage.get(member) ?? new Set([''])
    ofMessage.set(member, ofMember)
    return ofMember
  }

  function learn(may: Set<string>, wanted: string, text: string | undefined): void {
    if (text !== undefined && isOver(text)) return
    const isKnown = text !== undefined && (heldIn(text) !== '' || isTakenBack(text))
    if (!isKnown) {
      may.add(wanted)
      return
    }
    may.clear()
    may.add(heldIn(text))
  }

  async function answerOnce(member: string, message: string, controls: readonly Control[]) {
    const may = possible(message, member)
    const [first] = controls
    if (!first) return
    const isSelect = first.type !== ComponentType.Button
    const places = isSelect ? (first.options?.length ?? 0) : controls.length
    const order = Array.from({ length: places }, (_, place) => place).toSorted(() => random() - 0.5)
    const wanted = order.slice(0, isSelect ? (first.max_values ?? 1) : 1)
    const control = isSelect ? first : (controls[wanted[0] ?? 0] ?? first)
    const told = await press(town, member, message, control, wanted.map(String))
    learn(
      may,
      wanted
        .map((place) => letters[place])
        .toSorted()
        .join(''),
      told?.text,
    )
    const back = told?.controls.find(({ custom_id }) => custom_id.startsWith('vote-back:'))
    if (!told || !back || random() > 0.2) return
    const taken = await press(town, member, told.message, back)
    learn(may, '', taken?.text)
  }

  return {
    async around(share) {
      const presses: Promise<void>[] = []
      for (const { mode, quizChannel } of town.groups) {
        const question = mode === 'private' ? town.questionIn(quizChannel) : undefined
        const shown = question === undefined ? undefined : seenIn(town, question)
        const controls = shown?.controls.filter(({ custom_id }) => custom_id.startsWith('vote:'))
        if (!question || !controls?.length) continue
        for (const member of town.present()) {
          if (random() < share) presses.push(answerOnce(member, question, controls))
        }
      }
      await Promise.all(presses)
      return presses.length
    },
    mayHold: (message) => held.get(message) ?? new Map(),
  }
}
