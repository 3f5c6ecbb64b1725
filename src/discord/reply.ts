// Reply: Chat.reply: a staged answer to a message, which ends when what it answers is deleted.

import type { REST } from 'discord.js'
import { type APIMessage, Routes } from 'discord-api-types/v10'
import type { Chat } from '#core/chat.ts'
import type { Log } from '#core/deps.ts'
import type { Reply } from '#core/reply.ts'
import { fail, ok, type Result } from '#lib/result.ts'
import { attempt, type DiscordFault, patiently } from './fault.ts'
import { furtherNonce, furtherOver } from './further.ts'
import { demandSize } from './limit.ts'
import { replyPayloads } from './payload.ts'
import { hasStages, outage, present } from './staged.ts'
import type { Writing, Writings } from './writing.ts'

export type ReplyOptions = {
  readonly log: Log
  /** Milliseconds between the edits of a staged reply. */
  readonly gap: number
  readonly writings: Writings
}

/** Discord shows that someone types for ten seconds. */
const typingEvery = 8000

/** Shows that an answer is coming until the function it gives is called. */
function typeIn(rest: REST, channel: string): () => void {
  // Nobody misses it where it does not arrive.
  const tell = () => void rest.post(Routes.channelTyping(channel)).catch(() => undefined)
  tell()
  const timer = setInterval(tell, typingEvery)
  timer.unref()
  return () => clearInterval(timer)
}

/** One answer in a channel: shown first as a message with `nonce`, then as edits of it. */
type Place = {
  readonly channel: string
  readonly to: string | undefined
  readonly nonce: string
  readonly writing: Writing
}

function screenIn(rest: REST, log: Log, { channel, to, nonce, writing }: Place) {
  const messages = Routes.channelMessages(channel)
  const post = (body: object, nonce: string) => {
    const posted = { ...body, nonce, enforce_nonce: true }
    return attempt(() => rest.post(messages, { body: posted }) as Promise<APIMessage>)
  }
  const showFurther = furtherOver<object>(
    (body, place) => post(body, furtherNonce(nonce, place)),
    writing.ended,
  )
  let message: string | undefined

  async function showFirst(body: object): Promise<Result<undefined, DiscordFault>> {
    if (message !== undefined) {
      const route = Routes.channelMessage(channel, message)
      const edited = await attempt(() => rest.patch(route, { body }))
      return edited.ok ? ok(undefined) : edited
    }
    const message_reference = to && { message_id: to, fail_if_not_exists: false }
    const sent = await post(message_reference ? { ...body, message_reference } : body, nonce)
    if (!sent.ok) return sent
    message = sent.value.id
    writing.watch(message)
    return ok(undefined)
  }

  return {
    message: () => message,
    async show(reply: Reply): Promise<Result<undefined, DiscordFault>> {
      const [first, ...further] = replyPayloads(reply, log, false)
      const shown = await showFirst(first)
      return shown.ok ? showFurther(further) : shown
    },
    /** Removes what will never be finished. */
    async takeBack(): Promise<void> {
      if (message === undefined) return
      const route = Routes.channelMessage(channel, message)
      const gone = await attempt(() => rest.delete(route))
      if (!gone.ok) log.warn({ channel, fault: gone.fault }, 'an unfinished answer stays')
    },
  }
}

/** Chat.reply over `rest`. An answer that is broken off, or whose question is deleted, is taken back. */
export function repliesOver(rest: () => REST, { log, gap, writings }: ReplyOptions): Chat['reply'] {
  return async (channel, staged, { message: to, nonce }) => {
    demandSize('nonce', nonce, 1, 25)
    const writing = writings.begin()
    if (to !== undefined) writing.watch(to)
    const screen = screenIn(rest(), log, { channel, to, nonce, writing })
    const stopTyping = hasStages(staged) ? typeIn(rest(), channel) : () => {}
    let fault: DiscordFault | undefined
    try {
      const became = await present(
        staged,
        async (reply, isLast) => {
          stopTyping()
          const shown = await patiently(() => screen.show(reply), isLast ? outage : [])
          if (shown.ok) return 'shown'
          fault = shown.fault
          // No edit mends a message or a permission that is missing.
          return fault.kind === 'missing' || fault.kind === 'forbidden' ? 'gone' : 'failed'
        },
        gap,
        writing.ended,
      )
      const message = screen.message()
      if (became === 'shown' && message !== undefined) return ok({ message })
      if (became === 'silent') return fail({ kind: 'missing', reason: 'There was nothing to say' })
      if (writing.ended.aborted && writing.ended.reason !== message) await screen.takeBack()
      return fail(fault ?? { kind: 'missing', reason: 'The message was deleted' })
    } catch (error) {
      await screen.takeBack()
      throw error
    } finally {
      stopTyping()
      writing.close()
    }
  }
}
