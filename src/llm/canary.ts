// Canary: a word hidden in a note and asked for; some servers drop what they do not know and still answer.

import type { AnswerRequest, LlmFault } from '#core/llm.ts'
import { type Body, type Caller, streamed } from './call.ts'
import { aborted, type Failure, noUsage } from './fault.ts'

export type Canary = {
  /** Undefined when notes are known to arrive, else why a call must not be made. */
  readonly sings: (signal: AbortSignal) => Promise<Failure | undefined>
}

export type CanaryOptions = {
  readonly caller: Caller
  readonly nonce: () => string
  /** Milliseconds until a canary whose word did not come back is sent again. */
  readonly again?: number
  /** How notes are sent to this server. */
  readonly bodyOf: (request: AnswerRequest) => Body
}

const minute = 60_000
/** Tokens: room for a model that thinks before it says a word. */
const most = 1500
/** A model that is being loaded takes its time; the canary is not waited for by a member alone. */
const within = 60_000

const dropped: LlmFault = {
  kind: 'invalid',
  reason:
    'the model server did not show the notes to its model (a word hidden in them did not come back): raise its context length, or check that it serves this model through /v1/messages',
}

/**
 * A canary for one server and model. Calls that come while it flies wait for it. Once the word has come
 * back it is never sent again.
 */
export function createCanary({ caller, nonce, again = minute, bodyOf }: CanaryOptions): Canary {
  let hasSung = false
  let failedAt: number | undefined
  let flying: Promise<Failure | undefined> | undefined

  async function fly(): Promise<Failure | undefined> {
    const word = nonce()
    const heard = await textOf(caller, bodyOf(noteWith(word)))
    if (typeof heard !== 'string') return { ...heard, usage: noUsage }
    if (heard.includes(word)) {
      hasSung = true
      return undefined
    }
    failedAt = performance.now()
    return { fault: dropped, usage: noUsage }
  }

  return {
    async sings(signal) {
      if (hasSung) return undefined
      if (failedAt !== undefined && performance.now() - failedAt < again) {
        return { fault: dropped, usage: noUsage }
      }
      flying ??= fly().finally(() => {
        flying = undefined
      })
      return Promise.race([flying, ended(signal)])
    },
  }
}

/** Resolves when the caller gives up; the canary flies on for those who come after. */
const ended = (signal: AbortSignal): Promise<Failure> =>
  new Promise((done) => {
    const giveUp = () => done({ fault: aborted, usage: noUsage })
    if (signal.aborted) giveUp()
    else signal.addEventListener('abort', giveUp, { once: true })
  })

/** What the model says, its thoughts included, or why it said nothing: a word in them was read as well. */
async function textOf(caller: Caller, body: Body): Promise<string | Failure> {
  let text = ''
  const events = streamed(caller, body, AbortSignal.timeout(within))
  let next = await events.next()
  for (; !next.done; next = await events.next()) {
    const event = next.value
    if (event.type !== 'content_block_delta') continue
    const { delta } = event
    if (delta?.type === 'text_delta') text += delta.text
    if (delta?.type === 'thinking_delta') text += delta.thinking
  }
  return next.value ?? text
}

/** Notes as long as real ones, the word at their very beginning: what is cut off is cut off there. */
const noteWith = (word: string): AnswerRequest => ({
  instructions: 'You read notes and answer one question from them in a few words.',
  sources: [
    { id: 'word', title: 'Word', parts: [`The word of this note is ${word}.`] },
    { id: 'rest', title: 'Rest', parts: Array.from({ length: 60 }, (_, at) => filler(at + 1)) },
  ],
  earlier: [],
  question: 'What is the word of the note titled "Word"? Write that word.',
  most,
})

const filler = (day: number): string =>
  `On day ${day} the group met, read a page, asked each other questions and wrote down what was still open.`
