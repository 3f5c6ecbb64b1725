import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wordTerm } from '#knowledge/bag.ts'
import { createTermList } from '#knowledge/term-list.ts'

const terms = 'abcdefgh'.split('').map(wordTerm)
const counts = fc.uniqueArray(fc.constantFrom(...terms), { maxLength: 8 })
const tellings = fc.array(counts, { maxLength: 6 })

test('every term is held by just the tellings that name it, whether filled in or added later', async () => {
  await fc.assert(
    fc.asyncProperty(tellings, fc.array(tellings, { maxLength: 3 }), async (first, later) => {
      const list = createTermList([])
      const bagOf = (own: readonly string[]) => ({
        terms: Int32Array.from(own.flatMap((term) => [list.numberOf(term), own.length])),
        lengths: { topic: 0, title: 0, text: own.length },
      })
      await list.fill(first.map(bagOf))
      const all = [...first]
      for (const more of later) {
        list.add(all.length, more.map(bagOf))
        all.push(...more)
      }
      for (const term of [...terms, wordTerm('unknown')]) {
        const held = all.flatMap((own, at) => (own.includes(term) ? [at, own.length] : []))
        expect([...list.holders(term)]).toEqual(held)
      }
    }),
  )
})
