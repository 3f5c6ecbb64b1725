// Subject: how much a true explanation shares with its concept, and how much with others.

import { loadBank } from '#bank/bank.ts'
import { languages } from '#core/language.ts'
import { loadLibrary } from '#knowledge/library.ts'
import { sharedSubject } from '#knowledge/subject.ts'
import { seeded } from '#lib/random.ts'

const sharesBelow = (shares: readonly number[], part: number): number => {
  const sorted = shares.toSorted((one, other) => one - other)
  return Math.round((sorted[Math.floor(part * (sorted.length - 1))] ?? 0) * 100) / 100
}

/**
 * The explanations of the bank's right options, against the concept that proves each and against three
 * others drawn at random: what the least share of a model's sentence is set by.
 */
export const subjectSection = {
  name: 'subject',
  async run(): Promise<unknown> {
    const library = await loadLibrary('knowledge')
    const { items } = await loadBank('knowledge', library)
    const concepts = [...library.concepts.keys()]
    const random = seeded('subject')
    const drawn = () => concepts[Math.floor(random() * concepts.length)] ?? ''
    return Object.fromEntries(
      languages.map((language) => {
        const told = items.flatMap(({ concept, keys, options }) =>
          options
            .filter(({ id }) => keys.includes(id))
            .map(({ rationale }) => ({ concept, text: rationale[language] })),
        )
        const share = (text: string, concept: string) =>
          sharedSubject(library.index, text, [concept]) ?? 0
        const own = told.map(({ text, concept }) => share(text, concept))
        const others = told.flatMap(({ text }) => [1, 2, 3].map(() => share(text, drawn())))
        return [
          language,
          {
            explanations: own.length,
            own: {
              p1: sharesBelow(own, 0.01),
              p5: sharesBelow(own, 0.05),
              p50: sharesBelow(own, 0.5),
            },
            others: {
              p50: sharesBelow(others, 0.5),
              p95: sharesBelow(others, 0.95),
              p99: sharesBelow(others, 0.99),
            },
          },
        ]
      }),
    )
  },
}
