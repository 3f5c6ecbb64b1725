import { expect, test } from 'vitest'
import { sounded, spelledOut } from '#knowledge/transliteration.ts'

test('letters spelled out in Hangul are read as letters', () => {
  expect(spelledOut('씨디케이')).toContain('cdk')
  expect(spelledOut('에스쓰리')).toContain('s3')
  expect(spelledOut('지에스아이')).toEqual(['gsi', 'zsi'])
  expect(spelledOut('지')).toEqual([])
  expect(spelledOut('지'.repeat(500))).toEqual([])
  expect(spelledOut('강아지')).toEqual([])
})

const words = ['boundary', 'bootstrap', 'connect', 'dynamo', 'kinesi', 'memcach', 'xray']
const spellings = (letter: string) => words.filter((word) => word.startsWith(letter))

test.each([
  ['바운더리', 'boundary'],
  ['부트스트랩', 'bootstrap'],
  ['커넥션', 'connect'],
  ['다이나모', 'dynamo'],
  ['키네시스', 'kinesi'],
  ['멤캐시드', 'memcach'],
  ['엑스레이', 'xray'],
])('%s sounds like %s', (hangul, latin) => {
  expect(sounded(hangul, spellings)).toBe(latin)
})

test.each(['강아지', '김치찌개', '고양이', '부동산', '큐'])(
  '%s sounds like none of them',
  (hangul) => {
    expect(sounded(hangul, spellings)).toBeUndefined()
  },
)
