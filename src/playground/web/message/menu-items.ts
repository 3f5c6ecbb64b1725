// Menu items: what a member may do with a message, in the order shown. Pure.

import { localised } from '#playground/web/composer/draft.ts'
import { may, offered, type Place, silence } from '#playground/web/place.ts'
import type { State } from '#playground/web/state.ts'
import type { Command, Language, Message } from '#playground/web/wire.ts'
import { isPrivate, isWritten } from './kind.ts'
import { words } from './words.ts'

export type MenuItem =
  | { readonly kind: 'reply' | 'open-thread' | 'start-thread' | 'copy' | 'dismiss' | 'delete' }
  | { readonly kind: 'app'; readonly menu: Command; readonly label: string }

type Guild = Pick<State, 'me' | 'menus' | 'threads'>

/** What `me` may do with this message in this place; nothing for what nobody can do. */
export function menuItems(
  { me, menus, threads }: Guild,
  place: Place,
  message: Message,
  language: Language,
): readonly MenuItem[] {
  const copies = words(message) === '' ? [] : [{ kind: 'copy' } as const]
  if (isPrivate(message)) return [...copies, { kind: 'dismiss' }]
  const isHere = message.channel_id === place.id
  const speaks = isWritten(message) && message.pending !== true
  const answers = isHere && speaks && silence(place) === undefined
  const hasThread = threads.some(({ id }) => id === message.id)
  const begins = !hasThread && place.kind === 'channel' && may(place, 'CreatePublicThreads')
  const apps = offered(menus, place)
    .filter(({ type }) => type === 3)
    .map((menu) => {
      const label = localised(menu.name, menu.name_localizations, language)
      return { kind: 'app', menu, label } as const
    })
  const isMine = message.author.id === me
  return [
    ...(answers ? [{ kind: 'reply' } as const] : []),
    ...(hasThread && place.kind !== 'thread' ? [{ kind: 'open-thread' } as const] : []),
    ...(answers && begins ? [{ kind: 'start-thread' } as const] : []),
    ...(answers ? apps : []),
    ...(isWritten(message) ? copies : []),
    ...(isHere && (isMine || may(place, 'ManageMessages')) ? [{ kind: 'delete' } as const] : []),
  ]
}
