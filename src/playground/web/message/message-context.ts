// Message context: which message a component, button or file stands in.

import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Message } from '#playground/web/wire.ts'

export const MessageContext = createContext<Message | undefined>(undefined)

/** The message around this component. */
export const useMessage = (): Message => {
  const message = useContext(MessageContext)
  if (message === undefined) throw new Error('a part of a message is drawn outside of one')
  return message
}

/** An address as shown: `attachment://name` stands for the message's own file. */
export const mediaUrl = (message: Message, url: string): string => {
  const name = /^attachment:\/\/(.+)$/.exec(url)?.[1]
  if (name === undefined) return url
  return message.attachments.find((file) => file.filename === name)?.url ?? url
}
