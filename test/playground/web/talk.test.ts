// Talk: mentions as typed and as sent, what a message says, and what may be done with it.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mentionAt, mentionable, resolved, withMention } from '#playground/web/composer/mention.ts'
import { menuItems } from '#playground/web/message/menu-items.ts'
import { summary, threadName, words } from '#playground/web/message/words.ts'
import { offered, type Place, silence } from '#playground/web/place.ts'
import type { Command, Member, Message, Thread } from '#playground/web/wire.ts'

const member = (id: string, name: string, more: Partial<Member> = {}): Member => ({
  id,
  name,
  owner: false,
  locale: 'ko',
  ...more,
})
const bot = member('9', '공부', { bot: true })
const members = [member('1', '김민준'), member('2', 'Sofia'), member('3', 'Sofia G.'), bot]

describe('a mention', () => {
  test.each([
    ['@', 1, { from: 0, query: '' }],
    ['안녕 @공', 5, { from: 3, query: '공' }],
    ['(@so', 4, { from: 1, query: 'so' }],
    ['@so later', 9, undefined],
    ['mail@so', 7, undefined],
    ['`@so', 4, undefined],
  ])('in “%s” at %i', (text, caret, found) => {
    expect(mentionAt(text, caret)).toEqual(found)
  })

  test('may mean the bot first, then members by any part of their name; never oneself', () => {
    const names = (query: string) => mentionable(members, '1', query).map(({ name }) => name)
    expect(names('')).toEqual(['공부', 'Sofia', 'Sofia G.'])
    expect(names('SOF')).toEqual(['Sofia', 'Sofia G.'])
    expect(names('민준')).toEqual([])
    expect(mentionable([member('4', 'gone', { present: false })], '1', '')).toEqual([])
  })

  test('picked, stands whole with one space behind it', () => {
    expect(withMention('안녕 @공 뭐', 3, 5, '공부')).toEqual({ text: '안녕 @공부 뭐', caret: 7 })
  })

  test.each([
    ['@공부 뭐야?', '<@9> 뭐야?'],
    ['@공부야, @Sofia G. @Sofia', '<@9>야, <@3> <@2>'],
    ['@Sofiane a@공부 @@공부', '@Sofiane a@공부 @@공부'],
    ['`@공부` ```\n@공부``` @공부', '`@공부` ```\n@공부``` <@9>'],
    ['@everyone', '@everyone'],
  ])('“%s” is sent as “%s”', (text, sent) => {
    expect(resolved(text, members)).toBe(sent)
  })

  test('text without @ is sent as it was typed, whatever the names are', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (text, names) => {
        const plain = text.replaceAll('@', '')
        expect(
          resolved(
            plain,
            names.map((name, id) => member(String(id), name)),
          ),
        ).toBe(plain)
      }),
    )
  })
})

const message = (more: object = {}) =>
  ({
    id: '50',
    type: 0,
    channel_id: 'c',
    author: { id: '1' },
    content: 'hello',
    embeds: [],
    flags: 0,
    ...more,
  }) as unknown as Message

describe('what a message says', () => {
  test('is found in its parts, however deep', () => {
    const text = (content: string) => ({ type: 10, content })
    const inside = { type: 17, components: [{ type: 9, components: [text('### Title')] }] }
    const said = message({ content: '', components: [inside, text('- more')] })
    expect(words(said)).toBe('### Title\n\n- more')
    expect(summary(said)).toBe('Title')
    expect(summary(message({ content: '' }))).toBe('…')
  })

  test('names a thread in at most 100 characters, without cutting a letter in two', () => {
    expect(threadName(message({ content: '**SQS** [문서](https://a.b) <@9>' }), 'x')).toBe(
      'SQS 문서',
    )
    expect(threadName(message({ content: '' }), 'Thread')).toBe('Thread')
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (content) => {
        const name = threadName(message({ content }), 'Thread')
        expect(name.length).toBeGreaterThan(0)
        expect(name.length).toBeLessThanOrEqual(100)
        expect(name.isWellFormed()).toBe(true)
      }),
    )
  })
})

const everything = (1n << 53n) - 1n
const place = (more: Partial<Place> = {}): Place => ({
  id: 'c',
  kind: 'channel',
  name: 'study',
  topic: '',
  permissions: everything,
  archived: false,
  locked: false,
  ...more,
})
const menu = (name: string, more: object = {}) => ({ type: 3, name, ...more }) as unknown as Command

describe('what may be done with a message', () => {
  const menus = [
    menu('Explain this', { name_localizations: { ko: '설명해 줘' } }),
    menu('Report answer', { contexts: [0] }),
    menu('A member', { type: 2 }),
  ]
  const kinds = (where: Place, what = message(), threads: readonly Thread[] = [], me = '1') =>
    menuItems({ me, menus, threads }, where, what, 'ko').map((item) =>
      item.kind === 'app' ? item.label : item.kind,
    )
  const plain = place({ permissions: everything & ~(1n << 13n) })

  test('is everything one has the right to, the bot’s menus in the language of the page', () => {
    expect(kinds(place())).toEqual([
      ...['reply', 'start-thread', '설명해 줘', 'Report answer', 'copy', 'delete'],
    ])
  })

  test('deleting is for whoever wrote it and who manages messages', () => {
    expect(kinds(plain)).toContain('delete')
    expect(kinds(plain, message(), [], '2')).not.toContain('delete')
    expect(kinds(place(), message(), [], '2')).toContain('delete')
  })

  test('what one alone sees is copied or dismissed, nothing else', () => {
    expect(kinds(place(), message({ flags: 64 }))).toEqual(['copy', 'dismiss'])
  })

  test('direct messages offer only menus meant for them, and no threads', () => {
    expect(kinds(place({ kind: 'direct', permissions: plain.permissions }))).toEqual([
      ...['reply', '설명해 줘', 'copy', 'delete'],
    ])
  })

  test('a message with a thread opens it; Discord’s own message can only go', () => {
    expect(kinds(place(), message(), [{ id: '50' } as Thread])).toContain('open-thread')
    expect(kinds(place(), message({ type: 18 }))).toEqual(['delete'])
  })

  test('an archived thread offers no commands, a locked one no words', () => {
    expect(kinds(place({ kind: 'thread', archived: true }))).toEqual(['reply', 'copy', 'delete'])
    const locked = { kind: 'thread', locked: true, permissions: everything & ~(1n << 34n) } as const
    expect(silence(place(locked))).toBe('locked')
    expect(kinds(place(locked))).toEqual(['copy', 'delete'])
    expect(silence(place({ permissions: 0n }))).toBe('forbidden')
    expect(offered(menus, place({ permissions: 1n << 11n }))).toEqual([])
  })
})
