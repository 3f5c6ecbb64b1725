import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createTrie, type Place, start } from '#knowledge/trie.ts'

const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'A', 'c', '가', '각'), maxLength: 5 })

test('a trie knows each word by its first value, and where words go on', () => {
  fc.assert(
    fc.property(fc.array(letters, { maxLength: 12 }), letters, (words, asked) => {
      const trie = createTrie<number>()
      for (const [at, word] of words.entries()) trie.add(word, at)
      let place: Place | undefined = start
      for (let at = 0; at < asked.length && place !== undefined; at++) {
        place = trie.next(place, asked.charCodeAt(at))
      }
      const goesOn = words.some((word) => word.startsWith(asked) && word !== asked)
      const first = words.indexOf(asked)
      expect(place !== undefined).toBe(asked === '' || goesOn || first >= 0)
      if (place === undefined) return
      expect(trie.goesOn(place)).toBe(goesOn)
      expect(trie.valueAt(place)).toBe(first < 0 ? undefined : first)
    }),
  )
})
