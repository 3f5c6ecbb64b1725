// Private ballot: what a press does, whoever presses, in whatever order and however often.
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Item } from '#bank/item.ts'
import { syncBank } from '#bank/store.ts'
import type { Invocation } from '#core/command.ts'
import type { Reply } from '#core/reply.ts'
import { closeHandler } from '#daily/close.ts'
import { privateBallot } from '#daily/private-ballot.ts'
import { privateActions } from '#daily/private-post.ts'
import type { Database } from '#db/database.ts'
import { abandonRound } from '#record/store.ts'
import { presses, rounds } from '#record/tables.ts'
import { describeOnBothEngines } from '../support/database.ts'
import { openPolledRound } from './poll-chat.ts'

const both = (text: string) => ({ ko: `${text} 케이`, en: text })
const item: Item = {
  id: 'item',
  course: 'c',
  topic: 't',
  concept: 'k',
  domain: 'd',
  task: undefined,
  difficulty: 1,
  stem: both('which'),
  options: [...'abcd'].map((id) => ({ id, text: both(`option ${id}`), rationale: both('why') })),
  keys: ['a'],
  source: { file: 'notes/x.md', lines: [1, 2] },
  hash: '1',
}

let guilds = 0
const replicas = 3

/** An open private round, and presses in it with ids that grow, each handled by one of the replicas. */
async function privateRound(database: Database, keys: readonly string[] = ['a']) {
  const { db } = database
  guilds += 1
  const round = await openPolledRound(database, { guild: `private ${guilds}`, day: 0, keys })
  await db.update(rounds).set({ mode: 'private' })
  await syncBank(db, [item], new Map(), round.closes)
  let now = round.closes.subtract({ minutes: 1 })
  const bots = Array.from({ length: replicas }, () => privateBallot({ db, clock: () => now }))
  type Press = {
    readonly subject: string
    readonly values?: readonly string[]
    readonly id: number
    readonly guild?: string
    /** Which of the replicas hears it. */
    readonly heardBy?: number
  }
  const act = async (name: string, as: string, press: Press): Promise<string> => {
    const action = bots[press.heardBy ?? 0]?.find((one) => one.name === name)
    if (!action || action.answers === 'form') throw new Error(`no action ${name}`)
    const call: Invocation = {
      id: String(press.id),
      guild: press.guild ?? round.guild,
      channel: 'c',
      member: { id: as, name: as, managesServer: false },
      language: 'en',
      options: {},
    }
    const { subject, values = [] } = press
    const reply = (await action.run(call, { subject, values, fields: {}, message: 'm' })) as Reply
    return reply.panel.blocks.map((block) => ('text' in block ? block.text : '')).join('\n')
  }
  return {
    ...round,
    moveTo: (instant: Temporal.Instant) => {
      now = instant
      round.moveTo(instant)
    },
    press: (
      as: string,
      place: number | string,
      id: number,
      more: Pick<Press, 'guild' | 'heardBy'> = {},
    ) => act(privateActions.vote, as, { subject: `${round.id}/${place}`, id, ...more }),
    choose: (as: string, values: readonly string[], id: number) =>
      act(privateActions.vote, as, { subject: round.id, values, id }),
    takeBack: (as: string, id: number, heardBy = 0) =>
      act(privateActions.takeBack, as, { subject: round.id, id, heardBy }),
  }
}

