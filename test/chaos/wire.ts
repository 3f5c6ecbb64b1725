// Wire: the gateway's part of a relay: passes frames on, and tells each group's interactions apart.

import type { Server } from 'node:http'
import { type RawData, WebSocket, WebSocketServer } from 'ws'

const textOf = (data: RawData): string => data.toString()

/**
 * Leads every socket of `server` to the local Discord's gateway. All groups live in one guild there, so
 * an interaction gets the guild of its channel's group on the way; a session is resumed by this way too.
 */
export function passFrames(
  server: Server,
  options: {
    /** The local Discord's gateway, and its address as the bot knows it. */
    readonly gateway: string
    readonly own: () => string
    readonly groupOf: (channel: string) => string | undefined
  },
): () => void {
  const { gateway, own, groupOf } = options
  const sockets = new WebSocketServer({ server })

  function passed(frame: string): string {
    if (frame.includes('"resume_gateway_url"')) return frame.replaceAll(gateway, own())
    if (!frame.includes('"INTERACTION_CREATE"')) return frame
    const event = JSON.parse(frame) as { d: { channel_id?: string; guild_id?: string } }
    const group = groupOf(event.d.channel_id ?? '')
    if (group !== undefined && event.d.guild_id !== undefined) event.d.guild_id = group
    return JSON.stringify(event)
  }

  sockets.on('connection', (bot, asked) => {
    const onward = new WebSocket(`${gateway}${new URL(asked.url ?? '/', 'ws://bot').search}`)
    const waiting: string[] = []
    bot.on('message', (data) => {
      if (onward.readyState === WebSocket.OPEN) onward.send(textOf(data))
      else waiting.push(textOf(data))
    })
    onward.on('open', () => {
      for (const frame of waiting.splice(0)) onward.send(frame)
    })
    onward.on('message', (data) => {
      if (bot.readyState === WebSocket.OPEN) bot.send(passed(textOf(data)))
    })
    onward.on('close', (code, reason) => {
      // 1005 and 1006 say that nothing was said: such an end cannot be sent on, only made.
      if (code === 1005 || code === 1006) bot.terminate()
      else bot.close(code, reason)
    })
    bot.on('close', () => onward.terminate())
    for (const socket of [bot, onward]) socket.on('error', () => socket.terminate())
  })
  return () => {
    for (const socket of sockets.clients) socket.terminate()
    sockets.close()
  }
}
