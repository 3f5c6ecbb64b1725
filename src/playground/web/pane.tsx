// Pane: the messages of one channel or thread, and the composer under them.

import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { Composer, type ComposerHandle } from './composer/composer.tsx'
import { TypingLine } from './composer/typing-line.tsx'
import { useWritten } from './composer/written.ts'
import { menuItems } from './message/menu-items.ts'
import { MessageList } from './message/message-list.tsx'
import { MessageMenu } from './message/message-menu.tsx'
import { RemoveDialog } from './message/remove-dialog.tsx'
import { usePage } from './page-context.ts'
import { placeOf } from './place.ts'
import { type Here, PlaceContext, type Spot } from './place-context.ts'
import type { Message } from './wire.ts'

export function Pane({ id }: { readonly id: string }) {
  const { state, language } = usePage()
  const composer = useRef<ComposerHandle>(null)
  const [written, change] = useWritten(id)
  const [menu, setMenu] = useState<{ readonly message: Message; readonly spot: Spot }>()
  const [removing, setRemoving] = useState<Message>()
  const { channels, threads, members, me } = state
  const place = useMemo(
    () => placeOf({ channels, threads, members }, id),
    [channels, threads, members, id],
  )
  const messages = state.messages[id]
  const { answering } = written
  const isGone =
    answering !== undefined &&
    messages !== undefined &&
    !messages.some((message) => message.id === answering.message)
  // What is being replied to was deleted meanwhile
  useEffect(() => {
    if (isGone) change({ answering: undefined })
  }, [isGone])
  const items =
    place === undefined || menu === undefined ? [] : menuItems(state, place, menu.message, language)
  // The messages are drawn anew when they or their place change, not with every letter typed.
  const answered = answering?.message
  const here: Here = useMemo(
    () => ({
      id,
      place,
      answering: answered,
      answer(message) {
        const ping = message.author.id !== me
        change({ draft: undefined, answering: { message: message.id, ping } })
        // The menu it was chosen from gives its focus back first.
        requestAnimationFrame(() => composer.current?.focus())
      },
      writeCommand: (name) => composer.current?.write(name),
      openMenu: (message, spot) => setMenu({ message, spot }),
    }),
    [id, place, answered, me],
  )
  const list = useMemo(() => <MessageList />, [])
  return (
    <PlaceContext.Provider value={here}>
      {list}
      <Composer handle={composer} place={place} written={written} change={change} />
      <TypingLine place={id} />
      {menu !== undefined && items.length > 0 && (
        <MessageMenu
          message={menu.message}
          spot={menu.spot}
          items={items}
          onRemove={() => setRemoving(menu.message)}
          onClose={() => setMenu(undefined)}
        />
      )}
      {removing !== undefined && (
        <RemoveDialog message={removing} onClose={() => setRemoving(undefined)} />
      )}
    </PlaceContext.Provider>
  )
}
