// Reply line: what a message answers: a member's command or menu, or another message.

import { Avatar } from '#playground/web/chrome/avatar.tsx'
import { localised } from '#playground/web/composer/draft.ts'
import { Line } from '#playground/web/markdown/markdown.tsx'
import { usePage } from '#playground/web/page-context.ts'
import { usePlace } from '#playground/web/place-context.ts'
import { olderFirst } from '#playground/web/reading.ts'
import type { State } from '#playground/web/state.ts'
import type { Message } from '#playground/web/wire.ts'
import { summary, words } from './words.ts'

/** Discord's types of a message that answers a slash command, a menu, or another message. */
const ofCommand = 20
const ofMenu = 23
const ofReply = 19

/** The message pointed at as it stands now; null once it was deleted. */
const pointedAt = (state: State, message: Message): Message | null => {
  const { channel_id: channel, message_id: id } = message.message_reference ?? {}
  const list = state.messages[channel ?? ''] ?? []
  const known = list.find((one) => one.id === id)
  if (known !== undefined) return known
  const [oldest] = list
  // It would be in the list, were it still there.
  const isGone = oldest !== undefined && id !== undefined && olderFirst(oldest, { id }) < 0
  return isGone ? null : (message.referenced_message ?? null)
}

function Used({ message }: { readonly message: Message }) {
  const { state, texts, language, nameOf, showMessage } = usePage()
  const here = usePlace()
  const used = message.interaction_metadata
  const command = message.interaction?.name
  if (used === undefined || command === undefined) return null
  const name = nameOf(used.user.id) ?? used.user.username
  const sentence = texts.used(name)
  const menu = state.menus.find((known) => known.name === command && known.type === 3)
  const target = message.message_reference
  return (
    <p class="reply-line">
      <Avatar id={used.user.id} name={name} />
      <span>
        <b>{sentence.before}</b>
        {sentence.after}
        {message.type === ofCommand ? (
          <button type="button" class="mention" onClick={() => here?.writeCommand(command)}>
            /{command}
          </button>
        ) : (
          <button
            type="button"
            class="mention"
            disabled={target?.message_id === undefined}
            onClick={() =>
              target?.message_id !== undefined && showMessage(target.channel_id, target.message_id)
            }
          >
            {menu === undefined ? command : localised(command, menu.name_localizations, language)}
          </button>
        )}
      </span>
    </p>
  )
}

export function ReplyLine({ message }: { readonly message: Message }) {
  const { state, texts, nameOf, showMessage } = usePage()
  if (message.type === ofCommand || message.type === ofMenu) return <Used message={message} />
  if (message.type !== ofReply || message.message_reference === undefined) return null
  const original = pointedAt(state, message)
  if (original === null) {
    return <p class="reply-line deleted">{texts.deletedReply}</p>
  }
  const name = nameOf(original.author.id) ?? original.author.username
  const isPinged = message.mentions.some(({ id }) => id === original.author.id)
  return (
    <p class="reply-line">
      <Avatar id={original.author.id} name={name} bot={original.author.bot} />
      <b>
        {isPinged && message.author.bot !== true ? '@' : ''}
        {name}
      </b>
      <button type="button" onClick={() => showMessage(original.channel_id, original.id)}>
        <Line source={words(original) === '' ? texts.attachment : summary(original)} />
      </button>
    </p>
  )
}