describeOnBothEngines('private answers', (open, { engine }) => {
  beforeAll(async () => {
    await open() // the first opening of an engine takes longer than a test may
  })

  test('the last press counts, whatever replica hears it, in any order and however often', async () => {
    const database = await open()
    const presses = fc.array(
      fc.record({ member: fc.constantFrom('ana', 'bo'), place: fc.integer({ min: -1, max: 3 }) }),
      { maxLength: 8 },
    )
    await fc.assert(
      fc.asyncProperty(
        presses.chain((all) => {
          // From one digit to two: as texts they would be in another order.
          const numbered = all.map((press, place) => ({ ...press, id: place + 6 }))
          const twice = [...numbered, ...numbered]
          const length = twice.length
          return fc.tuple(
            fc.constant(numbered),
            fc.shuffledSubarray(twice, { minLength: length, maxLength: length }),
            fc.array(fc.nat(replicas - 1), { minLength: length, maxLength: length }),
            fc.boolean(),
          )
        }),
        async ([pressed, arriving, heardBy, isAtOnce]) => {
          const round = await privateRound(database)
          const hear = ({ member, place, id }: (typeof pressed)[number], at: number) => {
            const bot = heardBy[at] ?? 0
            return place < 0
              ? round.takeBack(member, id, bot)
              : round.press(member, place, id, { heardBy: bot })
          }
          if (isAtOnce) await Promise.all(arriving.map(hear))
          else for (const [at, press] of arriving.entries()) await hear(press, at)
          const last = new Map(pressed.map(({ member, place }) => [member, place]))
          expect(await round.stored()).toEqual(
            Object.fromEntries(
              [...last].flatMap(([member, place]) => (place < 0 ? [] : [[member, 'abcd'[place]]])),
            ),
          )
        },
      ),
      { numRuns: engine === 'pglite' ? 6 : 20 },
    )
  })

  test('the answer says what is held, until when, and how many have answered', async () => {
    const round = await privateRound(await open())
    expect(await round.press('ana', 1, 1)).toContain('You chose **B. option b**.')
    const said = await round.press('bo', 2, 2)
    expect(said).toContain('2 answers so far')
    expect(said).toContain(`<t:${Math.floor(round.closes.epochMilliseconds / 1000)}:t>`)
    expect(await round.takeBack('bo', 3)).toContain('took your answer back')
    // An older press that was held up on its way shows what stands, and changes nothing.
    expect(await round.press('ana', 3, 0)).toContain('**B. option b**')
    expect(await round.stored()).toEqual({ ana: 'b' })
  })

  test('what is no answer to this round is said to be none and changes nothing', async () => {
    const round = await privateRound(await open(), ['a', 'b'])
    await round.choose('ana', ['0', '2'], 1)
    for (const values of [['1'], ['1', '1'], ['1', '9'], ['x', '0'], ['0', '1', '2'], []]) {
      expect(await round.choose('ana', values, 2)).toContain('exactly 2 answers')
    }
    expect(await round.press('ana', 1, 3, { guild: 'another guild' })).toContain('not on record')
    expect(await round.stored()).toEqual({ ana: 'ac' })
  })

  test('ballots are facts: the close asks Discord nothing, and later presses change nothing', async () => {
    const database = await open()
    const round = await privateRound(database)
    await round.press('ana', 0, 1)
    round.moveTo(round.closes)
    expect(await round.press('ana', 1, 2)).toContain('Your answer was A. option a.')
    const outcomes = [1, 2].map(() => closeHandler(round.deps)(round.slotOf('close')))
    expect(await Promise.all(outcomes)).toEqual([{ kind: 'done' }, { kind: 'done' }])
    expect(await round.state()).toBe('closed')
    expect(await database.db.select().from(presses)).toEqual([])
    expect(round.poll.asked).toBe(0)
    round.moveTo(round.closes.subtract({ seconds: 1 })) // a clock that differs between replicas
    expect(await round.press('bo', 1, 3)).toContain('You had not answered it.')
    expect(await round.stored()).toEqual({ ana: 'a' })
  })

  test('a question that is given up leaves nothing of those who answered it', async () => {
    const database = await open()
    const { db } = database
    const round = await privateRound(database)
    await db.update(rounds).set({ state: 'claimed' })
    await round.press('ana', 0, 1)
    expect(await db.select().from(presses)).toHaveLength(1)
    await abandonRound(db, round.id)
    expect([await round.stored(), await db.select().from(presses)]).toEqual([{}, []])
  })
})
