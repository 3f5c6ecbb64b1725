import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { loadLibrary } from '#knowledge/library.ts'
import { openLibrary } from '#knowledge/living.ts'
import { retrieve } from '#knowledge/retrieve.ts'
import { keepingLog } from '../support/quiet.ts'
import {
  courseFiles,
  courseYaml,
  folderWith,
  glossaryYaml,
  lettersEn,
  lettersKo,
  stampsEn,
  stampsKo,
} from './course-folder.ts'
import { firstFor, open, write } from './living.ts'

const questions = [
  'hiding time of a letter',
  '편지의 표시 제한 시간',
  '256KB',
  'stamp album',
  'ablum',
  'messagegroupid',
  'parcel counter',
  '우표 앨범',
]
const findings = (library: Awaited<ReturnType<typeof loadLibrary>>) =>
  questions.map((question) => {
    const { band, score, passages } = retrieve(library.index, question)
    return { band, score, passages }
  })

describe('after any edits', () => {
  const good: Readonly<Record<string, readonly string[]>> = {
    'course.yaml': [courseYaml, courseYaml.replace('Post office', 'Post'), ''].filter(Boolean),
    'glossary.yaml': [glossaryYaml, glossaryYaml.replace('[queue,', '[line, queue,')],
    'notes/letters.ko.md': [
      lettersKo,
      lettersKo.replace('30초', '31초'),
      lettersKo.replace(/## 큐에[\s\S]*/, ''),
      `${lettersKo}\n## 새 편지 {#new-letter}\nMessageGroupId 편지.\n`,
    ],
    'notes/letters.en.md': [
      lettersEn,
      `\n${lettersEn}`.slice(1).replace('12 hours', '13 hours'),
      lettersEn.replace('# Letters\n', '# Letters\n\n\n'),
    ],
    'notes/stamps.ko.md': [stampsKo],
    'notes/stamps.en.md': [stampsEn, stampsEn.replace('stamp-album', 'album-of-stamps')],
    'notes/deep/more.en.md': [
      stampsEn.replace('stamp-album', 'messagegroupid').replace('A collector', 'MessageGroupId'),
    ],
  }
  const bad = (text: string) => [text.slice(0, 30), text.replace(/\{#[^}]*\}/, ''), ''] as const
  const names = Object.keys(good)
  const name = fc.constantFrom(...names)
  const edit = fc.oneof(
    fc.record({ kind: fc.constant('write' as const), name, version: fc.nat(3) }),
    fc.record({
      kind: fc.constant('break' as const),
      name: fc.constantFrom(...names.filter((each) => each.startsWith('notes/'))),
      version: fc.nat(2),
    }),
    fc.record({
      kind: fc.constant('remove' as const),
      name: fc.constantFrom(...names.filter((each) => each !== 'course.yaml')),
      version: fc.nat(3),
    }),
  )

  test('the living library equals a fresh one of the last good versions', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(edit, { maxLength: 3 }), { maxLength: 5 }),
        async (all) => {
          const dir = await folderWith(courseFiles)
          const { living } = await open(dir)
          const lastGood = new Map(Object.entries(courseFiles))
          for (const edits of all) {
            for (const { kind, name, version } of edits) {
              const versions = good[name] ?? []
              const text = versions[version % versions.length] ?? ''
              if (kind === 'remove') await rm(join(dir, name), { force: true })
              else if (kind === 'write') await write(dir, name, text)
              else await write(dir, name, bad(versions[0] ?? '')[version] ?? '')
              await living.refresh(new Set([name]))
              const isBroken = kind === 'break'
              if (kind === 'remove') lastGood.delete(name)
              else if (!isBroken) lastGood.set(name, text)
              else if (!lastGood.has(name)) {
                lastGood.set(name, bad(versions[0] ?? '')[version] ?? '')
              }
            }
            const fresh = await loadLibrary(await folderWith(Object.fromEntries(lastGood)))
            const library = living.current()
            const titles = (each: typeof fresh) => each.courses.map(({ title }) => title)
            expect(titles(library)).toEqual(titles(fresh))
            expect(new Map(library.concepts)).toEqual(new Map(fresh.concepts))
            expect(findings(library)).toEqual(findings(fresh))
          }
          await living.stop()
        },
      ),
      { numRuns: 25 },
    )
  })
})

