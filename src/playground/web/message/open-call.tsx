// Open call: a command on its way to the bot, or one it never answered.

import type { Call } from '#playground/web/calls.ts'
import { Avatar } from '#playground/web/chrome/avatar.tsx'
import { usePage } from '#playground/web/page-context.ts'
import { Dots } from './dots.tsx'

export function OpenCall({ call }: { readonly call: Call }) {
  const { state, texts, nameOf, clearCall } = usePage()
  const name = nameOf(state.me) ?? ''
  const sentence = texts.used(name)
  const failed = call.outcome === 'failed'
  return (
    <li class={failed ? 'message private failed' : 'message sending'}>
      <article>
        <p class="reply-line">
          <Avatar id={state.me} name={name} />
          <span>
            <b>{sentence.before}</b>
            {sentence.after}
            <span class="mention">{call.shown}</span>
          </span>
        </p>
        <Avatar id="" name="" bot />
        <div class="body">
          {failed ? (
            <>
              <p class="no-response" role="alert">
                <span aria-hidden="true">!</span> {texts.noResponse}
              </p>
              <p class="only-you">
                {texts.onlyYou} ·{' '}
                <button type="button" class="link" onClick={() => clearCall(call.key)}>
                  {texts.dismiss}
                </button>
              </p>
            </>
          ) : (
            <p class="thinking" role="status">
              <Dots /> {texts.sending}
            </p>
          )}
        </div>
      </article>
    </li>
  )
}
