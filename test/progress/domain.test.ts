import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bar, domainScores, weakest } from '#progress/domain.ts'

const domain = (id: string) => ({ id, title: { ko: `${id} 영역`, en: id } })
const course = ['development', 'security', 'deployment'].map(domain)
const total = (domain: string, right: number, answered: number) => ({ domain, right, answered })

test('scores come in the order of the course, and a domain without answers is there with none', () => {
  const scores = domainScores(course, [
    total('security', 14, 20),
    total('development', 3, 4),
    total('', 17, 24),
  ])
  expect(scores.map(({ domain, right, answered }) => [domain.id, right, answered])).toEqual([
    ['development', 3, 4],
    ['security', 14, 20],
    ['deployment', 0, 0],
  ])
})

test('a course whose domains are its topics shows the topics', () => {
  const topics = ['sqs', 'lambda'].map(domain)
  const [sqs] = domainScores(topics, [total('sqs', 1, 2)])
  expect(sqs).toEqual({ domain: topics[0], right: 1, answered: 2 })
})

test('answers in a domain the course no longer has stay to be seen', () => {
  const scores = domainScores(course, [total('old', 1, 2)])
  expect(scores.at(-1)).toMatchObject({ domain: { id: 'old' }, right: 1, answered: 2 })
})

test('the weakest domain has five answers, a wrong one, and no other such domain is weaker', () => {
  const counts = fc
    .record({ right: fc.nat(12), wrong: fc.nat(12) })
    .map(({ right, wrong }) => ({ right, answered: right + wrong }))
  fc.assert(
    fc.property(fc.array(counts, { maxLength: 6 }), (list) => {
      const scores = list.map((each, place) => ({ domain: domain(String(place)), ...each }))
      const found = weakest(scores)
      const able = scores.filter(({ right, answered }) => answered >= 5 && right < answered)
      expect(able.length > 0).toBe(found !== undefined)
      if (!found) return
      expect(able).toContain(found)
      for (const { right, answered } of able)
        expect(found.right / found.answered).toBeLessThanOrEqual(right / answered)
    }),
  )
})

test('a bar has five marks and more of them are filled for a larger share', () => {
  expect([0, 0.2, 0.6, 0.69, 1].map(bar)).toEqual(['▱▱▱▱▱', '▰▱▱▱▱', '▰▰▰▱▱', '▰▰▰▱▱', '▰▰▰▰▰'])
  fc.assert(
    fc.property(fc.double({ min: -1, max: 2, noNaN: true }), (share) => {
      expect([...bar(share)]).toHaveLength(5)
    }),
  )
})
