// Requests: a log of what clients asked of the local Discord, for tests and for people who debug a bot.

type Request = {
  readonly id: number
  /** When, on the playground's clock. */
  readonly at: string
  readonly method: string
  /** The route's pattern: `/channels/:channel/messages`. */
  readonly route: string
  /** The path asked for, without interaction tokens. */
  readonly path: string
  readonly status: number
  readonly body: unknown
  /** What did not fit Discord's published schema, in the request or in our answer. */
  readonly problems: readonly string[]
}

export type Requests = {
  readonly add: (request: Omit<Request, 'id'>) => void
  /** Those with an id above `since`, oldest first. */
  readonly since: (since: number) => readonly Request[]
}

/** Older requests are forgotten, so that a playground can run for weeks. */
const most = 5000

export function openRequests(): Requests {
  let last = 0
  let list: Request[] = []
  return {
    add(request) {
      last += 1
      list.push({ id: last, ...request })
      if (list.length > 2 * most) list = list.slice(-most)
    },
    since: (since) => list.filter(({ id }) => id > since),
  }
}
