// Guard: only this machine, and only pages of the playground itself, may talk to the playground.

/** Why a request is turned away, by its Host and Origin headers; nothing when it may pass. */
export function turnedAway(
  port: number,
  host: string | undefined,
  origin: string | undefined,
): string | undefined {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
  if (host === undefined || !hosts.includes(host)) {
    return `The playground answers only to the host ${hosts.join(' or ')}.`
  }
  if (origin !== undefined && !hosts.some((own) => origin === `http://${own}`)) {
    return 'The playground answers only to its own page and to programs on this machine.'
  }
  return undefined
}
