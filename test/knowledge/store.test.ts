import { expect, test } from 'vitest'
import { loadLibrary } from '#knowledge/library.ts'
import { anchorOf, changedSince, syncConcepts, versionsOf } from '#knowledge/store.ts'
import { concepts } from '#knowledge/tables.ts'
import { describeOnBothEngines } from '../support/database.ts'
import { courseFiles, courseYaml, folderWith, lettersEn } from './course-folder.ts'

const day = (number: number) => Temporal.Instant.from(`2026-06-0${number}T00:00:00Z`)
const load = async (changes: Readonly<Record<string, string>> = {}) =>
  loadLibrary(await folderWith({ ...courseFiles, ...changes }))
const heavier = { 'notes/letters.en.md': lettersEn.replace('256 KB', '300 KB') }
const without = { 'notes/letters.en.md': lettersEn.replace(/## Weight[\s\S]*/, '') }
const weight = ['post', 'letter-weight'] as const

describeOnBothEngines('concept versions', (open) => {
  test('reading the same notes again changes nothing', async () => {
    const { db } = await open()
    await syncConcepts(db, await load(), day(1))
    const before = [await db.select().from(concepts), await versionsOf(db, ...weight)]
    await syncConcepts(db, await load(), day(2))
    expect([await db.select().from(concepts), await versionsOf(db, ...weight)]).toEqual(before)
    expect(before[0]).toHaveLength(3)
    expect(before[1]).toMatchObject([
      { language: 'en', title: 'Letters > Weight of letters in the queue', from: 15, to: 17 },
      { language: 'ko', file: 'notes/letters.ko.md' },
    ])
  })

  test('an edit appends a version; taking it back adds none', async () => {
    const { db } = await open()
    await syncConcepts(db, await load(), day(1))
    await syncConcepts(db, await load(heavier), day(2))
    await syncConcepts(db, await load(), day(3))
    const versions = await versionsOf(db, ...weight)
    expect(versions.map(({ language, added }) => [language, added.toString()])).toEqual([
      ['en', day(1).toString()],
      ['ko', day(1).toString()],
      ['en', day(2).toString()],
    ])
    expect(versions.at(-1)?.text).toContain('300 KB')
  })

  test('a citation knows that its source was changed, or is gone', async () => {
    const { db } = await open()
    const library = await load()
    await syncConcepts(db, library, day(1))
    const cited = [...library.concepts.values()].map((concept) => ({
      course: concept.course,
      anchor: anchorOf(concept),
      hash: concept.texts.en?.hash ?? '',
    }))
    expect(await changedSince(db, cited)).toEqual([])
    await syncConcepts(db, await load(heavier), day(2))
    expect(await changedSince(db, cited)).toEqual([
      expect.objectContaining({ anchor: 'letter-weight', since: 'changed' }),
    ])
    const gone = { ...without, 'notes/letters.ko.md': '' }
    await syncConcepts(db, await load(gone), day(3))
    expect((await changedSince(db, cited)).map(({ anchor, since }) => [anchor, since])).toEqual([
      ['letter-weight', 'gone'],
    ])
    await syncConcepts(db, library, day(4))
    expect(await changedSince(db, cited)).toEqual([])
  })

  test('equal anchors of two courses are two concepts', async () => {
    const { db } = await open()
    const files = (folder: string, course: string) =>
      Object.entries({ ...courseFiles, 'course.yaml': course }).map(([name, text]) => [
        `${folder}/${name}`,
        text,
      ])
    const other = courseYaml.replace('id: post', 'id: bank')
    const dir = await folderWith(
      Object.fromEntries([...files('a', courseYaml), ...files('b', other)]),
    )
    await syncConcepts(db, await loadLibrary(dir), day(1))
    expect(await versionsOf(db, 'post', 'stamp-album')).toHaveLength(2)
    expect(await versionsOf(db, 'bank', 'stamp-album')).toHaveLength(2)
  })
})
