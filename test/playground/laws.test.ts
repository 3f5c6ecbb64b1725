import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Refusal } from '#playground/errors.ts'
import { vote } from '#playground/polls.ts'
import { commandForms } from '#playground/validation/commands.ts'
import { modalForm } from '#playground/validation/modals.ts'
import { resultsOf } from '#playground/view.ts'
import { type Local, openLocal } from './local.ts'

let local: Local
beforeAll(async () => {
  // Without the OpenAPI file: what the hand-written rules alone must withstand.
  local = await openLocal({ openapi: undefined as never })
  await local.control('/limits', { mode: 'off' })
})
afterAll(() => local.close())

test('the events of any evening of votes add up to what every member holds', async () => {
  const { world, channels } = local.playground
  const ballots = fc.array(
    fc.record({
      member: fc.nat(3),
      answers: fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { maxLength: 4 }),
    }),
    { maxLength: 30 },
  )
  await fc.assert(
    fc.asyncProperty(
      ballots,
      fc.boolean(),
      fc.constantFrom('removed-first', 'added-first'),
      async (evening, several, recast) => {
        const { body } = await local.rest('POST', `/channels/${channels.quiz}/messages`, {
          poll: {
            question: { text: 'q' },
            answers: ['a', 'b', 'c', 'd'].map((text) => ({ poll_media: { text } })),
            allow_multiselect: several,
          },
        })
        const stored = world.messages.get(body.id)
        if (stored === undefined) throw new Error('a sent message is kept')
        world.settings.recast = recast as 'removed-first'
        const heard = new Set<string>()
        const off = world.onChange((change) => {
          if (change.kind !== 'vote-added' && change.kind !== 'vote-removed') return
          const key = `${change.user} ${change.answer}`
          // Never an answer given twice or taken back without having been given.
          expect(heard.has(key)).toBe(change.kind === 'vote-removed')
          if (change.kind === 'vote-added') heard.add(key)
          else heard.delete(key)
        })
        const held = new Map<string, number[]>()
        for (const { member, answers } of evening) {
          const voter = world.members.get(local.playground.members[member]?.id ?? '')
          if (voter === undefined) throw new Error('seeded members stay')
          const wanted = several ? answers : answers.slice(0, 1)
          vote(world, voter, stored, wanted)
          held.set(voter.id, wanted)
        }
        off()
        const expected = [...held].flatMap(([user, answers]) =>
          answers.map((answer) => `${user} ${answer}`),
        )
        expect([...heard].sort()).toEqual(expected.sort())
        const total = resultsOf(world, stored, '').answer_counts.reduce(
          (sum, { count }) => sum + count,
          0,
        )
        expect(total).toBe(expected.length)
      },
    ),
    { numRuns: 50 },
  )
})

const names = [
  'content',
  'embeds',
  'components',
  'type',
  'poll',
  'answers',
  'flags',
  'accessory',
  'items',
  'media',
  'url',
  'data',
  'options',
  'name',
  'choices',
  'as',
  'channel',
  'message',
  'advance',
  'to',
  'nonce',
  'allowed_mentions',
  'custom_id',
  'title',
  'label',
  'component',
  'style',
  'thread',
  'archived',
  'values',
]
const anything = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(
      null,
      true,
      '',
      'x',
      'attachment://x',
      0,
      1,
      2,
      3,
      4,
      9,
      11,
      12,
      17,
      18,
      32768,
      -1,
      1.5,
      1e21,
      '1',
    ),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 5 }),
  ),
})).value

test('no body whatever makes the local Discord fail: it refuses, or it does it', async () => {
  const { channels, applicationId } = local.playground
  const sent = await local.rest('POST', `/channels/${channels.study}/messages`, { content: 'x' })
  const begun = { type: 11, name: 'x' }
  const thread = await local.rest('POST', `/channels/${channels.study}/threads`, begun)
  const routes = [
    ['POST', `/channels/${channels.study}/messages`],
    ['PATCH', `/channels/${channels.study}/messages/${sent.body.id}`],
    ['PUT', `/applications/${applicationId}/commands`],
    ['POST', `/applications/${applicationId}/commands`],
    ['POST', '/users/@me/channels'],
    ['POST', `/channels/${channels.study}/threads`],
    ['POST', `/channels/${channels.study}/messages/${sent.body.id}/threads`],
    ['PATCH', `/channels/${thread.body.id}`],
    ['POST', `/channels/${thread.body.id}/messages`],
  ] as const
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...routes), anything, async ([method, path], body) => {
      const { status } = await local.rest(method, path, body)
      expect(status).not.toBe(500)
      expect(status).toBeLessThan(502)
    }),
    { numRuns: 400 },
  )
  const acts = [
    '/command',
    '/autocomplete',
    '/button',
    '/select',
    '/message',
    '/edit',
    '/delete',
    '/direct',
    '/menu',
    '/modal',
    '/modal/dismiss',
    '/thread',
    '/thread/change',
    '/thread/delete',
    '/thread/join',
    '/vote',
    '/dismiss',
    '/faults',
    '/members',
    '/permissions',
    '/channels',
    '/polls',
    '/gateway',
    '/intents',
    '/limits',
  ]
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...acts), anything, async (path, body) => {
      const answer = await fetch(`${local.playground.control}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      expect([200, 400, 403, 404, 409, 501]).toContain(answer.status)
    }),
    { numRuns: 300 },
  )
}, 60_000)

test('any modal and any command is taken or refused with words', () => {
  const taken = (form: (body: unknown) => unknown, body: unknown) => {
    try {
      form(body)
      return true
    } catch (error) {
      return error instanceof Refusal && [400, 501].includes(error.status)
    }
  }
  const field = fc.record(
    {
      type: fc.constantFrom(1, 3, 4, 5, 10, 18, '4'),
      custom_id: fc.constantFrom('a', 'b', '', 1),
      label: fc.constantFrom('l', '', null),
      style: fc.constantFrom(1, 2, 3),
      component: anything,
      components: anything,
      options: anything,
    },
    { requiredKeys: ['type'] },
  )
  const modal = fc.record({
    custom_id: fc.constantFrom('m', ''),
    title: fc.constantFrom('t', ''),
    components: fc.oneof(
      anything,
      fc.array(
        field.chain((inner) => fc.constantFrom(inner, { type: 18, label: 'l', component: inner })),
      ),
    ),
  })
  fc.assert(fc.property(fc.oneof(anything, modal), (body) => taken(modalForm, body)))
  fc.assert(
    fc.property(fc.oneof(anything, fc.array(anything)), (body) => taken(commandForms, body)),
  )
})

test('an instant no clock can reach is refused with words', async () => {
  for (const body of [
    { to: '2300-01-01T00:00:00Z' },
    { advance: 'P300Y' },
    { advance: 'P999999Y' },
  ]) {
    expect(await local.control('/clock', body)).toEqual({
      error: expect.stringMatching(/no further than 2100/),
    })
  }
  await expect(openLocal({ start: '1999-01-01T00:00:00Z' })).rejects.toThrow(/from 2016 to 2089/)
})
