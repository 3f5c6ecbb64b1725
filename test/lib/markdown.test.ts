// Markdown: a table becomes a list that says the same and does not grow without measure.

import { expect, test } from 'vitest'
import { withoutTables } from '#lib/markdown.ts'

test('each row is an entry: its first cell bold, the others after their headings', () => {
  const table = '| Queue | Order |\n|---|---|\n| **FIFO** | kept |\n| Standard | not kept |'
  expect(withoutTables(`Before\n\n${table}\n\nAfter`)).toBe(
    'Before\n\n- **FIFO** · Order: kept\n- **Standard** · Order: not kept\n\nAfter',
  )
})

test('a long heading is not repeated whole', () => {
  const heading = 'Maximum payload size per request in `bytes`'
  const rows = Array.from({ length: 18 }, (_, at) => `| svc${at} | ${at} |`).join('\n')
  const list = withoutTables(`| Service | ${heading} |\n|---|---|\n${rows}`)
  expect(list).toContain('- **svc0** · Maximum payload siz…: 0')
  expect(list.split('\n').every((line) => line.length < 50)).toBe(true)
})

test('what holds no table stays as it is', () => {
  const text = '# Title\n\n- a | b\n\n```\n| not | a table |\n```'
  expect(withoutTables(text)).toBe(text)
})
