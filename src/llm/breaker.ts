// Breaker: a model that keeps failing is left alone for a while, so that nobody waits for it.

import {
  type CircuitBreakerPolicy,
  CircuitState,
  circuitBreaker,
  DelegateBackoff,
  type FailureReason,
  handleWhenResult,
  type IHalfOpenAfterBackoffContext,
  isBrokenCircuitError,
} from 'cockatiel'
import type { Log } from '#core/deps.ts'
import type { Llm, LlmEvent, LlmFault, ValueOutcome } from '#core/llm.ts'
import { fail } from '#lib/result.ts'
import { aborted, noUsage, tooMany } from './fault.ts'

/** In milliseconds. */
export type Rests = {
  /** The first rest; each further one is twice as long, up to `most`. */
  readonly first: number
  readonly most: number
  /** When someone must act: a probe now and then finds out whether they have. */
  readonly someone: number
}

const usualRests: Rests = { first: 30_000, most: 600_000, someone: 600_000 }
const failuresMost = 3

const resting: LlmFault = {
  kind: 'resting',
  reason: 'the model failed several times and is left alone for a while',
}

/** How a call ended: undefined is well. */
type Ending = LlmFault | undefined

const countedKinds: ReadonlySet<LlmFault['kind']> = new Set([
  'busy',
  'unreachable',
  'stalled',
  'cut',
  'spent',
  'denied',
])
const needsSomeone = ({ kind }: LlmFault): boolean => kind === 'spent' || kind === 'denied'

/** Whether an ending speaks against the service; one that only asks for patience is well. */
const isCounted = (ending: LlmFault): boolean => ending !== tooMany && countedKinds.has(ending.kind)

/**
 * The model behind a breaker: three failures in a row open it, a lack of money or leave at once. While
 * it is open every call fails as `resting` and costs nothing; then one call at a time tries it out. Calls
 * that we end ourselves say nothing about the model.
 */
export function withBreaker(llm: Llm, log: Log, rests: Rests = usualRests): Llm {
  const gate = createGate(rests, (state, ending) =>
    log.warn({ model: llm.model, state, ...ending }, 'model breaker'),
  )
  const told = (fault: LlmFault) => {
    if (fault.kind !== 'aborted') log.warn({ model: llm.model, ...fault }, 'model call failed')
  }
  return {
    ...llm,
    async *answer(request, signal): AsyncGenerator<LlmEvent, void> {
      const pass = gate.enter(signal)
      if (!pass) {
        yield { kind: 'failed', fault: resting, usage: noUsage }
        return
      }
      try {
        for await (const event of llm.answer(request, signal)) {
          // Told before it is handed on: the caller may never come back for more.
          if (event.kind === 'end') await pass.leave(undefined)
          if (event.kind === 'failed') {
            told(event.fault)
            await pass.leave(event.fault)
          }
          yield event
        }
      } finally {
        await pass.giveUp()
      }
    },
    async value<Value>(...call: Parameters<typeof llm.value<Value>>) {
      const pass = gate.enter(call[2])
      if (!pass) return { result: fail(resting), usage: noUsage } satisfies ValueOutcome<Value>
      try {
        const outcome = await llm.value(...call)
        if (!outcome.result.ok) told(outcome.result.fault)
        await pass.leave(outcome.result.ok ? undefined : outcome.result.fault)
        return outcome
      } finally {
        await pass.giveUp()
      }
    },
  }
}

type Pass = {
  /** Resolves when it is counted. */
  readonly leave: (ending: Ending) => Promise<void>
  /** Leaves without having learnt anything; too late, it changes nothing. */
  readonly giveUp: () => Promise<void>
}

/** Ends a call of the library so that it counts neither for the service nor against it. */
class Neutral extends Error {}

const noop = () => undefined

function createGate(rests: Rests, onState: (state: string, ending: Ending) => void) {
  let inARow = 0
  const policy: CircuitBreakerPolicy = circuitBreaker(
    handleWhenResult((ending) => ending !== undefined),
    {
      breaker: {
        state: undefined,
        success() {
          inARow = 0
        },
        failure() {
          inARow += 1
          const ending = endingOf(policy.lastFailure)
          return inARow >= failuresMost || (ending !== undefined && needsSomeone(ending))
        },
      },
      halfOpenAfter: new DelegateBackoff(restAfter(rests)),
    },
  )
  policy.onBreak(() => onState('open', endingOf(policy.lastFailure)))
  policy.onReset(() => onState('closed', undefined))

  const isTriedOut = () => policy.state === CircuitState.HalfOpen

  return {
    /** Undefined when the model is to be left alone. */
    enter(signal: AbortSignal): Pass | undefined {
      // The library would let further callers wait for the one that tries it out.
      if (isTriedOut()) return undefined
      const { promise, resolve, reject } = Promise.withResolvers<Ending>()
      let isIn = false
      const carry = () => {
        isIn = true
        return promise
      }
      const counted = policy.execute(carry).then(noop, (error: unknown) => {
        if (!isBrokenCircuitError(error) && !(error instanceof Neutral)) throw error
      })
      if (!isIn) return undefined
      const isProbe = isTriedOut()

      function leave(ending: Ending): Promise<void> {
        if (ending === undefined || isCounted(ending)) resolve(ending)
        else if (!isProbe) reject(new Neutral())
        // A refusal shows that the service is there; a probe that we ended shows nothing.
        else resolve(ending.kind === 'aborted' ? ending : undefined)
        return counted
      }
      const giveUp = () => leave(aborted)
      // A caller that stops reading without a word must not hold the only probe for ever.
      signal.addEventListener('abort', () => void giveUp(), { once: true })
      return { leave, giveUp }
    },
  }
}

const endingOf = (failure: FailureReason<unknown> | undefined): Ending =>
  failure && 'value' in failure ? (failure.value as LlmFault) : undefined

/** How long to rest after a failure, and the rest that the next one doubles. */
const restAfter =
  ({ first, most, someone }: Rests) =>
  ({ result }: IHalfOpenAfterBackoffContext, last = 0): { delay: number; state: number } => {
    const ending = endingOf(result)
    if (ending?.kind === 'aborted') return { delay: 0, state: last }
    if (ending && needsSomeone(ending)) return { delay: someone, state: last }
    const rest = last === 0 ? first : Math.min(last * 2, most)
    return { delay: rest, state: rest }
  }
