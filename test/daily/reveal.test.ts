// Reveal: whoever hides is counted among those who were right, and not named.
import { expect, test } from 'vitest'
import { panelOfReveal } from '#daily/reveal.ts'
import { roundOf } from '#record/store.ts'
import { changeMember, guildSettings } from '#settings/store.ts'
import { freshDatabase } from '../support/database.ts'
import { stage } from './lesson-stage.ts'

const stageOf = async (language: 'ko' | 'en') => {
  const { db } = await freshDatabase('pglite')
  const { deps, close } = await stage(db, language)
  await close({ ana: 'a', bo: 'a', cem: 'b' })
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
