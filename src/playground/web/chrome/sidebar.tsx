// Sidebar: the guild, its channels and threads, direct messages, what to try first, and who one is.

import { usePage } from '#playground/web/page-context.ts'
import { listedThreads, placeOf } from '#playground/web/place.ts'
import { isUnread } from '#playground/web/reading.ts'
import type { Channel, Thread } from '#playground/web/wire.ts'
import { IdentityMenu } from './identity-menu.tsx'
import { Starters } from './starters.tsx'

function UnreadDot() {
  const { texts } = usePage()
  return <span class="unread-dot" role="img" aria-label={texts.unread} />
}

function ThreadLink({ thread, onOpen }: { readonly thread: Thread; onOpen: () => void }) {
  const { state, openThread } = usePage()
  const unread = isUnread(state, thread.id)
  return (
    <li>
      <button
        type="button"
        class={unread ? 'side-thread unread' : 'side-thread'}
        aria-current={thread.id === state.thread ? 'page' : undefined}
        onClick={() => {
          openThread(thread.id)
          onOpen()
        }}
      >
        <span class="channel-name">{thread.name}</span>
        {unread && <UnreadDot />}
      </button>
    </li>
  )
}

function ChannelLink({ channel, onOpen }: { readonly channel: Channel; onOpen: () => void }) {
  const { state, texts, openChannel } = usePage()
  const unread = isUnread(state, channel.id)
  const here = channel.id === state.channel && state.thread === ''
  const threads = listedThreads(state, channel.id)
  const place = placeOf(state, channel.id)
  const name = place?.name ?? channel.name
  return (
    <li>
      <button
        type="button"
        class={unread ? 'channel unread' : 'channel'}
        aria-current={channel.id === state.channel ? (here ? 'page' : 'true') : undefined}
        onClick={() => {
          openChannel(channel.id)
          onOpen()
        }}
      >
        <span class="hash" aria-hidden="true">
          {place?.kind === 'direct' ? '@' : '#'}
        </span>
        <span class="channel-name">{name}</span>
        {unread && <UnreadDot />}
      </button>
      {threads.length > 0 && (
        <ul class="side-threads" aria-label={texts.threadsOf(name)}>
          {threads.map((thread) => (
            <ThreadLink key={thread.id} thread={thread} onOpen={onOpen} />
          ))}
        </ul>
      )}
    </li>
  )
}

export function Sidebar({ open, onClose }: { readonly open: boolean; onClose: () => void }) {
  const { state, texts } = usePage()
  const direct = state.channels.filter(({ type }) => type === 1)
  const channels = state.channels.filter(({ type }) => type !== 1)
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
            {channels.map((channel) => (
              <ChannelLink key={channel.id} channel={channel} onOpen={onClose} />
            ))}
          </ul>
          {direct.length > 0 && (
            <>
              <h2 class="side-title" id="side-direct">
                {texts.directMessages}
              </h2>
              <ul aria-labelledby="side-direct">
                {direct.map((channel) => (
                  <ChannelLink key={channel.id} channel={channel} onOpen={onClose} />
                ))}
              </ul>
            </>
          )}
        </nav>
        <Starters onStart={onClose} />
        <IdentityMenu />
      </aside>
    </>
  )
}
