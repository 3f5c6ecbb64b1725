// People: who of a guild's members one can be, and how they are called. Pure.

import type { State } from '#playground/web/state.ts'
import type { Language, Member } from '#playground/web/wire.ts'

/** The members one can act as: people who are still in the guild. */
export const people = (state: Pick<State, 'members'>): readonly Member[] =>
  state.members.filter((member) => member.bot !== true && member.present !== false)

/** Who a newcomer is: someone who reads the page's language, the owner before others. */
export const newcomer = (members: readonly Member[], language: Language): string | undefined => {
  const readers = people({ members }).filter(
    ({ locale }) => locale.toLowerCase().startsWith('ko') === (language === 'ko'),
  )
  return (readers.find(({ owner }) => owner) ?? readers[0])?.id
}

type Named = { readonly username: string; readonly global_name?: string | null }

/** A user's name in this guild; from its messages when it is no listed member. */
export const nameOf = (state: State, user: string): string | undefined => {
  const member = state.members.find(({ id }) => id === user)
  if (member !== undefined) return member.name
  for (const list of Object.values(state.messages)) {
    const author = list.find((message) => message.author.id === user)?.author as Named | undefined
    if (author !== undefined) return author.global_name ?? author.username
  }
  return undefined
}
