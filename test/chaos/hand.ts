// Hand: presses controls as members do, and reads what they are told.

import { setTimeout as pause } from 'node:timers/promises'
import { ComponentType, MessageFlags } from 'discord-api-types/v10'
import type { Town } from './town.ts'

export type Control = {
  readonly custom_id: string
  readonly type: number
  readonly max_values?: number
  readonly options?: readonly { readonly value: string }[]
}

/** What a member was shown: its text and controls; undefined when no answer came, for whatever reason. */
export type Told = {
  readonly message: string
  readonly text: string
  readonly controls: readonly Control[]
}

const shownWithin = 5000

/** The controls and words of a message or a part of it. */
function readParts(node: unknown, into: { text: string[]; controls: Control[] }): void {
  if (Array.isArray(node)) for (const entry of node) readParts(entry, into)
  else if (node !== null && typeof node === 'object') {
    if ('custom_id' in node) into.controls.push(node as Control)
    if ('content' in node && typeof node.content === 'string') into.text.push(node.content)
    if ('components' in node) readParts(node.components, into)
  }
}

/** A message as a member sees it now; undefined while it is being prepared or when there is none. */
export function seenIn(town: Town, message: string): Told | undefined {
  const stored = town.playground.world.messages.get(message)
  if (!stored || (stored.message.flags ?? 0) & MessageFlags.Loading) return undefined
  const parts = { text: [] as string[], controls: [] as Control[] }
  readParts(stored.message, parts)
  return { message, text: parts.text.join('\n'), controls: parts.controls }
}

/** Does something by the control API as a member and waits for what the bot shows them then. */
export async function act(
  town: Town,
  path: string,
  body: { readonly message?: string; readonly [field: string]: unknown },
): Promise<Told | undefined> {
  const before = body.message === undefined ? undefined : seenIn(town, body.message)
  const { id = '', error } = (await town.control(path, body)) as { id?: string; error?: string }
  const original = town.playground.world.interactions.get(id)?.original
  if (error !== undefined || original === undefined) return undefined
  const until = performance.now() + shownWithin
  for (;;) {
    const told = seenIn(town, original)
    // What redraws the very message it stands on is shown once that has changed.
    const isOld = original === before?.message && JSON.stringify(told) === JSON.stringify(before)
    if (told && !isOld) return told
    if (performance.now() > until) return undefined
    await pause(25)
  }
}

/** Presses a button, or chooses values in a select. */
export function press(
  town: Town,
  as: string | undefined,
  message: string,
  control: Control,
  values: readonly string[] = [],
): Promise<Told | undefined> {
  const body = { message, custom_id: control.custom_id, ...(as !== undefined && { as }) }
  return control.type === ComponentType.Button
    ? act(town, 'button', body)
    : act(town, 'select', { ...body, values })
}
