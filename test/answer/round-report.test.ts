// Round reports: what the owner is shown of them stays within one message of Discord's.
import { beforeAll, expect, test } from 'vitest'
import { feedbackCommand } from '#answer/feedback.ts'
import { createFlood } from '#answer/flood.ts'
import { beginAsk, keepReport, keepVerdict } from '#answer/store.ts'
import type { Item } from '#bank/item.ts'
import { itemVersions } from '#bank/tables.ts'
import { replyPayload } from '#discord/payload.ts'
import { playRound } from '../progress/support.ts'
import { describeOnBothEngines } from '../support/database.ts'
import { keepingLog } from '../support/quiet.ts'

const now = Temporal.Instant.from('2026-11-10T09:00:00Z')
const stem = { ko: '가'.repeat(300), en: 'a'.repeat(300) }

describeOnBothEngines('the list of reports', (open) => {
  beforeAll(async () => {
    await open() // the first opening of an engine takes longer than a test may
  })

  test('is one message, however many and however long, also about one round', async () => {
    const { db } = await open()
    await playRound(db, { guild: 'g', day: 0 }, { ana: 'a' })
    const body = { stem } as unknown as Item
    const version = { item: 'item', revision: '1', course: 'c', body, proof: '', added: now }
    await db.insert(itemVersions).values(version)
    for (let count = 0; count < 9; count += 1) {
      await keepReport(db, {
        id: `${count}`,
        guild: 'g',
        member: 'ana',
        channel: 'c',
        message: 'm',
        round: 'g-0',
        reason: 'wrong '.repeat(150),
        reported: now,
      })
    }
    const ask = { id: 'q', guild: 'g', member: 'ana', channel: 'c', question: 'why '.repeat(60) }
    await beginAsk(db, {
      ...ask,
      thread: null,
      parent: null,
      language: 'en',
      manner: 'plain',
      isPrivate: false,
      asked: now,
      zone: 'UTC',
    })
    await keepVerdict(db, { ask: 'q', member: 'bo', guild: 'g', verdict: 'bad', given: now })
    const { log, kept } = keepingLog()
    const command = feedbackCommand({
      db,
      clock: () => now,
      flood: createFlood(),
      tellOwner: async () => {},
    })
    for (const language of ['ko', 'en'] as const) {
      const reply = await command.run({
        id: '1',
        guild: 'g',
        channel: 'c',
        member: { id: 'owner', name: 'Owner', managesServer: true },
        language,
        options: {},
      })
      if (!('panel' in reply)) throw new Error('the list comes at once')
      const written = JSON.stringify(replyPayload(reply, log)) // throws beyond Discord's limits
      expect(written.match(/"round-void:g-0\//g)).toHaveLength(5)
      expect(written).toContain('report-done:')
    }
    expect(kept).toEqual([])
  })
})
