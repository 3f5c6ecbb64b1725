// Address: `https://discord.com/channels/<guild>/<channel>/<message>` ↔ the message in this page.

export type MessageAddress = { readonly channel: string; readonly message: string }

const path = /^\/channels\/(\d{1,20})\/(\d{1,20})\/(\d{1,20})\/?$/u

/** The message of `guild` that a link of Discord leads to; undefined for every other address. */
export const messageAddress = (href: string, guild: string): MessageAddress | undefined => {
  const url = URL.parse(href)
  if (url?.protocol !== 'https:' || url.host !== 'discord.com') return undefined
  const [, server, channel, message] = path.exec(url.pathname) ?? []
  return server !== guild || channel === undefined || message === undefined
    ? undefined
    : { channel, message }
}
