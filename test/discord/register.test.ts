// Register: commands as Discord's JSON, valid and for servers only.

import { expect, test } from 'vitest'
import type { Menu } from '#core/command.ts'
import { commandPayload, menuPayload } from '#discord/register.ts'
import { askCommand, say, setupCommand } from './commands.ts'
import { judgeOf } from './schema.ts'

const judge = judgeOf('ApplicationCommandCreateRequest')

test('a command says in both languages what it is and what it takes', () => {
  expect(commandPayload(askCommand)).toEqual({
    type: 1,
    name: 'ask',
    description: 'Ask the notes',
    description_localizations: { ko: '노트에 물어보기' },
    default_member_permissions: null,
    contexts: [0],
    integration_types: [0],
    options: [
      {
        type: 3,
        name: 'question',
        description: 'Your question',
        description_localizations: { ko: '질문' },
        required: true,
        max_length: 300,
      },
      {
        type: 3,
        name: 'topic',
        description: 'A topic',
        description_localizations: { ko: '주제' },
        required: false,
        max_length: 60,
        autocomplete: true,
      },
      {
        type: 3,
        name: 'depth',
        description: 'How much',
        description_localizations: { ko: '얼마나' },
        required: false,
        choices: [
          { name: 'Short', name_localizations: { ko: '짧게' }, value: 'short' },
          { name: 'Long', name_localizations: { ko: '길게' }, value: 'long' },
        ],
      },
      {
        type: 5,
        name: 'private',
        description: 'Only for you',
        description_localizations: { ko: '나만 보기' },
        required: false,
      },
    ],
  })
})

test('a command for owners asks for Manage Server and takes text channels only', () => {
  const payload = commandPayload(setupCommand)
  expect(payload.default_member_permissions).toBe(String(1 << 5))
  expect(payload.options).toMatchObject([
    { name: 'channel', type: 7, channel_types: [0] },
    { name: 'helper', type: 6 },
  ])
})

test('required options come first, as Discord demands', () => {
  const backwards = { ...askCommand, options: askCommand.options.toReversed() }
  const names = commandPayload(backwards).options?.map(({ name }) => name)
  expect(names?.[0]).toBe('question')
})

test('the schema Discord publishes takes every command', () => {
  for (const command of [askCommand, setupCommand]) {
    // The schema types this one field as a number although Discord takes and gives a string.
    const { default_member_permissions: _, ...payload } = commandPayload(command)
    expect(judge(payload)).toEqual([])
  }
})

const explain: Menu = {
  name: { en: 'Explain this', ko: '이 메시지 설명하기' },
  answers: 'private',
  run: async () => say('explained'),
}

test('a menu has a name in both languages and nothing Discord forbids it', () => {
  const payload = menuPayload(explain)
  expect(payload).toEqual({
    type: 3,
    name: 'Explain this',
    name_localizations: { ko: '이 메시지 설명하기' },
    default_member_permissions: null,
    contexts: [0],
    integration_types: [0],
  })
  expect(judge(payload)).toEqual([])
})

test.each(['', 'x'.repeat(33)])('a menu called "%s" is refused by name', (name) => {
  expect(() => menuPayload({ ...explain, name: { ...explain.name, ko: name } })).toThrow(/1 to 32/u)
})
