// A guild of Seoul that studies a course of two domains, for tests of the commands.

import type { Invocation } from '#core/command.ts'
import type { Db } from '#core/deps.ts'
import type { Reply } from '#core/reply.ts'
import { changeSettings, guildSettings, rememberGuild } from '#settings/store.ts'

const domains = [
  { id: 'development', title: { ko: '개발', en: 'Development' }, weight: 60 },
  { id: 'security', title: { ko: '보안', en: 'Security' }, weight: 40 },
]
const topics = [{ id: 'topic', title: { ko: '주제', en: 'Topic' }, domain: 'security' }]
export const course = { domains, topics }
export const names = new Map([
  ['ana', 'Ana'],
  ['bo', 'Bo'],
])

/** The commands in a guild of Seoul that is set up, at a time of its clock. */
export async function inGuild(db: Db, time: string) {
  await rememberGuild(db, { guild: 'g', name: 'Study', language: 'ko' })
  const since = Temporal.Instant.from('2026-11-01T00:00:00Z')
  await changeSettings(db, 'g', { since, zone: 'Asia/Seoul' })
  return {
    db,
    clock: () => Temporal.Instant.from(time),
    chat: {
      member: async (_: string, id: string) => {
        const name = names.get(id)
        return name === undefined ? undefined : { id, name }
      },
    },
    settingsOf: (guild: string) => guildSettings(db, guild),
    materialOf: () => ({ course, items: [] }),
  }
}

export const call = (options: Invocation['options'] = {}, member = 'ana'): Invocation => ({
  id: 'i',
  guild: 'g',
  channel: 'c',
  member: { id: member, name: names.get(member) ?? member, managesServer: false },
  language: 'en',
  options,
})

export const wordsOf = (staged: unknown): string =>
  (staged as Reply).panel.blocks
    .map((block) => (block.kind === 'text' ? block.text : `[${block.kind}]`))
    .join('\n')

export const noon = '2026-11-06T03:00:00Z' // Friday noon in Seoul, four days after the first round
