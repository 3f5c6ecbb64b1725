import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { courseFiles, folderWith, lettersEn, stampsEn } from './course-folder.ts'
import { firstFor, open, write } from './living.ts'

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
