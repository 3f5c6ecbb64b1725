// Round: its post fits Discord for any item, and its mark and order stay the same.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Item } from '#bank/item.ts'
import { letterOf } from '#bank/letter.ts'
import { readVote } from '#daily/private-post.ts'
import { mostChosenWrong, revealPanel } from '#daily/reveal.ts'
import { nonceOf, roundCode, roundPost } from '#daily/round.ts'
import { postPayload } from '#discord/payload.ts'
import { escapeMarkdown } from '#lib/text.ts'
import type { Round } from '#record/store.ts'
import { keepingLog } from '../support/quiet.ts'

const words = (most: number) => fc.string({ minLength: 1, maxLength: most, unit: 'grapheme' })
const item = fc
  .record({
    stem: words(290),
    options: fc.uniqueArray(words(190), { minLength: 2, maxLength: 5 }),
    keys: fc.integer({ min: 1, max: 2 }),
  })
  .map(({ stem, options, keys }): Item => {
    const both = (text: string) => ({ ko: text, en: text })
    const ids = ['a', 'b', 'c', 'd', 'e']
    return {
      id: 'i',
      course: 'c',
      topic: 't',
      concept: 'k',
      domain: 'd',
      task: undefined,
      difficulty: 2,
      stem: both(stem),
      options: options.map((text, at) => {
        return { id: ids[at] ?? '', text: both(text), rationale: both(`why ${text}`) }
      }),
      keys: ids.slice(0, Math.min(keys, options.length - 1)),
      source: { file: 'notes/x.md', lines: [1, 2] },
      hash: 'h',
    }
  })
const day = Temporal.PlainDate.from('2026-11-23')
const opens = Temporal.Instant.from('2026-11-23T00:00:00Z')
const roundOf = (of: Item): Round => ({
  id: 'g-2026-11-23',
  guild: 'g',
  localDate: day,
  item: of.id,
  revision: of.hash,
  concept: of.concept,
  domain: 'd',
  topic: 't',
  shown: of.options.map(({ id }) => id).reverse(),
  keys: [...of.keys],
  code: roundCode('g', day),
  channel: 'c',
  message: 'm',
  opens,
  closes: opens.add({ hours: 12 }),
  state: 'open',
  mode: 'poll',
  voided: null,
  why: null,
  usedBefore: 0,
})
const titles = { domain: 'Domain', topic: 'Topic' }

test('whatever the item, each option can be read in full, in the poll or beside it', () => {
  fc.assert(
    fc.property(item, (of) => {
      const round = roundOf(of)
      const post = roundPost(of, round, titles, 'en', opens)
      if (post.kind !== 'poll') throw new Error('a round is a poll')
      for (const answer of post.poll.answers) expect(answer.text.length).toBeLessThanOrEqual(55)
      const read = `${post.text}\n${post.poll.answers.map(({ text }) => text).join('\n')}`
      for (const { text } of of.options) {
        const inMessage = read.includes(escapeMarkdown(text.en))
        expect(inMessage || post.poll.answers.some((answer) => answer.text === text.en)).toBe(true)
      }
      expect(post.poll.answers).toHaveLength(of.options.length)
      expect(post.poll.several).toBe(of.keys.length > 1)
      expect(post.text).toContain(`#${round.code}`)
      postPayload(post, keepingLog().log) // throws when it is beyond Discord's limits
    }),
  )
})

test('whatever the item, a private round shows each option in full with a control that names it', () => {
  fc.assert(
    fc.property(item, fc.constantFrom('ko' as const, 'en' as const), (of, language) => {
      const round: Round = {
        ...roundOf(of),
        mode: 'private',
        id: '1'.repeat(20).concat('-2026-11-23'),
      }
      const post = roundPost(of, round, titles, language, opens)
      if (post.kind !== 'panel') throw new Error('a private round is a panel')
      const { blocks } = post.panel
      const text = blocks.map((block) => ('text' in block ? block.text : '')).join('\n')
      for (const { text: option } of of.options) {
        expect(text).toContain(escapeMarkdown(option[language]))
      }
      expect(text).toContain(`#${round.code}`)
      const named = blocks.flatMap((block) => {
        if (block.kind === 'select') {
          expect([block.most, block.least]).toEqual([of.keys.length, of.keys.length])
          return readVote(
            block.does.subject,
            block.choices.map(({ value }) => value),
          )
        }
        const buttons = block.kind === 'buttons' ? block.buttons : []
        return buttons.map((one) => readVote(one.kind === 'button' ? one.does.subject : '', []))
      })
      expect(new Set(named.map((vote) => vote.round))).toEqual(new Set([round.id]))
      expect(named.flatMap(({ places }) => places)).toEqual([...of.options.keys()])
      postPayload(post, keepingLog().log) // throws when it is beyond Discord's limits
    }),
  )
})

test('a poll never ends before its round does, and lasts whole hours', () => {
  fc.assert(
    fc.property(item, fc.integer({ min: 0, max: 700 }), (of, minutesLate) => {
      const now = opens.add({ minutes: minutesLate })
      const post = roundPost(of, roundOf(of), titles, 'ko', now)
      if (post.kind !== 'poll') throw new Error('a round is a poll')
      expect(Number.isInteger(post.poll.hours)).toBe(true)
      const ends = now.add({ hours: post.poll.hours })
      expect(Temporal.Instant.compare(ends, roundOf(of).closes)).toBeGreaterThanOrEqual(0)
    }),
  )
})

test('code and nonce are the same for the same day, and differ between days and guilds', () => {
  const days = Array.from({ length: 400 }, (_, index) => day.add({ days: index }))
  const codes = days.flatMap((on) => [roundCode('1', on), roundCode('2', on)])
  expect(new Set(codes).size).toBe(codes.length)
  expect(roundCode('1', day)).toBe(roundCode('1', day))
  expect(nonceOf('quiz', 'x')).toHaveLength(25)
  expect(nonceOf('quiz', 'x')).not.toBe(nonceOf('reveal', 'x'))
})

test('the wrong options shown as most tempting are all those that most ballots hold', () => {
  const choice = fc.constantFrom('a', 'b', 'c', 'd')
  fc.assert(
    fc.property(fc.array(choice, { maxLength: 30 }), (chosen) => {
      const ballots = new Map(chosen.map((option, member) => [String(member), [option]]))
      const found = mostChosenWrong({ shown: ['d', 'c', 'b', 'a'], keys: ['a'] }, ballots)
      const count = (option: string) => chosen.filter((one) => one === option).length
      const most = Math.max(count('b'), count('c'), count('d'))
      const tied = ['d', 'c', 'b'].filter((option) => most > 0 && count(option) === most)
      expect(found).toEqual(tied.map((option) => ({ option, count: most })))
    }),
  )
})

test('a reveal shows each key with its reason, under the letter the poll showed', () => {
  fc.assert(
    fc.property(item, (of) => {
      const round = roundOf(of)
      const facts = { names: [], more: 0, source: 's' }
      const { blocks } = revealPanel(round, of, new Map(), 'en', facts)
      const text = blocks.map((block) => (block.kind === 'text' ? block.text : '')).join('\n')
      const places = [...text.matchAll(/✅ \*\*([A-E])\./g)].map(([, letter]) => letter)
      expect(places).toEqual(places.toSorted())
      for (const key of of.keys) {
        const option = of.options.find(({ id }) => id === key)
        expect(text).toContain(
          `${letterOf(round.shown.indexOf(key))}. ${escapeMarkdown(option?.text.en ?? '')}`,
        )
        expect(text).toContain(option?.rationale.en)
      }
    }),
  )
})
