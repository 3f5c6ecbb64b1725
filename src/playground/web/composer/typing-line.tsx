// Typing line: who is writing in a channel or thread just now.

import { Dots } from '#playground/web/message/dots.tsx'
import { usePage } from '#playground/web/page-context.ts'

export function TypingLine({ place }: { readonly place: string }) {
  const { state, texts, nameOf } = usePage()
  const names = state.typing
    .filter(({ channel, user }) => channel === place && user !== state.me)
    .map(({ user }) => nameOf(user) ?? texts.someone)
  return (
    <p class="typing-line" role="status">
      {names.length > 0 && (
        <>
          <Dots /> {texts.isTyping(names)}
        </>
      )}
    </p>
  )
}
