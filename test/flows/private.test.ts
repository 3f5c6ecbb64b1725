// Private answers: nobody sees what others chose until the close reveals it for everyone.
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { APIMessage } from 'discord-api-types/v10'
import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { differences } from '#progress/recount.ts'
import { totals } from '#progress/tables.ts'
import { ballotsOf } from '#record/store.ts'
import { rounds } from '#record/tables.ts'
import { slots } from '#schedule/tables.ts'
import { changeSettings } from '#settings/store.ts'
import { type Evening, openEvening, textOf } from '../support/evening.ts'

const options = ['water', 'flour', 'salt', 'sugar', 'yeast']
  .map(
    (text, at) => `
    - id: ${'abcde'[at]}
      text: { ko: ${text} 케이, en: ${text} }
      rationale: { ko: 이유 ${text}, en: Because of ${text} }`,
  )
  .join('')
const chooseTwo = `
- id: hydration-two
  concept: hydration
  difficulty: 3
  stem: { ko: 옳은 것 두 가지는? (두 가지 선택), en: Which two are true? (Choose two.) }
  options:${options}
  keys: [a, b]
`
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gongbu-private-'))
  cpSync('test/knowledge/bakery', folder, { recursive: true })
  writeFileSync(join(folder, 'items', 'sourdough.yaml'), chooseTwo)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let evening: Evening
afterEach(() => evening.stop())

/** A group whose questions are answered privately, an hour after setting up: the first one is open. */
async function open(knowledge = 'test/knowledge/bakery') {
  evening = await openEvening({ knowledge })
  await evening.setUp()
  await changeSettings(db(), evening.playground.guildId, { mode: 'private' })
  await evening.pass('PT1H')
}
const db = () => evening.database.db

type Control = { readonly custom_id: string; readonly label?: string; readonly type: number }
function controlsOf(message: APIMessage | undefined): readonly Control[] {
  const found: Control[] = []
  const collect = (node: unknown): void => {
    if (Array.isArray(node)) for (const entry of node) collect(entry)
    else if (node !== null && typeof node === 'object') {
      if ('custom_id' in node) found.push(node as Control)
      if ('components' in node) collect(node.components)
    }
  }
  collect(message?.components)
  return found
}

const questions = async (as?: string) =>
  (await evening.messages('quiz', as)).filter((message) =>
    controlsOf(message).some(({ custom_id }) => /^vote:/.test(custom_id)),
  )
const theRound = async () => {
  const [round] = await db().select().from(rounds)
  if (!round) throw new Error('there is no round')
  return round
}
const stored = async () => new Map(await ballotsOf(db(), (await theRound()).id))

/** Presses the button with a letter and gives what only the presser is shown. */
async function press(as: string, letter: string): Promise<string> {
  const [question] = await questions()
  const button = controlsOf(question).find(({ label }) => label === letter)
  return shownTo(as, () =>
    evening.control('button', { as, message: question?.id, custom_id: button?.custom_id }),
  )
}

async function shownTo(as: string, act: () => Promise<unknown>): Promise<string> {
  const before = new Set((await evening.messages('quiz', as)).map(({ id }) => id))
  await act()
  for (let tries = 0; tries < 400; tries += 1) {
    const answer = (await evening.messages('quiz', as)).find(
      (message) => !before.has(message.id) && !('pending' in message && message.pending),
    )
    if (answer) return textOf(answer)
    await new Promise((done) => setTimeout(done, 10))
  }
  throw new Error('nothing was shown')
}

