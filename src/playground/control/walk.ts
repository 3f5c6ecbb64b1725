// Walk: moving the clock through every scheduled post on the way, so that the bot makes each of them.

import { z } from 'zod'
import type { Playground } from '#playground/serve.ts'
import { ControlFault, read } from './fault.ts'

const clockForm = z.union([
  z.strictObject({ to: z.string(), skip: z.boolean().optional() }),
  z.strictObject({ advance: z.string(), skip: z.boolean().optional() }),
  z.strictObject({ next: z.literal(true) }),
])

/** Longest real time the bot may take over one scheduled moment, in milliseconds. */
const patience = 120_000

/** Waits until the bot has dealt with what is due. */
async function settle(playground: Playground): Promise<void> {
  const { settled } = playground.hooks()
  if (settled === undefined) return
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const now = playground.clock()
      reject(
        new ControlFault(504, `The bot did not finish what is due; the clock stands at ${now}.`),
      )
    }, patience)
  })
  await Promise.race([settled(), late]).finally(() => clearTimeout(timer))
}

/** The instant of the next scheduled post, if the bot has one. */
async function nextMoment(playground: Playground): Promise<Temporal.Instant | undefined> {
  const next = await playground.hooks().next?.()
  return next && Temporal.Instant.from(next.at)
}

/**
 * Moves the clock to `to`, stopping at every scheduled post before it. `visited` runs at each stop
 * after the bot is done.
 */
export async function walkTo(
  playground: Playground,
  to: Temporal.Instant,
  visited: (at: Temporal.Instant) => Promise<void> | void = () => undefined,
): Promise<void> {
  await settle(playground)
  let last: string | undefined
  for (;;) {
    const at = await nextMoment(playground)
    if (at === undefined || Temporal.Instant.compare(at, to) > 0) break
    // The same moment twice: the bot cannot carry it out, so the walk must not wait for it forever.
    if (at.toString() === last) break
    last = at.toString()
    playground.moveTo(at)
    await settle(playground)
    await visited(at)
  }
  playground.moveTo(to)
  await settle(playground)
}

/** Ids carry the time in 42 bits and libraries read at most 20 digits; a century is enough. */
const end = Temporal.Instant.from('2100-01-01T00:00:00Z')

const instantOf = (text: string) => {
  try {
    return Temporal.Instant.from(text)
  } catch {
    throw new ControlFault(400, `to: ${text} is no instant such as 2026-03-02T09:00:00Z.`)
  }
}

const durationOf = (text: string) => {
  try {
    return Temporal.Duration.from(text)
  } catch {
    throw new ControlFault(400, `advance: ${text} is no duration such as PT24H or P1D.`)
  }
}

/** Answers requests to move the clock, one at a time. */
export function clockMover(playground: Playground) {
  let turn: Promise<unknown> = Promise.resolve()

  const target = async (form: z.output<typeof clockForm>): Promise<Temporal.Instant> => {
    if ('next' in form) {
      const at = await nextMoment(playground)
      if (at === undefined) throw new ControlFault(409, 'Nothing is scheduled.')
      return at
    }
    if ('to' in form) return instantOf(form.to)
    const here = playground.clock().toZonedDateTimeISO(playground.zone)
    const duration = durationOf(form.advance)
    try {
      return here.add(duration).toInstant()
    } catch {
      // Past the last instant there is, which is past the clock's end as well.
      return end.add({ hours: 1 })
    }
  }

  const move = async (body: unknown) => {
    const form = read(clockForm, body)
    const to = await target(form)
    const now = playground.clock()
    const isPast = Temporal.Instant.compare(to, now) < 0
    if (Temporal.Instant.compare(to, end) > 0) {
      throw new ControlFault(400, `The clock goes no further than ${end}.`)
    }
    // A post that is already due needs no move, only patience.
    if (isPast && !('next' in form)) {
      throw new ControlFault(409, `The clock only moves forward: it is ${now} already.`)
    }
    if ('skip' in form && form.skip) playground.moveTo(to)
    else if (isPast) await settle(playground)
    else await walkTo(playground, to)
    return { now: playground.clock().toString() }
  }

  return (body: unknown) => {
    const mine = turn.then(
      () => move(body),
      () => move(body),
    )
    turn = mine.catch(() => undefined)
    return mine
  }
}
