// Proof: a claim stands only on words that stand in the notes, figures and all.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Claim, Pointer } from '#answer/claim.ts'
import { comparable, prove } from '#answer/proof.ts'
import type { Source } from '#core/llm.ts'

const sources: readonly Source[] = [
  {
    id: 'sqs-visibility-timeout',
    title: 'SQS > 표시 제한 시간',
    parts: [
      '기본값은 **30초**이고, 0초에서 12시간까지 정할 수 있다.',
      '지우지 않은 메시지는 다시 나타난다.',
    ],
  },
  { id: 'sqs-retention', title: 'SQS > Retention', parts: ['Messages stay 4 days by default.'] },
]
const pointer = (over: Partial<Pointer> = {}): Pointer => ({
  source: 0,
  from: 0,
  to: 1,
  quote: '기본값은 **30초**이고, 0초에서 12시간까지 정할 수 있다.',
  ...over,
})
const claim = (text: string, ...pointers: Pointer[]): Claim => ({
  text,
  from: 0,
  to: text.length,
  pointers,
})
/** Every sentence speaks of every concept: what is tested here is the rest. */
const always = () => 1
const kindOf = (text: string, ...pointers: Pointer[]) => {
  const verdict = prove(claim(text, ...pointers), sources, always)
  return verdict.kind === 'proven' ? 'proven' : verdict.because
}

test.each([
  ['기본은 30초예요.', 'proven'],
  ['The default is 30 seconds.', 'proven'],
  ['It is thirty seconds by default, up to twelve hours.', 'proven'],
  ['최대 12시간까지 늘릴 수 있어요.', 'proven'],
  ['기본은 12분이에요.', 'figure'],
  ['기본은 31초예요.', 'figure'],
  ['The maximum is fifteen minutes.', 'figure'],
  ['최대 열다섯 시간이에요.', 'figure'],
])('%s → %s', (text, verdict) => {
  expect(kindOf(text, pointer())).toBe(verdict)
})

test('a true quote never carries another figure', () => {
  const quote = '기본값은 **30초**'
  expect(
    kindOf(
      '12시간이에요.',
      pointer({ quote: '지우지 않은 메시지는 다시 나타난다.', from: 1, to: 2 }),
    ),
  ).toBe('figure')
  expect(kindOf('30초예요.', pointer({ quote }))).toBe('proven')
})

test('nothing is proven without evidence', () => {
  expect(kindOf('SQS는 큐다.')).toBe('no evidence')
})

test.each([
  ['another source', { source: 1 }],
  ['a source that is not there', { source: 7 }],
  ['a negative source', { source: -1 }],
  ['parts that are not there', { to: 9 }],
  ['no parts', { from: 1, to: 1 }],
  ['half a part', { from: 0.5 }],
  ['other parts', { from: 1, to: 2 }],
  ['an altered digit', { quote: '기본값은 **31초**이고' }],
  ['a shifted decimal point', { quote: '기본값은 3.0초' }],
  ['an empty quote', { quote: '' }],
  ['a quote of nothing but marks', { quote: '**…**' }],
])('a pointer to %s is forged', (_, over) => {
  expect(kindOf('기본은 30초예요.', pointer(over))).toBe('forged')
})

test('a forged pointer beside a true one takes nothing away and adds nothing', () => {
  const verdict = prove(
    claim('기본은 30초예요.', pointer({ source: 9 }), pointer(), pointer()),
    sources,
    always,
  )
  expect(verdict).toMatchObject({ kind: 'proven', evidence: [{ source: 0, from: 0, to: 1 }] })
})

test('what is compared keeps Hangul, decimal points and percent, and forgets spelling', () => {
  expect(comparable('기본값은 **30 초**')).toBe(comparable('기본값은 30초'.normalize('NFD')))
  expect(comparable('1,000 KB')).toBe(comparable('1000kb'))
  expect(comparable('1.5')).not.toBe(comparable('15'))
  expect(comparable('50%')).not.toBe(comparable('50'))
  expect(comparable('３０초')).toBe('30초')
})

test('whatever digit of a quote is altered, the quote no longer stands', () => {
  const [part = ''] = sources[0]?.parts ?? []
  const digits = [...part.matchAll(/\d/g)].map(({ index }) => index)
  fc.assert(
    fc.property(fc.constantFrom(...digits), fc.integer({ min: 0, max: 9 }), (at, digit) => {
      fc.pre(part[at] !== String(digit))
      const quote = part.slice(0, at) + digit + part.slice(at + 1)
      expect(kindOf('큐예요.', pointer({ quote }))).toBe('forged')
    }),
  )
})

test('a number the notes do not hold is never proven', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 99_999 }), (number) => {
      fc.pre(![30, 12, 0].includes(number) && number !== 300_000 && number !== 120_000)
      expect(kindOf(`값은 ${number}초예요.`, pointer())).toBe('figure')
      expect(kindOf(`It is ${number} seconds.`, pointer())).toBe('figure')
    }),
  )
})

test('a true quote never carries a sentence about something else', () => {
  const about = (share: number) =>
    prove(claim('고양이는 잔다.', pointer()), sources, (_, concepts) => {
      expect(concepts).toEqual(['sqs-visibility-timeout'])
      return share
    })
  expect(about(0.2)).toEqual({ kind: 'unproven', because: 'subject' })
  expect(about(0.3).kind).toBe('proven')
})

test('what says nothing by itself must stand in the notes word for word', () => {
  const kind = (text: string) => prove(claim(text, pointer()), sources, () => undefined).kind
  expect(kind('It does not.')).toBe('unproven')
  expect(kind('기본값은 30초이고')).toBe('proven')
})
