import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { loadLibrary } from '#knowledge/library.ts'
import { type LivingLibrary, openLibrary } from '#knowledge/living.ts'
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

const nothing = async () => ({ problems: [] })

async function open(dir: string) {
  const kept = keepingLog()
  const living = await openLibrary(dir, { log: kept.log, beside: nothing })
  onTestFinished(() => living.stop())
  return { living, ...kept }
}

const write = async (dir: string, name: string, text: string) => {
  await mkdir(dirname(join(dir, name)), { recursive: true })
  await writeFile(join(dir, name), text)
}
const firstFor = (living: LivingLibrary<unknown>, question: string) =>
  retrieve(living.current().index, question).passages[0]

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
  const bad = (text: string) => [text.slice(0, 90), text.replace(/\{#[^}]*\}/, ''), ''] as const
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

describe('while it is watched', () => {
  const eventually = { timeout: 10_000, interval: 30 }

  test('an edit, an atomic save, a rename and a deletion are noticed', async () => {
    const dir = await folderWith(courseFiles)
    const { living } = await open(dir)
    const album = () => firstFor(living, 'stamp album')
    await write(dir, 'notes/stamps.en.md', stampsEn.replace('400', '401'))
    await expect.poll(() => album()?.text, eventually).toContain('401')
    await write(dir, 'notes/.stamps.tmp', stampsEn.replace('400', '402'))
    await rename(join(dir, 'notes/.stamps.tmp'), join(dir, 'notes/stamps.en.md'))
    await expect.poll(() => album()?.text, eventually).toContain('402')
    await rename(join(dir, 'notes/stamps.en.md'), join(dir, 'notes/album.en.md'))
    await expect.poll(() => album()?.source, eventually).toBe('notes/album.en.md')
    await rm(join(dir, 'notes/album.en.md'))
    await expect.poll(() => album()?.source, eventually).toBe('notes/stamps.ko.md')
  })

  test('a file written in pieces is never served by half', async () => {
    const dir = await folderWith(courseFiles)
    const { living } = await open(dir)
    const seen = new Set<string>()
    living.onChange(({ library }) => {
      seen.add([...library.concepts.values()].map(({ texts }) => texts.en?.text.length).join())
    })
    const text = lettersEn.replace('12 hours', '13 hours')
    for (let end = 40; end < text.length + 40; end += 40) {
      await write(dir, 'notes/letters.en.md', text.slice(0, end))
      await new Promise((done) => setTimeout(done, 5))
    }
    await expect
      .poll(() => firstFor(living, 'hiding time of a letter')?.text, eventually)
      .toContain('13 hours')
    expect(seen.size).toBe(1)
  })

  test('what changes no word tells nobody; a listener that has left hears nothing', async () => {
    const dir = await folderWith(courseFiles)
    const { living } = await open(dir)
    let heard = 0
    const leave = living.onChange(() => {
      heard++
    })
    await write(dir, 'notes/stamps.en.md', stampsEn)
    await living.refresh(new Set(['notes/stamps.en.md']))
    expect(heard).toBe(0)
    await write(dir, 'notes/stamps.en.md', `${stampsEn}More.\n`)
    await living.refresh()
    expect(heard).toBe(1)
    leave()
    await write(dir, 'notes/stamps.en.md', stampsEn)
    await living.refresh()
    expect(heard).toBe(1)
  })
})
