// Facts: what the course promises to teach stands in its notes, in both languages.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { loadLibrary } from '#knowledge/library.ts'

type Fact = { id: string; section: string; must_en: string[]; must_ko: string[] }

const library = await loadLibrary('knowledge')
const maps = globSync('knowledge/aws-dva-c02/facts/*.yaml').map((file) => ({
  topic: basename(file, '.yaml'),
  anchors: parse(readFileSync(file, 'utf8')) as Record<string, string>,
}))
const at = (anchor: string) => library.concepts.get(anchor)

test.each(maps)(
  'every fact of $topic names a concept of that topic in both languages',
  ({ topic, anchors }) => {
    const wrong = Object.entries(anchors).filter(([, anchor]) => {
      const concept = at(anchor)
      return concept?.topic !== topic || !concept.texts.ko || !concept.texts.en
    })
    expect(Object.keys(anchors).length).toBeGreaterThan(0)
    expect(wrong).toEqual([])
  },
)

// The list of facts is kept outside the project; with it at hand the words themselves are checked.
const list = '../shared/course/facts.jsonl'
describe.skipIf(!existsSync(list))('with the list of facts', () => {
  const facts = existsSync(list)
    ? readFileSync(list, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Fact)
    : []
  test.each(maps)('$topic teaches each fact and no fact is missing', ({ topic, anchors }) => {
    const wanted = facts.filter(({ section }) => section === topic)
    expect(Object.keys(anchors).sort()).toEqual(wanted.map(({ id }) => id).sort())
    const missing = wanted.flatMap(({ id, must_en, must_ko }) => {
      const texts = at(anchors[id] ?? '')?.texts
      const says = (language: 'ko' | 'en', patterns: string[]) => {
        const told = `${texts?.[language]?.title}\n${texts?.[language]?.text}`
        return patterns.every((pattern) => new RegExp(pattern, 'i').test(told))
      }
      return [
        ...(says('en', must_en) ? [] : [`${id} en`]),
        ...(says('ko', must_ko) ? [] : [`${id} ko`]),
      ]
    })
    expect(missing).toEqual([])
  })
})
