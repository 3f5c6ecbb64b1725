// Question: what is typed becomes one clean line, and is answered in the language of the asker.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answerLanguage, cleanQuestion, questionMost } from '#answer/question.ts'

test('a clean question is one line of visible characters within its limit, and stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 700 }), (typed) => {
      const question = cleanQuestion(typed)
      expect(question.length).toBeLessThanOrEqual(questionMost)
      expect(question).toBe(question.trim())
      expect(question).not.toMatch(/[\n\t\p{Cc}\u200b\u202e\ufeff]/u)
      expect(cleanQuestion(question)).toBe(question)
    }),
  )
})

test.each([
  ['  sqs\n\tvisibility   timeout ', 'sqs visibility timeout'],
  ['\u200b\u2060\n', ''],
  ['a\u202eb', 'ab'],
  ['\u3164\u{e0041}\u2063\u2800', ''],
  ['👩🏽‍💻 sqs\u2028fifo', '👩🏽‍💻 sqs fifo'],
  ['가', '가'],
])('%j is asked as %j', (typed, question) => {
  expect(cleanQuestion(typed)).toBe(question)
})

test.each([
  ['SQS 표시 제한 시간?', 'en', 'ko'],
  ['what is the default visibility timeout?', 'ko', 'en'],
  ['sqs visibility timeout', 'ko', 'ko'],
  ['sqs visibility timeout', 'en', 'en'],
  ['Lambda DLQ', 'ko', 'ko'],
] as const)('%s, asked by one who speaks %s, is answered in %s', (question, asker, language) => {
  expect(answerLanguage(question, asker)).toBe(language)
})
