// The weekly board: what is kept of it is what the facts say, also beside a correction.

import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { weeklyHandler } from '#daily/weekly.ts'
import { rowsOf } from '#db/transaction.ts'
import { latestSnapshot, weekRows } from '#progress/snapshot-store.ts'
import { slotOf } from '#schedule/store.ts'
import { slots } from '#schedule/tables.ts'
import { changeSettings, rememberGuild } from '#settings/store.ts'
import { monday, openingOf, playRound } from '../progress/support.ts'
import { describeOnPostgres, freshDatabase } from '../support/database.ts'
import { keepingLog } from '../support/quiet.ts'
import { correct, toVoid } from './correcting.ts'
import { keepingChat } from './keeping-chat.ts'

describeOnPostgres('a board posted while a round is being corrected', () => {
  test('is kept with the correction, or gets a revision by it', async () => {
    const database = await freshDatabase('postgres')
    const { db } = database
    try {
      await rememberGuild(db, { guild: 'g', name: 'Study', language: 'en' })
      await changeSettings(db, 'g', { zone: 'UTC', quizChannel: 'channel', since: openingOf(0) })
      await playRound(db, { guild: 'g', day: 0 }, { ana: 'a', bo: 'b' })
      await playRound(db, { guild: 'g', day: 1 }, { ana: 'b', bo: 'a' })
      const key = { guild: 'g', kind: 'board', localDate: monday.add({ days: 7 }), subject: '' }
      await db.insert(slots).values({ ...key, due: openingOf(7), state: 'sent', attempts: 1 })
      const slot = await slotOf(db, key)
      if (!slot) throw new Error('no board is owed')

      const finish = Promise.withResolvers<void>()
      const corrected = Promise.withResolvers<void>()
      const correcting = db.transaction(async (tx) => {
        await correct(tx, 'g-1', toVoid)
        corrected.resolve()
        await finish.promise // its changes are not to be seen yet
      })
      await corrected.promise
      const none = () => {
        throw new Error('not needed here')
      }
      const { chat, posted } = keepingChat()
      const clock = () => openingOf(7)
      const { log } = keepingLog()
      let isKept = false
      const keeping = weeklyHandler({ db, clock, chat, log, materialOf: none, linkTo: none })(slot)
      void keeping.then(() => {
        isKept = true
      })
      const waiting = sql`select 1 from pg_locks where locktype = 'advisory' and not granted`
      await expect.poll(async () => isKept || (await rowsOf(db, waiting)).length > 0).toBe(true)
      finish.resolve()
      await correcting
      expect(await keeping).toMatchObject({ kind: 'done' })
      expect(posted).toHaveLength(1)
      const kept = await latestSnapshot(db, 'g', 'week', `week:${monday}`)
      expect(kept?.rows).toEqual(await weekRows(db, 'g', monday, new Set()))
      expect(kept?.rows.map(({ member, points }) => [member, points])).toEqual([
        ['ana', 10],
        ['bo', 1],
      ])
    } finally {
      await database.close()
    }
  }, 60_000)
})
