// Form limits: a form leaves within Discord's limits, and what comes back is held against it.

import { REST } from 'discord.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formPayload, submittedOf } from '#discord/form.ts'
import { routeOver } from '#discord/route.ts'
import { texts } from '#discord/texts.ts'
import { openWritings } from '#discord/writing.ts'
import { form, parts } from './forms.ts'
import { textOf } from './local.ts'
import { recordingLog } from './recording-log.ts'
import { judgeOf } from './schema.ts'

const part = (id: number, custom_id: string, value: string) => ({
  type: 18,
  component: { type: 4, id, custom_id, value },
})

test('what is missing or too long is found by the form it was typed into', () => {
  const submitted = (...values: readonly string[]) => {
    const ids = formPayload(form()).components.map((one) =>
      'component' in one ? (one.component.id ?? 0) : 0,
    )
    const [reason = 0, more = 0] = ids
    const components = [
      part(reason, 'reason', values[0] ?? ''),
      part(more, 'more', values[1] ?? ''),
    ]
    return submittedOf({ custom_id: 'x', components } as never)
  }
  expect(submitted('why', 'x'.repeat(4000))).toEqual({
    fields: { reason: 'why', more: 'x'.repeat(4000) },
  })
  expect(submitted(' \n', 'more').fault).toEqual({ kind: 'missing' })
  expect(submitted('x'.repeat(21)).fault).toEqual({ kind: 'long', most: 20 })
  expect(submitted('😀'.repeat(20)).fault).toBeUndefined()
  expect(submitted('why', 'x'.repeat(4001)).fault).toEqual({ kind: 'long', most: 4000 })
})

test('a form sent with less or more than it takes is refused in words, to whoever sent it', async () => {
  const [id, guild_id] = ['1309000000000000001', '1309000000000000002']
  const bodies: { type?: number; data?: { flags?: number } }[] = []
  const rest = new REST({
    makeRequest: (async (_: string, { body }: { body: string }) => {
      bodies.push(JSON.parse(body))
      return new Response(JSON.stringify({ id }), {
        headers: { 'content-type': 'application/json' },
      })
    }) as never,
  })
  const { presses, actions } = parts(form(), 'public')
  const { log } = recordingLog()
  const route = routeOver({
    rest,
    log,
    commands: [],
    actions: actions.map((action) => ({ ...action, ownersOnly: action.answers === 'form' })),
    menus: [],
    languageOf: async ({ locale }) => locale,
    botId: () => undefined,
    writings: openWritings(),
    gap: 1,
    wasRepeated: () => false,
  })
  const [reason] = formPayload(form()).components
  const number = reason !== undefined && 'component' in reason ? reason.component.id : 0
  const member = { user: { id, username: 'ana' }, roles: [], permissions: '0' }
  const submit = async (custom_id: string, value: string) => {
    const components = [part(number ?? 0, 'reason', value)]
    const asked = { id, application_id: id, token: 't', type: 5, guild_id, channel_id: id, member }
    bodies.length = 0
    await route({ ...asked, locale: 'en', data: { custom_id, components } } as never)
    return bodies
  }
  for (const [value, text] of [
    [' ', texts.en.fieldMissing],
    ['x'.repeat(21), texts.en.fieldTooLong(20)],
  ] as const) {
    const [first, second] = await submit('reported:ask/7', value)
    expect(first).toEqual({ type: 5, data: { flags: 64 } })
    expect(textOf(second)).toBe(
      [text, ...(value === ' ' ? [] : [texts.en.youWrote, value])].join(''),
    )
  }
  expect(textOf((await submit('report:ask/7', 'why'))[1])).toContain(texts.en.unknownForm)
  expect(presses).toEqual([])
  expect((await submit('reported:ask/7', 'why'))[0]).toEqual({ type: 5, data: { flags: 0 } })
  expect(presses).toMatchObject([{ fields: { reason: 'why' }, message: '' }])
})

test('a form is one Discord takes, or an error that names the limit', () => {
  const judge = judgeOf('ModalInteractionCallbackRequestData')
  const words = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.string({ minLength: 40, maxLength: 110 }),
  )
  const fields = fc.array(
    fc.record(
      {
        name: words,
        label: words,
        about: words,
        required: fc.boolean(),
        long: fc.boolean(),
        most: fc.oneof(fc.integer({ min: 1, max: 4000 }), fc.integer({ min: -1, max: 4002 })),
      },
      { requiredKeys: ['name', 'label', 'required', 'long', 'most'] },
    ),
    { maxLength: 6 },
  )
  const forms = fc.record({
    does: fc.record({ action: fc.constant('go'), subject: words }),
    title: words,
    fields,
  })
  const size = (text: string) => [...text].length
  const isIn = (text: string, least: number, most: number) =>
    size(text) <= most && (least === 0 || text.trim() !== '')
  fc.assert(
    fc.property(forms, (made) => {
      const fits =
        isIn(made.title, 1, 45) &&
        isIn(made.does.subject, 0, 97) &&
        made.fields.length >= 1 &&
        made.fields.length <= 5 &&
        new Set(made.fields.map(({ name }) => name)).size === made.fields.length &&
        made.fields.every(
          ({ name, label, about = '', most }) =>
            isIn(name, 1, 100) &&
            isIn(label, 1, 45) &&
            isIn(about, 0, 100) &&
            most >= 1 &&
            most <= 4000,
        )
      if (!fits) {
        expect(() => formPayload(made)).toThrow(RangeError)
        return
      }
      const payload = formPayload(made)
      expect(judge(payload)).toEqual([])
      const ids = payload.components.flatMap((one) => ('component' in one ? one.component.id : []))
      expect(new Set(ids).size).toBe(made.fields.length)
    }),
    { numRuns: 300 },
  )
})
