// Remind post: a reminder as it is sent, to one member alone or to several in the quiz channel.

import type { Language } from '#core/language.ts'
import { type Post, panelOf } from '#core/reply.ts'
import type { Round } from '#record/store.ts'
import type { GuildSettings } from '#settings/settings.ts'
import type { AtRisk } from './remind-store.ts'
import { remindTextsIn } from './remind-texts.ts'

/** Its subject is the guild: a press in direct messages comes from none. */
export const stopAction = 'remind-stop'

/** The members one message in the channel pings: Discord takes 100, and their list must fit its text. */
export const mentionsMost = 80

type Facts = Pick<Round, 'guild' | 'closes'> & {
  /** Where the quiz stands. */
  readonly url: string
}

/** A reminder in direct messages, in the member's language or else the guild's. */
export function alonePost(
  { language, days, isCovered }: AtRisk,
  { guild, closes, url }: Facts,
  settings: Pick<GuildSettings, 'name' | 'language'>,
): Post {
  const chosen = language ?? settings.language
  const say = remindTextsIn(chosen)
  const text = say.alone(days, settings.name, closes, url)
  return withStop(guild, chosen, [isCovered ? `${text}\n${say.covered}` : text])
}

/** A reminder in the channel, in the guild's language: it pings these members and nobody else. */
export function togetherPost(
  members: readonly AtRisk[],
  { guild, closes, url }: Facts,
  language: Language,
  mark: string,
): Post {
  // Who is off the boards is not told of with a figure here either, nor stands out as the one without.
  const isBare = members.some(({ isHidden }) => isHidden)
  const names = members.map(({ member, days }) =>
    isBare ? `<@${member}>` : `<@${member}> 🔥 ${remindTextsIn(language).days(days)}`,
  )
  const text = remindTextsIn(language).together(names.join(' · '), closes, url)
  return {
    ...withStop(guild, language, [text, `-# ${mark}`]),
    mentions: members.map(({ member }) => member),
  }
}

function withStop(guild: string, language: Language, texts: readonly string[]) {
  const { tone, blocks } = panelOf('quiz', ...texts)
  const stop = {
    kind: 'button',
    does: { action: stopAction, subject: guild },
    label: remindTextsIn(language).stop,
    look: 'secondary',
  } as const
  return {
    kind: 'panel',
    panel: { tone, blocks: [...blocks, { kind: 'buttons', buttons: [stop] }] },
  } as const
}
