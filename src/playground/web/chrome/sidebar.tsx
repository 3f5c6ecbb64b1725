// Sidebar: the guild, its channels, what to try first, and who one is.

import { usePage } from '#playground/web/page-context.ts'
import { isUnread } from '#playground/web/state.ts'
import { IdentityMenu } from './identity-menu.tsx'
import { Starters } from './starters.tsx'

export function Sidebar({ open, onClose }: { readonly open: boolean; onClose: () => void }) {
  const { state, texts, openChannel } = usePage()
  return (
    <>
      <div class={open ? 'shade on' : 'shade'} onClick={onClose} aria-hidden="true" />
      <aside class={open ? 'sidebar open' : 'sidebar'} id="sidebar">
        <div class="guild">
          <h1>{state.guild.name}</h1>
          <button
            type="button"
            class="icon-button only-narrow"
            aria-label={texts.closeChannels}
            onClick={onClose}
          >
            ×
          </button>
        </div>
        <nav aria-label={texts.channels}>
          <ul>
            {state.channels.map((channel) => {
              const here = channel.id === state.channel
              const unread = isUnread(state, channel.id)
              return (
                <li key={channel.id}>
                  <button
                    type="button"
                    class={unread ? 'channel unread' : 'channel'}
                    aria-current={here ? 'page' : undefined}
                    onClick={() => {
                      openChannel(channel.id)
                      onClose()
                    }}
                  >
                    <span class="hash" aria-hidden="true">
                      {channel.type === 1 ? '@' : '#'}
                    </span>
                    <span class="channel-name">{channel.name}</span>
                    {unread && <span class="unread-dot" role="img" aria-label={texts.unread} />}
                  </button>
                </li>
              )
            })}
          </ul>
        </nav>
        <Starters onStart={onClose} />
        <IdentityMenu />
      </aside>
    </>
  )
}