test('pressed, changed, taken back, after a restart; revealed together, and then no more', async () => {
  await open()
  const { owner, seoyeon, doyun, sofia } = evening.people
  const [question] = await questions()
  expect((await evening.messages('quiz')).some(({ poll }) => poll)).toBe(false)
  expect(controlsOf(question).map(({ label }) => label)).toEqual(['A', 'B', 'C', 'D'])
  const { shown, keys, code } = await theRound()
  expect(textOf(question)).toContain(`#${code}`)
  const letter = (isKey: boolean) =>
    'ABCD'[shown.findIndex((id) => keys.includes(id) === isKey)] ?? ''

  expect(await press(seoyeon, letter(false))).toContain(`**${letter(false)}.`)
  const changed = await press(seoyeon, letter(true))
  expect(changed).toContain(`**${letter(true)}.`)
  expect(changed).toContain('바꿀 수 있어요')
  expect(await press(doyun, letter(false))).toContain('2명이 답했어요')
  const others = (await evening.messages('quiz', doyun)).map(textOf).join('\n')
  expect(others).not.toContain(`선택: **${letter(true)}.`)
  expect(textOf((await questions())[0])).toBe(textOf(question)) // nothing public has changed

  await press(owner, letter(true))
  const mine = (await evening.messages('quiz', owner)).findLast((message) =>
    controlsOf(message).some(({ custom_id }) => custom_id.startsWith('vote-back:')),
  )
  const [takeBack] = controlsOf(mine)
  await evening.control('button', {
    as: owner,
    message: mine?.id,
    custom_id: takeBack?.custom_id,
  })
  await expect.poll(async () => (await stored()).has(owner)).toBe(false)

  await evening.sleep()
  await evening.wake()
  await press(sofia, letter(true))

  await evening.pass('PT12H')
  expect((await theRound()).state).toBe('closed')
  const key = shown.filter((id) => keys.includes(id))
  const wrong = [shown.find((id) => !keys.includes(id))]
  const counted = new Map([
    [seoyeon, key],
    [doyun, wrong],
    [sofia, key],
  ])
  expect(await stored()).toEqual(counted)
  const reveal = (await evening.messages('quiz')).find((message) => textOf(message).includes('✅'))
  expect(textOf(reveal)).toContain('3명 중 2명')
  expect(textOf(reveal)).toContain(`${letter(true)} 2`)
  expect(textOf(reveal)).toContain(`${letter(false)} 1`)
  expect(reveal?.message_reference?.message_id).toBe(question?.id)

  const over = (await evening.messages('quiz')).find(({ id }) => id === question?.id)
  expect(controlsOf(over)).toEqual([])
  expect(textOf(over)).toContain('마감된 퀴즈예요')
  expect(textOf(over)).toContain(`#${code}`)
  expect(await stored()).toEqual(counted)
  const points = (await db().select().from(totals))
    .filter(({ period, domain }) => period === 'all' && domain === '')
    .map((row) => [row.member, row.points] as const)
  expect(new Map(points)).toEqual(
    new Map([
      [seoyeon, 10],
      [doyun, 1],
      [sofia, 10],
    ]),
  )
  expect(await differences(db())).toEqual([])
}, 60_000)

test('killed between post and record: answers count meanwhile, and the post is found by its code', async () => {
  await open()
  const { seoyeon } = evening.people
  const { id, message } = await theRound()
  await db().update(rounds).set({ state: 'claimed', message: null }).where(eq(rounds.id, id))
  await db().delete(slots).where(eq(slots.kind, 'close'))
  await db().update(slots).set({ state: 'planned' }).where(eq(slots.kind, 'quiz'))
  await press(seoyeon, 'B')
  await evening.pass('PT30M') // longer than Discord remembers a nonce
  expect(await questions()).toHaveLength(1)
  expect((await theRound()).message).toBe(message)
  await evening.pass('PT12H')
  expect((await theRound()).state).toBe('closed')
  expect([...(await stored()).keys()]).toEqual([seoyeon])
}, 60_000)

test('buttons that could not be taken off tell that the quiz is over, and go when they can', async () => {
  await open()
  const { seoyeon, doyun } = evening.people
  await press(doyun, 'C')
  const route = `/channels/${evening.playground.channels.quiz}/messages/`
  await evening.control('faults', { status: 503, method: 'PATCH', route })
  await evening.control('clock', { advance: 'PT12H', skip: true })
  await expect
    .poll(
      async () => {
        await evening.app.tick()
        return (await evening.messages('quiz')).filter((one) => textOf(one).includes('✅')).length
      },
      { timeout: 25_000, interval: 200 },
    )
    .toBe(1)
  expect(controlsOf((await questions())[0])).toHaveLength(4)
  expect(await press(seoyeon, 'A')).toContain('이미 마감된 퀴즈')
  expect(await press(doyun, 'A')).toContain('내 답: C.')
  await fetch(`${evening.playground.control}/faults`, { method: 'DELETE' })
  await expect
    .poll(async () => (await questions()).length, { timeout: 25_000, interval: 200 })
    .toBe(0)
  const revealed = (await evening.messages('quiz')).filter((one) => textOf(one).includes('✅'))
  expect(revealed).toHaveLength(1)
  expect([...(await stored()).keys()]).toEqual([doyun])
}, 60_000)

test('a press at the moment of the close counts or is told that it does not', async () => {
  await open()
  const { seoyeon } = evening.people
  await evening.sleep() // so that nobody closes it
  await evening.pass('PT12H')
  await db().update(slots).set({ state: 'done' }).where(eq(slots.kind, 'close'))
  await evening.wake()
  expect((await theRound()).state).toBe('open')
  expect(await press(seoyeon, 'A')).toContain('이미 마감된 퀴즈')
  expect(await stored()).toEqual(new Map())
}, 60_000)

test('a question with two right options takes exactly two', async () => {
  await open(folder)
  const { seoyeon } = evening.people
  const [question] = await questions()
  const [select] = controlsOf(question)
  const choose = (...values: string[]) =>
    evening.control('select', {
      as: seoyeon,
      message: question?.id,
      custom_id: select?.custom_id,
      values,
    })
  await expect(choose('1')).rejects.toThrow()
  expect(await shownTo(seoyeon, () => choose('1', '3'))).toMatch(/선택: \*\*B\. .*\*\*D\. /)
  const { shown } = await theRound()
  expect(await stored()).toEqual(new Map([[seoyeon, [shown[1], shown[3]].toSorted()]]))
}, 60_000)
