// Correction panel: what an owner is shown before and after, and what it must not give away.
import { beforeAll, expect, test } from 'vitest'
import type { Item } from '#bank/item.ts'
import { itemVersions } from '#bank/tables.ts'
import type { Invocation } from '#core/command.ts'
import type { Db } from '#core/deps.ts'
import type { Block, Reply } from '#core/reply.ts'
import { correctActions } from '#daily/correct-actions.ts'
import { audit, rounds } from '#record/tables.ts'
import { openingOf, openTestRound } from '../progress/support.ts'
import { describeOnBothEngines } from '../support/database.ts'

const both = (text: string) => ({ ko: text, en: text })
const item = {
  stem: both('Which one?'),
  keys: ['a'],
  options: ['a', 'b', 'c', 'd'].map((id) => ({ id, text: both(`option ${id}`) })),
} as unknown as Item

/** An owner before an open round, each of whose presses is another interaction. */
async function stage(db: Db, language: 'ko' | 'en') {
  await openTestRound(db, { guild: 'g', day: 0 })
  const now = openingOf(0).add({ hours: 1 })
  const version = { item: 'item', revision: '1', course: 'c', body: item, proof: '', added: now }
  await db.insert(itemVersions).values(version)
  const actions = correctActions({ db, clock: () => now })
  let presses = 100
  const member = { id: 'owner', name: 'Owner', managesServer: true }
  return async (action: string, subject: string, values: readonly string[] = []) => {
    const call: Invocation = {
      id: `${presses++}`,
      guild: 'g',
      channel: 'channel',
      member,
      language,
      options: {},
    }
    const found = actions.find(({ name }) => name === action)
    if (!found || !('run' in found)) throw new Error(`no action ${action}`)
    return (await found.run(call, { subject, values, fields: {}, message: 'm' })) as Reply
  }
}

const textOf = ({ panel }: Reply): string =>
  panel.blocks.map((block) => (block.kind === 'text' ? block.text : '')).join('\n')
const buttonsOf = ({ panel }: Reply) =>
  panel.blocks.flatMap((block: Block) => (block.kind === 'buttons' ? block.buttons : []))
const labelsOf = (reply: Reply) => buttonsOf(reply).map(({ label }) => label)
const planIn = (reply: Reply): string => {
  const plan = buttonsOf(reply).find(
    (button) => button.kind === 'button' && button.does.action === 'round-do',
  )
  return plan?.kind === 'button' ? plan.does.subject : ''
}
/** What a reply says, whichever option it is about. */
const withoutOption = (reply: Reply) => [
  textOf(reply).replace(/[A-D]\. option [a-d]/g, 'an option'),
  labelsOf(reply),
]

describeOnBothEngines('the panel of a correction', (open) => {
  beforeAll(async () => {
    await open() // the first opening of an engine takes longer than a test may
  })

  test.each(['en', 'ko'] as const)(
    'says the same in %s of every option of an open round; carrying one out is always kept',
    async (language) => {
      const shown = new Set<string>()
      const done = new Set<string>()
      for (const option of ['a', 'b', 'c', 'd']) {
        const { db } = await open()
        const press = await stage(db, language)
        const asked = await press('round-keys', 'g-0', [option])
        shown.add(JSON.stringify(withoutOption(asked)))
        expect(planIn(asked)).not.toBe('')
        expect(await db.select().from(audit)).toEqual([])
        done.add(JSON.stringify(withoutOption(await press('round-do', planIn(asked)))))
        expect(await db.select().from(audit)).toMatchObject([{ kind: 'rekey', actor: 'owner' }])
        // Pressed twice: whatever was chosen, somebody was faster.
        done.add(JSON.stringify(withoutOption(await press('round-do', planIn(asked)))))
        expect(await db.select().from(audit)).toHaveLength(1)
      }
      expect([...shown]).toHaveLength(1)
      expect([...done]).toHaveLength(2)
      expect([...shown, ...done].join()).not.toContain('option a')
    },
  )

  test('taking keys back names the correction and not the keys; of another round it does nothing', async () => {
    const { db } = await open()
    const press = await stage(db, 'en')
    const keys = async () => (await db.select().from(rounds)).find(({ id }) => id === 'g-0')?.keys
    const takesBack: string[] = []
    for (const option of ['b', 'c']) {
      const made = await press('round-do', planIn(await press('round-keys', 'g-0', [option])))
      expect(await keys()).toEqual([option])
      takesBack.push(planIn(made).replace(/\d+$/, ''))
      expect(planIn(made)).toMatch(/^g-0\/back\/\d+$/)
    }
    // What it takes back was 'a' first and 'b' then.
    expect(new Set(takesBack).size).toBe(1)
    const last = planIn(await press('round-do', planIn(await press('round-keys', 'g-0', ['d']))))
    await openTestRound(db, { guild: 'g', day: 1 })
    const elsewhere = await press('round-do', last.replace('g-0', 'g-1'))
    expect(textOf(elsewhere)).toContain('not on record')
    await press('round-do', last)
    expect(await keys()).toEqual(['c'])
  })

  test.each(['en', 'ko'] as const)(
    'says in %s what voiding an open round comes to, not that an answer was set',
    async (language) => {
      const { db } = await open()
      const press = await stage(db, language)
      const asSet = language === 'ko' ? '지금 정한 대로' : 'as you set it'
      const asked = await press('round-void', 'g-0')
      const voided = await press('round-do', planIn(asked))
      for (const reply of [asked, voided]) {
        expect(textOf(reply)).toContain(
          language === 'ko' ? '점수를 얻는 사람은 없고' : 'nobody gets points',
        )
        expect(textOf(reply)).not.toContain(asSet)
      }
      const restored = await press('round-do', planIn(voided))
      expect(textOf(restored)).not.toContain(asSet)
      expect(textOf(await press('round-keys', 'g-0', ['b']))).toContain(asSet)
    },
  )
})
