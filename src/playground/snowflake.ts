// Snowflake: Discord's ids, made from the playground's clock and strictly increasing.

/** First millisecond of 2015, from which Discord counts. */
const epoch = 1_420_070_400_000n

/** A source of ids above `last`; two made in the same millisecond differ by their low bits. */
export function snowflakes(ms: () => number, last = 0n): () => string {
  let previous = last
  return () => {
    const fromClock = (BigInt(Math.floor(ms())) - epoch) << 22n
    previous = fromClock > previous ? fromClock : previous + 1n
    return previous.toString()
  }
}

/** The instant an id was made, in milliseconds since the Unix epoch. */
export const madeAt = (id: string): number => Number((BigInt(id) >> 22n) + epoch)

/** Orders ids by age, oldest first. */
export const byAge = (a: string, b: string): number =>
  a.length === b.length ? (a < b ? -1 : a > b ? 1 : 0) : a.length - b.length
