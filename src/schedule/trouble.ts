// Trouble: what keeps posts away is told once, wherever somebody can be reached who can mend it.

import { type Chat, type Home, permissionsNeeded } from '#core/chat.ts'
import { fail, type Result } from '#lib/result.ts'
import type { GuildSettings } from '#settings/settings.ts'
import { guildSettings } from '#settings/store.ts'
import { type Mark, markOf, type NoticeDeps, stale } from './announce.ts'
import { withdraw } from './plan-store.ts'
import { lookFor, outcomeOf, postOnce, silent } from './post.ts'
import type { SlotHandler, SlotOutcome } from './slot.ts'
import { lastOf, type StoredSlot } from './store.ts'
import { type Trouble, textsIn } from './texts.ts'
import { failedIn, isToldOf } from './trouble-store.ts'

/**
 * The handler of `trouble`, whose subject is the channel. What it tells is still true then, and was
 * not told since the channel last took a post of the kind. A guild the bot is no longer in is planned
 * no more.
 */
export const troubleHandler =
  (deps: NoticeDeps): SlotHandler =>
  async (slot) => {
    const { db, clock, chat } = deps
    const settings = await guildSettings(db, slot.guild)
    if (!settings?.since) return silent('the bot is not in this server')
    if (stale(slot, clock())) return { kind: 'missed', reason: 'it is no news any more' }
    const home = await chat.home(slot.guild)
    if (!home.ok) {
      // Throws when Discord cannot be reached: whether we are in is then asked again.
      const outcome = outcomeOf(home.fault)
      if (home.fault.kind === 'refused') return outcome
      await withdraw(db, slot.guild, clock())
      return silent('the bot was taken out of this server')
    }
    // What an earlier attempt told is told, whatever holds by now.
    const before = await toldAlready(deps, slot, settings, home.value)
    if (before !== undefined) return { kind: 'done', message: before }
    const failed = await failedIn(db, slot)
    const [first] = failed
    if (!first) return silent('it is mended')
    // Those that could not be told come due again together: one of them is enough.
    const last = await lastOf(db, slot)
    if (!last?.localDate.equals(slot.localDate)) return silent('a later one tells it')
    const kinds = [...new Set(failed.map(({ kind }) => kind))]
    const told = await Promise.all(kinds.map((kind) => isToldOf(db, slot, kind)))
    if (told.every(Boolean)) return silent('it was told before')

    const channel = slot.subject === '' ? null : slot.subject
    const trouble = await troubleIn(chat, channel, first.reason ?? '')
    const say = textsIn(settings.language)
    const text = say.trouble(kinds, channel, trouble, deps.mention)
    return reach(deps, slot, settings, home.value, (isDirect) =>
      isDirect ? `${text}\n${say.server(settings.name)}` : text,
    )
  }

/** Its due time tells it from an earlier one of the same date. */
const troubleMark = (slot: StoredSlot): Mark => markOf(slot, slot.due.toString())

/** The message of an earlier attempt, wherever it may have been told and can be looked for. */
async function toldAlready(
  { chat }: NoticeDeps,
  slot: StoredSlot,
  { ownerChannel }: GuildSettings,
  { owner, channel }: Home,
): Promise<string | undefined> {
  if (slot.attempts <= 1) return undefined
  const { code } = troubleMark(slot)
  for (const place of new Set([ownerChannel, channel])) {
    if (place === null) continue
    const found = await lookFor(chat, place, code, slot.due)
    if (found.ok && found.value) return found.value.message
    if (!found.ok) outcomeOf(found.fault) // throws when it is to be looked for again
  }
  const opened = await chat.direct(owner)
  if (!opened.ok) return void outcomeOf(opened.fault)
  // Between two people there are no permissions to ask for.
  const found = await chat.find(opened.value.channel, code, slot.due.subtract({ minutes: 5 }))
  if (!found.ok) return void outcomeOf(found.fault)
  return found.value?.message
}

/** Asks Discord what is wrong with a channel, in terms a person can act on. */
async function troubleIn(chat: Chat, channel: string | null, reason: string): Promise<Trouble> {
  if (channel === null) return { kind: 'other', reason }
  const lacking = await chat.lacks(channel, permissionsNeeded)
  if (lacking.ok) {
    return lacking.value.length > 0
      ? { kind: 'lacking', permissions: lacking.value }
      : { kind: 'other', reason }
  }
  const isGone = lacking.fault.kind === 'missing' || lacking.fault.kind === 'forbidden'
  return isGone ? { kind: 'unseen' } : { kind: 'other', reason }
}

/**
 * Posts where it is read first: the owners' channel, else a direct message to whom the server belongs,
 * else where Discord itself tells the server things.
 */
async function reach(
  { chat }: NoticeDeps,
  slot: StoredSlot,
  { ownerChannel }: GuildSettings,
  { owner, channel }: Home,
  words: (isDirect: boolean) => string,
): Promise<SlotOutcome> {
  const mark = troubleMark(slot)
  const ways = [
    () => inChannel(chat, slot, ownerChannel, mark, words(false)),
    () => directly(chat, slot, owner, mark, words(true)),
    () => inChannel(chat, slot, channel, mark, words(false)),
  ]
  let last: SlotOutcome = { kind: 'failed', reason: 'nobody can be told' }
  for (const way of ways) {
    const sent = await way()
    if (sent.ok) return { kind: 'done', message: sent.value }
    last = sent.fault
  }
  return last
}

const nowhere = fail<SlotOutcome>({ kind: 'failed', reason: 'no channel is set' })

const inChannel = async (
  chat: Chat,
  slot: StoredSlot,
  channel: string | null,
  mark: Mark,
  text: string,
): Promise<Result<string, SlotOutcome>> =>
  channel === null ? nowhere : postOnce(chat, slot, channel, mark.post(text))

async function directly(
  chat: Chat,
  slot: StoredSlot,
  member: string,
  mark: Mark,
  text: string,
): Promise<Result<string, SlotOutcome>> {
  const opened = await chat.direct(member)
  if (!opened.ok) return fail(outcomeOf(opened.fault))
  const { channel } = opened.value
  // Between two people there are no permissions to ask for, so the past is looked at here.
  if (slot.attempts > 1) {
    const found = await chat.find(channel, mark.code, slot.due.subtract({ minutes: 5 }))
    if (!found.ok) return fail(outcomeOf(found.fault))
    if (found.value) return { ok: true, value: found.value.message }
  }
  return postOnce(chat, { ...slot, attempts: 1 }, channel, mark.post(text))
}
