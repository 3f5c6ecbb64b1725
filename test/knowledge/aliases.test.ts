import { expect, test } from 'vitest'
import { compileAliases, isOutside, mentions } from '#knowledge/aliases.ts'
import { piecesOf } from '#knowledge/analysis.ts'

const groups = [
  ['time limit', 'timeout', '제한 시간'],
  ['visibility timeout', '표시 제한 시간'],
  ['queue', '큐'],
  ['message group id', '메시지 그룹 ID'],
  ['concurrency', '동시성'],
  ['limit', '한도'],
  ['lambda', '람다'],
  ['log', '로그'],
  ['error', '오류', '에러'],
  ['metric filter', '로그에 에러'],
  ['blue green'],
  ['states all'],
]
const aliases = compileAliases({ groups, outside: [['certificate exam', '자격증']] })
const found = (text: string) =>
  mentions(aliases, piecesOf(text)).map(({ idea }) =>
    isOutside(idea) ? 'outside' : groups[Number(idea.slice(1))]?.[0],
  )

test('the longest alias wins', () => {
  expect(found('표시 제한 시간')).toEqual(['visibility timeout'])
  expect(found('visibility timeouts')).toEqual(['visibility timeout'])
  expect(found('제한 시간')).toEqual(['time limit'])
})

test('spaces, hyphens and camel case make no difference', () => {
  for (const text of ['MessageGroupId', 'message-group-id', 'message group ID', 'MESSAGEGROUPID']) {
    expect(found(text)).toEqual(['message group id'])
  }
  expect(found('표시제한시간을')).toEqual(['visibility timeout'])
})

test('names that follow one another inside one word are all found', () => {
  expect(found('람다동시성한도')).toEqual(['lambda', 'concurrency', 'limit'])
})

test('a single syllable is a name only before a particle', () => {
  expect(found('큐를')).toEqual(['queue'])
  expect(found('큐브')).toEqual([])
})

test('an alias never ends on a chance syllable of the next word', () => {
  expect(found('자격 증명')).toEqual([])
  expect(found('자격증은')).toEqual(['outside'])
})

test('punctuation parts what would otherwise be one name', () => {
  expect(found('visibility. timeout')).toEqual(['time limit'])
})

test('a mark inside a name parts nothing', () => {
  expect(found('Blue/green, States.ALL')).toEqual(['blue green', 'states all'])
  expect(found('blue / green')).toEqual([])
})

test('beside Korean an English word is heard as the Korean one', () => {
  for (const text of ['log에 error', 'log에 에러가', '로그에 error', 'logs에errors']) {
    expect(found(text)).toEqual(['metric filter'])
  }
  expect(found('log error')).toEqual(['log', 'error'])
  expect(found('log 한도')).toEqual(['log', 'limit'])
})

test('Latin aliases do not hide inside longer words', () => {
  expect(found('unlimited timeoutless')).toEqual([])
})
