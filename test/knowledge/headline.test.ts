import { expect, test } from 'vitest'
import { loadLibrary } from '#knowledge/library.ts'
import { retrieve } from '#knowledge/retrieve.ts'
import { folderWith } from './course-folder.ts'

const notes = `# Post

## Letter sorted twice: extend the hiding time

A letter whose hiding time ends too early is sorted twice. Ask for more hiding time, and the hiding time
of that letter begins anew. The hiding time of every other letter stays.

## Letter weight versus hiding time

Weight is told in grams. It has nothing to do with the time for which a letter is hidden, and the two
are asked together often, as both are figures.

## Letter hiding time: 30 seconds by default

A letter stays away from the other postmen for its hiding time of 30 seconds, which they count aloud
together in the yard before anyone else may pick it up and sort it.
`

test('a title that is the question comes before those that mention more', async () => {
  const { index } = await loadLibrary(await folderWith({ 'post.md': notes }))
  for (const question of ['letter hiding time', 'what is the hiding time of a letter?']) {
    expect(retrieve(index, question).passages[0]?.title).toContain('30 seconds by default')
  }
})

test('a question about what another title adds finds that one', async () => {
  const { index } = await loadLibrary(await folderWith({ 'post.md': notes }))
  expect(retrieve(index, 'weight versus hiding time').passages[0]?.title).toContain('versus')
})

test('what a title adds after its colon counts as well', async () => {
  const { index } = await loadLibrary(await folderWith({ 'post.md': notes }))
  expect(
    retrieve(index, 'letter sorted twice, extend the hiding time').passages[0]?.title,
  ).toContain('sorted twice')
})
