// Stamp: an instant as Discord shows it, in each reader's own zone and language.

/** `t` time, `F` date and time, `R` how far away. */
export const stamp = (instant: Temporal.Instant, style: 't' | 'F' | 'R'): string =>
  `<t:${Math.floor(instant.epochMilliseconds / 1000)}:${style}>`

/** Where a message stands: Discord opens it, in the app or in the browser. */
export const messageUrl = (guild: string, channel: string, message: string): string =>
  `https://discord.com/channels/${guild}/${channel}/${message}`