describe('a broken edit', () => {
  test('leaves the last good version in use and says so, until it is mended', async () => {
    const dir = await folderWith(courseFiles)
    const { living, kept } = await open(dir)
    await write(dir, 'notes/letters.en.md', lettersEn.replace('{#letter-weight', '{#Broken Anchor'))
    await living.refresh()
    expect(firstFor(living, 'weight of a letter')?.concept.texts.en?.text).toContain('256 KB')
    const problem = expect.stringMatching(/anchor.*last good version/)
    expect(living.problems()).toEqual([{ file: 'notes/letters.en.md', line: 15, problem }])
    expect(kept).toContainEqual({
      level: 'warn',
      fields: expect.objectContaining({ file: 'notes/letters.en.md', line: 15 }),
      message: expect.stringContaining('last good version'),
    })

    await write(dir, 'notes/letters.en.md', lettersEn.replace('256 KB', '300 KB'))
    await living.refresh()
    expect(living.problems()).toEqual([])
    expect(firstFor(living, 'weight of a letter')?.concept.texts.en?.text).toContain('300 KB')
    expect(kept).toContainEqual(expect.objectContaining({ message: 'file mended' }))
  })

  test.each(['course.yaml', 'glossary.yaml'])('of %s changes no answer', async (name) => {
    const dir = await folderWith(courseFiles)
    const { living } = await open(dir)
    const before = findings(living.current())
    await write(dir, name, 'id: [')
    await living.refresh()
    expect(findings(living.current())).toEqual(before)
    expect(living.current().courses[0]?.id).toBe('post')
    expect(living.problems()[0]).toMatchObject({ file: name })
    await write(dir, name, courseFiles[name] ?? '')
    await living.refresh()
    expect(living.problems()).toEqual([])
  })

  test('of a course that takes a topic away breaks its notes, which are then served as they are', async () => {
    const dir = await folderWith(courseFiles)
    const { living } = await open(dir)
    await write(dir, 'course.yaml', courseYaml.replace(/.*id: stamps.*\n/, ''))
    await living.refresh()
    expect([...living.current().concepts.keys()]).toEqual(['letter-hiding-time', 'letter-weight'])
    expect(living.problems().map(({ file }) => file)).toEqual([
      'notes/stamps.en.md',
      'notes/stamps.ko.md',
    ])
  })

  test('of a file that was broken from the start shows what of it can be read', async () => {
    const broken = lettersEn.replace('{#letter-weight', '{#Broken Anchor')
    const { living } = await open(
      await folderWith({ ...courseFiles, 'notes/letters.en.md': broken }),
    )
    expect(living.current().concepts.get('letter-hiding-time')?.texts.en).toBeDefined()
    expect(living.current().concepts.get('letter-weight')?.texts.en).toBeUndefined()
    expect(living.problems()).toHaveLength(1)
  })

  test('of what is read beside the notes keeps its last good version too', async () => {
    const dir = await folderWith(courseFiles)
    const { log } = keepingLog()
    const living = await openLibrary(dir, {
      log,
      async beside(_, library, textOf) {
        const text = textOf('items/letters.yaml') ?? ''
        const known = library.concepts.has(/concept: (\S+)/.exec(text)?.[1] ?? '')
        const problem = { file: 'items/letters.yaml', line: 2, problem: 'unknown concept' }
        return { text, problems: known || text === '' ? [] : [problem] }
      },
    })
    onTestFinished(() => living.stop())
    const whole = living.beside().text
    await write(dir, 'items/letters.yaml', whole.replace('letter-hiding-time', 'nowhere'))
    await living.refresh()
    expect(living.beside().text).toBe(whole)
    expect(living.problems()).toMatchObject([{ file: 'items/letters.yaml', line: 2 }])
    await rm(join(dir, 'items/letters.yaml'))
    await living.refresh()
    expect(living.beside().text).toBe('')
    expect(living.problems()).toEqual([])
  })
})
