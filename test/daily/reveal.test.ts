// Reveal: whoever hides is counted among those who were right, and not named.
import { expect, test } from 'vitest'
import { panelOfReveal } from '#daily/reveal.ts'
import { roundOf } from '#record/store.ts'
import { changeMember, guildSettings } from '#settings/store.ts'
import { freshDatabase } from '../support/database.ts'
import { stage } from './lesson-stage.ts'

const stageOf = async (
  language: 'ko' | 'en',
  votes: Readonly<Record<string, string>> = { ana: 'a', bo: 'a', cem: 'b' },
) => {
  const { db } = await freshDatabase('pglite')
  const { deps, close } = await stage(db, language)
  await close(votes)
  return {
    hide: (member: string) => changeMember(db, 'g', member, { hidden: true }),
    async told() {
      const [settings, round] = [await guildSettings(db, 'g'), await roundOf(db, 'g-0')]
      if (!settings || !round) throw new Error('there is no round')
      const { blocks } = await panelOfReveal(deps, settings, round)
      const text = blocks.map((block) => (block.kind === 'text' ? block.text : '')).join('\n')
      return text.split('\n').find((line) => line.startsWith('🎯'))
    },
  }
}

test.each([
  ['en', 'Name of ana, Name of bo', 'Name of bo and 1 more', '🎯 2 of 3 right'],
  ['ko', 'Name of ana, Name of bo', 'Name of bo 외 1명', '🎯 3명 중 2명 정답'],
] as const)('in %s', async (language, both, one, nobody) => {
  const group = await stageOf(language)
  expect(await group.told()).toBe(`${nobody}: ${both}`)
  await group.hide('ana')
  expect(await group.told()).toBe(`${nobody}: ${one}`)
  await group.hide('bo')
  expect(await group.told()).toBe(nobody)
})

test('whose name Discord will not tell is counted, as is who left', async () => {
  const group = await stageOf('en', { ana: 'a', unnamed: 'a', gone: 'a' })
  expect(await group.told()).toBe('🎯 3 of 3 right: Name of ana and 2 more')
})
