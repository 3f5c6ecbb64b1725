// /cost: what was spent is told in whole words, also after the models are switched off.
import { expect, test } from 'vitest'
import { costCommand } from '#answer/cost.ts'
import { createLedger } from '#answer/ledger.ts'
import type { Invocation } from '#core/command.ts'
import type { Db } from '#core/deps.ts'
import { openClaude } from '#llm/anthropic.ts'
import { nothing, pricingOf } from '#llm/price.ts'
import { describeOnBothEngines } from '../support/database.ts'
import { keepingLog } from '../support/quiet.ts'

const clock = () => Temporal.Instant.from('2026-11-22T10:00:00Z')
const zoneOf = async () => 'Asia/Seoul'
const caps = { member: 5e7, guild: 5e8, day: 2e9, month: 2e10 }
const model = 'claude-haiku-5-5'
const writer = openClaude({
  key: 'k',
  baseUrl: undefined,
  model,
  pricing: pricingOf(model) ?? nothing,
})
const { log } = keepingLog()

async function told(db: Db, language: 'ko' | 'en', isOff = false): Promise<string> {
  const models = isOff ? undefined : { writer, judge: undefined }
  const command = costCommand({ db, clock, caps, zoneOf, models })
  const call = { guild: 'g', member: { id: 'ada' }, language } as unknown as Invocation
  return JSON.stringify(await command.run(call))
}
async function spend(db: Db, ...asks: readonly string[]): Promise<void> {
  const purse = createLedger({ db, clock, caps, zoneOf, log })
  for (const ask of asks) {
    const spender = { guild: 'g', member: 'ada', ask }
    const reserved = await purse.reserve({ spender, purpose: 'answer', llm: writer, worst: 1e6 })
    const usage = { input: 2000, output: 400, cacheRead: 0, cacheWrite: 0, cacheWriteHour: 0 }
    if (reserved.ok) await reserved.value.settle(usage)
  }
}

describeOnBothEngines('the cost of a group', (open) => {
  test('one answer is one answer, two are two', async () => {
    const { db } = await open()
    await spend(db, 'a1')
    expect(await told(db, 'en')).toContain('1 answer · $0.00040"')
    await spend(db, 'a2')
    expect(await told(db, 'en')).toContain('2 answers · $0.00080 (about $0.00040 each)')
    expect(await told(db, 'ko')).toContain('답변 2번 · $0.00080 (한 번에 약 $0.00040)')
  })

  test('what was spent is still told when no model is configured any more', async () => {
    const { db } = await open()
    expect(await told(db, 'en', true)).toContain('ANSWER_MODEL for a server of their own')
    expect(await told(db, 'en', true)).not.toContain('This month')
    await spend(db, 'a1', 'a2', 'a3')
    const words = await told(db, 'en', true)
    expect(words).toContain('No model is configured')
    expect(words).toContain('3 answers')
  })
})
