// Figures: a true quote never carries another figure, in digits or in words.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { unprovenFigures } from '#knowledge/figures.ts'

const hiding = 'Default: 30 seconds. 기본값은 30초.'
const longest = 'Maximum: 12 hours. 최대 12시간.'

test.each([
  // Ten thousand times as many is another figure where nobody says 만.
  ['A queue holds 300,000 messages by default.', hiding],
  ['The quota is 120,000.', longest],
  // Things are no seconds, hours or bytes.
  ['It hides up to 30 messages.', hiding],
  ['It hides up to **30** messages.', hiding],
  ['최대 30개의 메시지를 숨긴다.', hiding],
  ['최대 30 메시지를 숨긴다.', hiding],
  ['A batch of 256 messages.', 'Up to 256 KB a batch.'],
  ['10배까지 늘어난다.', '10초까지 기다린다.'],
  ['It grows 10x.', 'It waits 10 seconds.'],
  ['30초까지 기다린다.', '메시지를 30개까지 받는다.'],
  ['The wait is 10 seconds.', 'A batch has up to 10 messages.'],
  ['메시지를 1개 받는다.', '최대 10개까지 받고 처리한다.'],
  // A range tells its unit once.
  ['30개까지 받는다.', '30~60초를 기다린다.'],
  ['It takes 30 messages.', 'It waits between 30 and 60 seconds.'],
  // Numbers in words, before whatever they count.
  ['The default visibility timeout is seventeen hours.', longest],
  ['It holds twelve messages.', hiding],
  ['It needs five consumers.', hiding],
  ['세 개의 큐가 있다.', hiding],
  ['네 큐가 있다. 다섯 큐가 있다.', hiding],
  ['열세 시간이다.', longest],
  ['스물한 번 다시 한다.', longest],
  ['넉 달 동안 남는다.', longest],
  ['It doubles every time.', hiding],
  ['두 배가 된다.', hiding],
  ['It costs half as much.', hiding],
  ['비용이 절반이다.', hiding],
  ['A dozen hours.', hiding],
  // Words that hold the measure too.
  ...['하루', '이틀', '사흘', '나흘', '열흘', '보름', '일주일'].map((word) => [
    `${word} 동안 남는다.`,
    longest,
  ]),
  ['It stays for a fortnight.', longest],
  ['It stays for an hour.', hiding],
  ['It stays for half an hour.', hiding],
  ['It stays for a second.', longest],
  // Digits of any script.
  ['It stays for ١٣ hours.', longest],
  ['It stays for १३ hours.', longest],
])('%s does not stand in "%s"', (claim, evidence) => {
  expect(unprovenFigures(claim, evidence)).not.toEqual([])
})

test.each([
  ['It is hidden for thirty seconds.', hiding],
  ['서른 초 동안 숨는다.', hiding],
  ['It is up to ١٢ hours.', longest],
  ['a dozen hours at most', longest],
  ['반나절이 아니라 열두 시간이다.', longest],
  ['최대 720분이다.', longest],
  ['It waits 30 to 60 seconds.', '30~60초를 기다린다.'],
  ['It waits for 30 seconds, 60 at most.', 'between 30 and 60 seconds'],
  ['| default | 30 |', hiding],
  ['443만 허용한다. Only port 443 is open.', 'Port 443 만 연다: 443만.'],
  ['10,000 messages', '메시지 1만 개'],
  ['10,000개', '1만 개까지'],
  ['It retries 3 times.', '재시도는 세 번이다.'],
  ['재시도는 3회다.', 'three retries'],
  ['보름 동안 남는다.', 'It stays for 15 days.'],
  ['It stays for a fortnight.', '2주 동안 남는다.'],
  ['It stays for a week.', '7일 동안 남는다.'],
  ['30분마다 한 번', 'every half an hour'],
  ['It doubles.', '두 배가 된다.'],
  ['두 배가 된다.', 'It doubles.'],
  ['절반이다.', '50%까지 줄어든다.'],
  ['EC2의 두 쪽이 허용한다.', 'Both must allow.'],
  ['The two differ in one point.', 'Standard and FIFO.'],
  ['이 시간 동안 이번 메시지는 안 보인다. 이 부분을 구분한다.', hiding],
  ['서명한 세션과 네트워크, 이전 세대, 열 이름.', hiding],
  ['A second queue takes it; one of them waits.', 'two queues'],
])('%s stands in "%s"', (claim, evidence) => {
  expect(unprovenFigures(claim, evidence)).toEqual([])
})

const ones =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
const english = (value: number): string => {
  const small = ones.split(' ')
  if (value < 20) return small[value - 1] ?? ''
  const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')
  const ten = tens[Math.trunc(value / 10) - 2] ?? ''
  return value % 10 === 0 ? ten : `${ten}-${small[(value % 10) - 1]}`
}
const native = (value: number): string => {
  if (value === 20) return '스무'
  const tens = ['', '열', '스물', '서른', '마흔', '쉰', '예순', '일흔', '여든', '아흔']
  const single = ['', '한', '두', '세', '네', '다섯', '여섯', '일곱', '여덟', '아홉']
  return `${tens[Math.trunc(value / 10)]}${single[value % 10]}`
}
const sino = (value: number): string => {
  const single = ['', '일', '이', '삼', '사', '오', '육', '칠', '팔', '구']
  const ten = Math.trunc(value / 10)
  return `${ten === 0 ? '' : `${ten === 1 ? '' : single[ten]}십`}${single[value % 10]}`
}

/** A sentence with a number in words, and the same with it in digits. */
const tellings: readonly (readonly [(word: number) => string, (digits: number) => string])[] = [
  [(n) => `It takes ${english(n)} messages.`, (n) => `It takes ${n} messages.`],
  [(n) => `It lasts ${english(n)} hours.`, (n) => `It lasts ${n} hours.`],
  [(n) => `It lasts ${english(n)} hours.`, (n) => `${n}시간 동안이다.`],
  [(n) => `메시지를 ${native(n)} 개 받는다.`, (n) => `메시지를 ${n}개 받는다.`],
  [(n) => `${native(n)} 시간 동안이다.`, (n) => `${n}시간 동안이다.`],
  [(n) => `${native(n)} 번 한다.`, (n) => `It is done ${n} times.`],
  [(n) => `${sino(n)} 초 동안이다.`, (n) => `${n}초 동안이다.`],
  [(n) => `${sino(n)} 개월 동안이다.`, (n) => `${n}개월 동안이다.`],
]
const upTo99 = fc.integer({ min: 2, max: 99 })

test('a number in words up to 99 stands on itself', () => {
  for (const [word, digits] of tellings) {
    for (let value = 2; value < 100; value += 1) {
      expect([word(value), unprovenFigures(word(value), digits(value))]).toEqual([word(value), []])
    }
  }
})

test('any number word up to 99 in either language, changed, is unproven', () => {
  fc.assert(
    fc.property(fc.constantFrom(...tellings), upTo99, upTo99, ([word, digits], told, true_) => {
      fc.pre(told !== true_)
      expect(unprovenFigures(word(told), digits(true_))).not.toEqual([])
      expect(unprovenFigures(digits(told), word(true_))).not.toEqual([])
    }),
    { numRuns: 500 },
  )
})
