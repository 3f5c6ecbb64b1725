// Courtesy: thanks and greetings are told from questions, and are not kept as gaps in the notes.

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { courtesyOf } from '#answer/courtesy.ts'

test.each([
  ['Thanks!', 'thanks'],
  ['thank you so much 🙏', 'thanks'],
  ['고마워요ㅎㅎ', 'thanks'],
  ['정말 감사합니다!!', 'thanks'],
  ['감사', 'thanks'],
  ['hi there', 'greeting'],
  ['Hello, Gongbu', 'greeting'],
  ['안녕하세요~', 'greeting'],
  ['안녕 ㅋㅋ', 'greeting'],
  ['good morning everyone', 'greeting'],
])('%j is %s', (message, courtesy) => {
  expect(courtesyOf(message)).toBe(courtesy)
})

test.each([
  'thanks, and the default?',
  '안녕하세요, SQS가 뭐예요?',
  'hi availability',
  '감사 로그는 어디에 남나요',
  '',
])('%j is more than a courtesy', (message) => {
  expect(courtesyOf(message)).toBeUndefined()
})

test('no question of the evaluation is taken for one', () => {
  const asked = readFileSync(new URL('../bench/questions.jsonl', import.meta.url), 'utf8')
  const questions = asked
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { q: string }).q)
  expect(questions.length).toBeGreaterThan(50)
  expect(questions.filter(courtesyOf)).toEqual([])
})
