// Page acts: what a member does, sent to the server; refusals become toasts.

import type { Dispatch } from 'preact/hooks'
import type { CatchUp } from './catch-up.ts'
import { type Answer, client } from './client.ts'
import type { Page } from './page-context.ts'
import { olderFirst } from './reading.ts'
import type { Action, State } from './state.ts'
import type { Texts } from './texts.ts'

export type Acts = Pick<
  Page,
  | 'runCommand'
  | 'complete'
  | 'say'
  | 'remove'
  | 'copy'
  | 'startThread'
  | 'applyMenu'
  | 'submit'
  | 'dismissModal'
  | 'press'
  | 'choose'
  | 'vote'
  | 'dismiss'
  | 'move'
>

/** The bot may need a moment after the clock has stopped before its post is here, in milliseconds. */
const postDelay = 600

/** The channel, other than the open one, whose newest message is younger than before the move. */
const freshChannel = (before: State, after: State): string | undefined =>
  after.channels
    .filter(({ id }) => id !== after.channel)
    .map(({ id }) => ({ channel: id, last: after.messages[id]?.at(-1) }))
    .filter(({ channel, last }) => last && last.id !== before.messages[channel]?.at(-1)?.id)
    .sort((a, b) => olderFirst(a.last ?? { id: '0' }, b.last ?? { id: '0' }))
    .at(-1)?.channel

export const pageActs = (
  state: () => State,
  dispatch: Dispatch<Action>,
  snapshots: CatchUp,
  texts: () => Texts,
): Acts => {
  const toast = (tone: 'error' | 'info', text: string, channel?: string) =>
    dispatch({ type: 'toast', toast: { tone, text, channel } })
  const ok = <Value>(answer: Answer<Value>): answer is Answer<Value> & { readonly ok: true } => {
    if (answer.ok) return true
    const { cannotReach, failed } = texts()
    toast('error', answer.unreachable ? cannotReach : failed(answer.fault))
    return false
  }
  const closeModal = (id: string) => {
    if (state().modal?.id === id) dispatch({ type: 'modal', modal: null })
  }
  let lastKey = 0
  /** Shows a call while it is under way; true unless it was refused. */
  const call = async (
    what: { readonly channel: string } & (
      | { readonly command: string; readonly shown: string }
      | { readonly component: string }
    ),
    asked: Promise<Answer<{ readonly error?: string }>>,
  ): Promise<boolean> => {
    lastKey += 1
    const key = lastKey
    const none = { command: undefined, shown: undefined, component: undefined }
    dispatch({ type: 'called', call: { ...none, ...what, key } })
    const answer = await asked
    const failed = answer.ok && answer.value.error !== undefined
    dispatch({ type: failed ? 'call-failed' : 'call-ended', key })
    return ok(answer)
  }
  return {
    runCommand(channel, name, options) {
      const asked = client.command({ as: state().me, channel, name, options })
      return call({ channel, command: name, shown: `/${name}` }, asked)
    },
    async complete(channel, name, options, focused) {
      const answer = await client.autocomplete({ as: state().me, channel, name, options, focused })
      return answer.ok ? answer.value.choices : undefined
    },
    async say(channel, content, answering) {
      const reply = answering && { reply_to: answering.message, ping: answering.ping }
      return ok(await client.message({ as: state().me, channel, content, ...reply }))
    },
    async remove(message) {
      return ok(await client.remove(state().me, message.id))
    },
    async copy(words) {
      await navigator.clipboard.writeText(words).then(
        () => toast('info', texts().copied),
        () => toast('error', texts().cannotCopy),
      )
    },
    async startThread({ channel_id, id }, name) {
      const answer = await client.startThread(state().me, channel_id, id, name)
      if (!ok(answer)) return
      const { thread } = answer.value
      dispatch({ type: 'thread', thread })
      dispatch({ type: 'open-thread', thread: thread.id })
    },
    async applyMenu({ name }, shown, message) {
      const asked = client.menu(state().me, name, message.id)
      await call({ channel: message.channel_id, command: name, shown }, asked)
    },
    async submit(modal, values) {
      const answer = await client.modal(state().me, modal, values)
      if (!answer.ok) {
        return { kind: 'refused', why: answer.unreachable ? texts().cannotReach : answer.fault }
      }
      if (answer.value.error !== undefined) return { kind: 'unanswered' }
      closeModal(modal)
      return { kind: 'sent' }
    },
    async dismissModal(modal) {
      // A form that is gone already, because another page sent it, needs no dismissing.
      await client.dismissModal(state().me, modal)
      closeModal(modal)
    },
    async press(message, customId) {
      const component = `${message.id}:${customId}`
      const asked = client.button(state().me, message.id, customId)
      await call({ channel: message.channel_id, component }, asked)
    },
    async choose(message, customId, values) {
      const component = `${message.id}:${customId}`
      const asked = client.select(state().me, message.id, customId, values)
      await call({ channel: message.channel_id, component }, asked)
    },
    async vote(message, answers) {
      return ok(await client.vote(state().me, message.id, answers))
    },
    async dismiss(message) {
      const answer = await client.dismiss(state().me, message.id)
      const { channel_id: channel, id } = message
      if (ok(answer)) dispatch({ type: 'message-deleted', channel, id })
    },
    async move(to) {
      const before = state()
      dispatch({ type: 'walking', walking: true })
      const moved = ok(await client.clock(to))
      // The clock's own event tells of the move, not of what the bot made of it since.
      if (moved) await snapshots.take(before.me, () => state().me === before.me)
      dispatch({ type: 'walking', walking: false })
      if (moved) {
        setTimeout(() => {
          const after = state()
          const fresh = after.channels.find(({ id }) => id === freshChannel(before, after))
          if (fresh !== undefined) toast('info', texts().newPostIn(fresh.name), fresh.id)
        }, postDelay)
      }
      return moved
    },
  }
}
