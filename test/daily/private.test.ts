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
import { rounds } from '#record/tables.ts'
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
/** An open private round, and presses in it with ids that grow. */
async function privateRound(database: Database, keys: readonly string[] = ['a']) {
  const { db } = database
  guilds += 1
  const round = await openPolledRound(database, { guild: `private ${guilds}`, day: 0, keys })
  await db.update(rounds).set({ mode: 'private' })
  await syncBank(db, [item], new Map(), round.closes)
  let now = round.closes.subtract({ minutes: 1 })
  const actions = privateBallot({ db, clock: () => now })
  const act = async (
    name: string,
    as: string,
    press: { subject: string; values?: readonly string[]; id: number; guild?: string },
  ): Promise<string> => {
    const action = actions.find((one) => one.name === name)
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
    press: (as: string, place: number | string, id: number, guild?: string) =>
      act(privateActions.vote, as, {
        subject: `${round.id}/${place}`,
        id,
        ...(guild === undefined ? {} : { guild }),
      }),
    choose: (as: string, values: readonly string[], id: number) =>
      act(privateActions.vote, as, { subject: round.id, values, id }),
    takeBack: (as: string, id: number) =>
      act(privateActions.takeBack, as, { subject: round.id, id }),
  }
}

describeOnBothEngines('private answers', (open, { engine }) => {
  beforeAll(async () => {
    await open() // the first opening of an engine takes longer than a test may
  })

  test('the last press counts, in whatever order presses arrive and however often', async () => {
    const database = await open()
    const presses = fc.array(
      fc.record({ member: fc.constantFrom('ana', 'bo'), place: fc.integer({ min: -1, max: 3 }) }),
      { maxLength: 8 },
    )
    await fc.assert(
      fc.asyncProperty(
        presses.chain((all) => {
          const numbered = all.map((press, id) => ({ ...press, id }))
          return fc.tuple(
            fc.constant(numbered),
            fc.shuffledSubarray([...numbered, ...numbered], {
              minLength: numbered.length * 2,
              maxLength: numbered.length * 2,
            }),
          )
        }),
        async ([pressed, arriving]) => {
          const round = await privateRound(database)
          await Promise.all(
            arriving.map(({ member, place, id }) =>
              place < 0 ? round.takeBack(member, id) : round.press(member, place, id),
            ),
          )
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
    expect(await round.press('ana', 1, 3, 'another guild')).toContain('not on record')
    expect(await round.stored()).toEqual({ ana: 'ac' })
  })

  test('ballots are facts: the close asks Discord nothing, and later presses change nothing', async () => {
    const round = await privateRound(await open())
    await round.press('ana', 0, 1)
    round.moveTo(round.closes)
    expect(await round.press('ana', 1, 2)).toContain('Your answer was A. option a.')
    const outcomes = [1, 2].map(() => closeHandler(round.deps)(round.slotOf('close')))
    expect(await Promise.all(outcomes)).toEqual([{ kind: 'done' }, { kind: 'done' }])
    expect(await round.state()).toBe('closed')
    expect(round.poll.asked).toBe(0)
    round.moveTo(round.closes.subtract({ seconds: 1 })) // a clock that differs between replicas
    expect(await round.press('bo', 1, 3)).toContain('You had not answered it.')
    expect(await round.stored()).toEqual({ ana: 'a' })
  })
})
