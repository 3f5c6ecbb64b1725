// Settings: what is written is read back the same, dates and lists of dates too, on both engines.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { GuildSettings } from '#settings/settings.ts'
import {
  changeSettings,
  guildSettings,
  marksSetUp,
  rememberGuild,
  settingsOf,
} from '#settings/store.ts'
import { describeOnBothEngines } from '../support/database.ts'

const date = fc
  .integer({ min: -700_000, max: 2_900_000 })
  .map((days) => Temporal.PlainDate.from('2026-01-01').add({ days }))

describeOnBothEngines('settings', (open) => {
  const guild = { guild: '1', name: 'group', language: 'ko' } as const

  test('holidays, pause and exam date come back as they were written, also none of them', async () => {
    const { db } = await open()
    await rememberGuild(db, guild)
    expect(await guildSettings(db, '1')).toMatchObject({
      holidays: [],
      pauseFrom: null,
      examDate: null,
    })
    const change = fc.record({
      holidays: fc.array(date, { maxLength: 40 }),
      pauseFrom: fc.option(date),
      pauseTo: fc.option(date),
      examDate: fc.option(date),
      weekdays: fc.array(fc.integer({ min: 1, max: 7 })),
    })
    const words = (settings: Partial<GuildSettings> | undefined) => ({
      holidays: settings?.holidays?.map(String),
      pause: [settings?.pauseFrom?.toString(), settings?.pauseTo?.toString()],
      exam: settings?.examDate?.toString(),
      weekdays: settings?.weekdays,
    })
    await fc.assert(
      fc.asyncProperty(change, async (written) => {
        await changeSettings(db, '1', written)
        expect(words(await guildSettings(db, '1'))).toEqual(words(written))
        const [one] = await settingsOf(db, ['1', 'unknown'])
        expect(words(one)).toEqual(words(written))
      }),
      { numRuns: 40 },
    )
  })

  test('a guild’s mark changes with any of its settings, and only guilds set up have one', async () => {
    const { db } = await open()
    await rememberGuild(db, guild)
    expect(await marksSetUp(db)).toEqual([])
    const since = Temporal.Instant.from('2026-11-16T00:00Z')
    await changeSettings(db, '1', { since })
    const markOf = async () => (await marksSetUp(db)).map(({ mark }) => mark).join()
    const seen = new Set([await markOf()])
    expect(await markOf()).toBe([...seen].join())
    const day = Temporal.PlainDate.from('2026-12-25')
    for (const change of [
      { quizTime: '08:00' },
      { holidays: [day] },
      { pauseFrom: day },
      { weekdays: [1] },
    ]) {
      await changeSettings(db, '1', change)
      seen.add(await markOf())
    }
    expect(seen.size).toBe(5)
  })
})
