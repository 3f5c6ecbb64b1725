// Call: one request to /v1/messages, streamed or at once, that always ends in time and never throws.

import type Anthropic from '@anthropic-ai/sdk'
import type {
  Message,
  MessageCreateParamsBase,
  RawMessageStreamEvent,
} from '@anthropic-ai/sdk/resources/messages'
import { fail, ok, type Result } from '#lib/result.ts'
import { type Patience, watching } from './client.ts'
import {
  aborted,
  cut,
  type Failure,
  failureAmid,
  failureBefore,
  noUsage,
  stalled,
} from './fault.ts'
import { openWatchdog } from './watchdog.ts'

/** What the model is sent. */
export type Body = Omit<MessageCreateParamsBase, 'stream'>

export type Caller = { readonly client: Anthropic; readonly patience: Patience }

/**
 * The events of a streamed message, up to and with `message_stop`; then undefined, or why there was
 * none. It reads the raw stream: the SDK's own gathering of it loses everything when the stream is cut.
 * Leaving the loop ends the request.
 */
export async function* streamed(
  { client, patience }: Caller,
  body: Body,
  signal: AbortSignal,
): AsyncGenerator<RawMessageStreamEvent, Failure | undefined> {
  if (signal.aborted) return { fault: aborted, usage: noUsage }
  const watch = openWatchdog(patience.idle)
  let hasBegun = false
  try {
    const stream = await client.messages.create(
      { ...body, stream: true },
      { signal: AbortSignal.any([signal, watch.signal]), middleware: [watching(watch)] },
    )
    for await (const event of stream) {
      if (typeof event !== 'object' || event === null) continue
      hasBegun = true
      watch.rest()
      yield event
      if (event.type === 'message_stop') return undefined
      watch.wake()
    }
    return endedBy(signal, watch.signal) ?? { fault: cut }
  } catch (error) {
    const failure = hasBegun ? failureAmid(error) : failureBefore(error)
    return endedBy(signal, watch.signal) ?? failure
  } finally {
    watch.stop()
  }
}

/** A whole message, or why there is none. */
export async function answered(
  { client, patience }: Caller,
  body: Body,
  signal: AbortSignal,
): Promise<Result<Message, Failure>> {
  if (signal.aborted) return fail({ fault: aborted, usage: noUsage })
  const watch = openWatchdog(patience.value)
  try {
    const message = await client.messages.create(
      { ...body, stream: false },
      { signal: AbortSignal.any([signal, watch.signal]), middleware: [watching(watch)] },
    )
    return ok(message)
  } catch (error) {
    return fail(endedBy(signal, watch.signal) ?? failureBefore(error))
  } finally {
    watch.stop()
  }
}

/** Whether we ended it, or the watchdog did. What was used by then is not known. */
function endedBy(signal: AbortSignal, watch: AbortSignal): Failure | undefined {
  if (signal.aborted) return { fault: aborted }
  return watch.aborted ? { fault: stalled } : undefined
}

/** The text of a message: its text blocks as they follow each other; the SDK would put spaces between. */
export function textOf({ content }: Pick<Message, 'content'>): string {
  if (!Array.isArray(content)) return ''
  return content
    .map((block) => (block?.type === 'text' && typeof block.text === 'string' ? block.text : ''))
    .join('')
}
