// Corpus: many concepts made of the real ones, with other words in each copy.

import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { languages } from '#core/language.ts'
import { type Concept, type ConceptText, textHash } from '#knowledge/concept.ts'

/** Numbers below `end`, the same for the same seed (a linear congruential generator). */
function drawn(seed: number): (end: number) => number {
  let state = seed >>> 0
  return (end) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * end)
  }
}

const invented = (word: string, number: number): string =>
  /\p{Script=Hangul}/u.test(word)
    ? `${word.slice(0, 1)}${String.fromCharCode(0xac00 + (number % 11_172))}`
    : `${word.slice(0, 3)}${(number % 17_576).toString(26).replace(/\d/g, 'q')}`

/** A text in which one word of five is another of the corpus and one of forty is new. */
function varied(text: string, words: readonly string[], below: (end: number) => number): string {
  return text.replace(/\p{L}{2,}/gu, (word) => {
    const dice = below(40)
    if (dice === 0) return invented(word, below(1_000_000))
    return dice <= 8 ? (words[below(words.length)] ?? word) : word
  })
}

/**
 * So many concepts, the real ones first; `both` in both languages, otherwise each in one of them by
 * turns.
 */
export function corpusOf(
  real: readonly Concept[],
  size: number,
  both: boolean,
): readonly Concept[] {
  const below = drawn(7)
  const told = (texts: Concept['texts']) => Object.values(texts)
  const words = Object.fromEntries(
    languages.map((language) => [
      language,
      real.flatMap(({ texts }) => texts[language]?.text.match(/\p{L}{2,}/gu) ?? []),
    ]),
  )
  return Array.from({ length: size }, (_, at) => {
    const concept = real[at % real.length] as Concept
    const one = languages[at % 2]
    const texts = told(concept.texts)
      .filter(({ language }) => both || language === one)
      .map((text): [string, ConceptText] => {
        if (at < real.length) return [text.language, text]
        const own = varied(text.text, words[text.language] ?? [], below)
        const title = varied(text.title, words[text.language] ?? [], below)
        return [text.language, { ...text, title, text: own, hash: textHash(title, own) }]
      })
    return { ...concept, id: `${concept.id}-${at}`, texts: Object.fromEntries(texts) }
  })
}

const perFile = 40

/** A course folder on disk with these concepts, 40 in a file; gives its path and its files' names. */
export async function folderOf(
  concepts: readonly Concept[],
): Promise<{ readonly dir: string; readonly files: readonly string[] }> {
  const dir = await mkdtemp(join(tmpdir(), 'gongbu-bench-'))
  await mkdir(join(dir, 'notes'))
  const both = (text: string) => `{ ko: ${text}, en: ${text} }`
  const domains = `domains: [{ id: all, title: ${both('All')}, weight: 100 }]`
  const topics = `topics: [{ id: all, title: ${both('All')}, domain: all }]`
  await writeFile(
    join(dir, 'course.yaml'),
    `id: bench\ntitle: ${both('Bench')}\n${domains}\n${topics}\n`,
  )
  const files: string[] = []
  for (let from = 0; from < concepts.length; from += perFile) {
    for (const language of languages) {
      const sections = concepts.slice(from, from + perFile).flatMap(({ texts }, at) => {
        const told = texts[language]
        if (!told) return []
        const title = told.title.replace(/^.* > /, '').replace(/[{}]/g, '')
        return [`## ${title} {#c-${from + at}}\n${told.text}\n`]
      })
      const name = `notes/n${from}.${language}.md`
      const head = `---\ntopic: all\nlanguage: ${language}\n---\n`
      if (sections.length === 0) continue
      await writeFile(join(dir, name), `${head}${sections.join('\n')}`)
      files.push(name)
    }
  }
  return { dir, files }
}
