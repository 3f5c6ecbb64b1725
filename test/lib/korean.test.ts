import { describe, expect, test } from 'vitest'
import { isPredicate, koreanStem } from '#lib/korean.ts'

describe('a native verb or adjective is known by its endings', () => {
  test.each([
    '빼두려면',
    '남아있어',
    '돌게',
    '오게',
    '쓰래',
    '읽을때',
    '찍히면',
    '붙는데',
    '거는법',
    '멈춰',
    '안만들고',
    '만들어져',
  ])('%s', (word) => {
    expect(isPredicate(word)).toBe(true)
    expect(isPredicate(word)).toBe(true)
  })

  test('however it is composed', () => {
    for (const word of ['늘리려면', '지웠는데', '바뀌어서']) expect(isPredicate(word)).toBe(true)
  })
})

describe('a noun is none, also where it begins or ends like one', () => {
  test.each([
    '가게',
    '감기',
    '나라',
    '보고서',
    '편지',
    '한도',
    '함수',
    '강아지',
    '이미지',
    '메시지',
    '무게',
    '람다',
    '쿠버네티스',
    '환율',
    '',
  ])('"%s"', (word) => {
    expect(isPredicate(word)).toBe(false)
  })
})

test('what 하다 follows stays the noun that matters', () => {
  expect(koreanStem('번역하려면')).toBe('번역')
  expect(isPredicate('번역하려면')).toBe(false)
})
