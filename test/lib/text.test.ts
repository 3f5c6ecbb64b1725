import fc from 'fast-check'
import { expect, test } from 'vitest'
import { escapeMarkdown, nameInLine, shorten } from '#lib/text.ts'

const anyText = fc.string({ unit: 'grapheme', maxLength: 60 })

test('a shortened text fits, is what it was when it fitted already, and cuts no character in two', () => {
  fc.assert(
    fc.property(anyText, fc.nat(70), (text, most) => {
      const short = shorten(text, most)
      expect(short.length).toBeLessThanOrEqual(most)
      if (text.length <= most) expect(short).toBe(text)
      if (text.length <= most || most === 0) return
      expect(short.endsWith('…')).toBe(true)
      const segments = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)
      const kept = short.slice(0, -1)
      const starts = [...segments].map(({ index }) => index)
      expect(text.startsWith(kept)).toBe(true)
      expect(
        [...starts, text.length].some((start) => text.slice(0, start).trimEnd() === kept),
      ).toBe(true)
    }),
  )
  expect(shorten('👨‍👩‍👧‍👦가족', 8)).toBe('…')
})

test('escaped text reads as before once the backslashes before punctuation are gone', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(escapeMarkdown(text).replace(/\\([^0-9A-Za-z\s])/g, '$1')).toBe(text)
    }),
  )
})

test.each([
  ['**bold** _it_ ~~no~~ `code`', '\\*\\*bold\\*\\* \\_it\\_ \\~\\~no\\~\\~ \\`code\\`'],
  ['<@123> <#4> @everyone', '\\<\\@123\\> \\<\\#4\\> \\@everyone'],
  ['[a](https://x.example)', '\\[a\\]\\(https\\://x.example\\)'],
  ['# head', '\\# head'],
  ['1. list', '1\\. list'],
  ['||spoiler|| :smile:', '\\|\\|spoiler\\|\\| \\:smile\\:'],
])('%s is shown as it is written', (text, escaped) => {
  expect(escapeMarkdown(text)).toBe(escaped)
})

test('a name stays on one line and cannot turn or hide what stands around it', () => {
  expect(nameInLine('  a\n\tb \u202egnp.exe\u200b ')).toBe('a b gnp.exe')
  for (const unseen of [
    '\u200b\u2060',
    '\u3164',
    '\u115f\u1160',
    '\uffa0',
    '\u2800',
    '\ufe0f',
    '\u00ad',
    '\u{e0041}',
  ])
    expect(nameInLine(unseen)).toBe('')
  expect(nameInLine('\u3164김\u2800\u3164민준')).toBe('김 민준')
  expect(nameInLine('❤️')).toBe('❤️')
  expect(nameInLine(`${'\u3164'.repeat(40)}a`)).toBe('a')
  expect(nameInLine('김'.repeat(50), 5)).toBe('김김김김…')
})
