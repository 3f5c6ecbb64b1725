// Starter: which channels a newcomer's first steps belong in. Pure.

import type { State } from '#playground/web/state.ts'

type Guild = Pick<State, 'channels' | 'messages'>

/** The channel the daily quiz is posted in: by its name, else where the last poll stands. */
export const quizChannel = ({ channels, messages }: Guild): string | undefined => {
  const named = channels.find(({ name }) => /퀴즈|quiz/i.test(name))
  if (named !== undefined) return named.id
  return channels.find(({ id }) => messages[id]?.some((message) => message.poll !== undefined))?.id
}

/** The channel to talk in: the first one. */
export const studyChannel = ({ channels }: Guild): string | undefined => channels[0]?.id
