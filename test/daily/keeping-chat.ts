// A chat for tests that keeps what is posted and forgets every nonce, as Discord does after some minutes.

import type { Chat, ChatFault } from '#core/chat.ts'
import type { Block } from '#core/reply.ts'
import { fail, ok } from '#lib/result.ts'

export type Posted = {
  readonly channel: string
  readonly text: string
  readonly replyTo: string | undefined
  readonly blocks: readonly Block[]
}

/** `losesAnswers`: posts stand, but nobody is told so; `fault`: nothing is posted, `editFault`: or edited. */
export function keepingChat() {
  const posted: Posted[] = []
  const edited: (Pick<Posted, 'text'> & { readonly message: string })[] = []
  const state = {
    losesAnswers: false,
    fault: undefined as ChatFault | undefined,
    editFault: undefined as ChatFault | undefined,
  }
  const never = async () => {
    throw new Error('not asked for here')
  }
  const chat: Chat = {
    async send(channel, post) {
      if (post.kind !== 'panel') throw new Error('only panels are posted here')
      if (state.fault) return fail(state.fault)
      const { blocks } = post.panel
      posted.push({ channel, text: textOf(blocks), replyTo: post.replyTo, blocks })
      if (state.losesAnswers) return fail({ kind: 'unreachable', reason: 'the answer was lost' })
      return ok({ message: `post ${posted.length}` })
    },
    async edit(_, message, { blocks }) {
      if (state.editFault) return fail(state.editFault)
      edited.push({ message, text: textOf(blocks) })
      return ok(undefined)
    },
    async find(channel, mark) {
      const place = posted.findIndex((one) => one.channel === channel && one.text.includes(mark))
      return ok(place < 0 ? undefined : { message: `post ${place + 1}` })
    },
    lacks: async () => ok([]),
    direct: never,
    home: never,
    reply: never,
    thread: never,
    endPoll: never,
    voters: never,
    tally: never,
    async member(_, id) {
      if (id === 'gone') return undefined
      return { id, name: id === 'unnamed' ? undefined : `Name of ${id}` }
    },
  }
  return { posted, edited, state, chat }
}

const textOf = (blocks: readonly Block[]): string =>
  blocks.map((block) => (block.kind === 'text' ? block.text : '')).join('\n')
