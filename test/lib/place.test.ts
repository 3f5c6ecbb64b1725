import { expect, test } from 'vitest'
import { fileOf, placeOf } from '#lib/place.ts'

test.each([
  ['sqs.ko.md', [12, 18], 'sqs.ko.md:12–18'],
  ['sqs.ko.md', [12, 12], 'sqs.ko.md:12'],
  ['sqs.docx', [3, 4], 'sqs.docx:3–4'],
  ['sqs.pdf', [3, 3], 'sqs.pdf p. 3'],
  ['notes/SQS.PDF', [3, 4], 'notes/SQS.PDF p. 3–4'],
  ['sqs.pdf.md', [3, 3], 'sqs.pdf.md:3'],
] as const)('lines of %s %j are %s', (file, lines, place) => {
  expect(placeOf(file, lines)).toBe(place)
})

test('a file goes by its own name', () => {
  expect(fileOf('notes/sqs/sqs.pdf')).toBe('sqs.pdf')
  expect(fileOf('sqs.pdf')).toBe('sqs.pdf')
})
