// Gap list: which questions are on it, and that Done takes off one gap and nothing else.

import { beforeAll, beforeEach, expect, test } from 'vitest'
import { markDone } from '#answer/gap-store.ts'
import { textsIn } from '#answer/gap-texts.ts'
import { asks } from '#answer/tables.ts'
import { loadLibrary } from '#knowledge/library.ts'
import type { Index } from '#knowledge/search-index.ts'
import { changeSettings } from '#settings/store.ts'
import { describeOnBothEngines } from '../support/database.ts'
import { buttonsOf, due, type Group, guild, openGroup, panelIn, textsOf } from './group.ts'

describeOnBothEngines('the list of gaps', (open) => {
  let index: Index
  let group: Group
  beforeAll(async () => {
    index = (await loadLibrary('test/knowledge/bakery')).index
  })
  beforeEach(async () => {
    group = await openGroup((await open()).db, index)
  })

  test('questions count when unanswered or found bad, of the last 60 days, in this guild alone', async () => {
    await group.ask('yeast amount in brioche')
    const bad = await group.ask('hydration of rye bread', { kind: 'grounded' })
    await group.verdict(bad, 'bad')
    const mended = await group.ask('how to feed a starter', { kind: 'grounded' })
    await group.verdict(mended, 'bad')
    await group.verdict(mended, 'good')
    await group.ask('croissant folds', { kind: 'grounded' })
    await group.ask('pretzel lye', { at: due.subtract({ hours: 60 * 24 }) })
    await group.ask('bagel boiling', { guild: '901' })
    await group.ask('focaccia', { isPending: true })
    const [, ...texts] = textsOf(await group.list())
    expect(texts).toHaveLength(2)
    expect(texts.join()).toContain('**yeast amount in brioche**')
    expect(texts.join()).toMatch(/\*\*hydration of rye bread\*\*\n.*👎 1 answer found unhelpful/)
  })

  test('Done takes one gap off the list and leaves the others as they were; twice changes nothing', async () => {
    const macarons = [
      await group.ask('How do I fill macarons?'),
      await group.ask('마카롱 속은 뭘로 채워?'),
    ]
    await group.ask('which hydration for a ciabatta')
    const before = await group.list()
    const [first] = buttonsOf(before)
    group.setNow(due.add({ minutes: 3 }))
    const after = await group.press(first)
    const marked = await group.done()
    expect(Object.keys(marked)).toEqual(macarons)
    expect(after.blocks.slice(1)).toEqual(before.blocks.slice(2))
    group.setNow(due.add({ minutes: 6 }))
    expect(await group.press(first)).toEqual(after)
    await markDone(group.db, guild, macarons, due.add({ minutes: 9 })) // pressed at the same time
    expect(await group.done()).toEqual(marked)
  })

  test('done with all of it, the list says so; a later question of the same kind is a new gap', async () => {
    await group.ask('How do I fill macarons?')
    const [button] = buttonsOf(await group.list())
    group.setNow(due.add({ hours: 1 }))
    const later = await group.ask('How do I fill macarons?', { at: due.add({ hours: 1 }) })
    const panel = await group.press(button)
    expect(textsOf(panel).join()).toContain(textsIn('en').allDone)
    expect(buttonsOf(panel)).toEqual([])
    expect(await group.done()).not.toHaveProperty(later)
    const [, gap] = textsOf(await group.list())
    expect(gap).toContain('1 member asked, once')
  })

  test('a button does nothing to another guild, nor to a question that is gone', async () => {
    await group.ask('macaron')
    const [button] = buttonsOf(await group.list())
    await group.press(button, 'en', '901')
    expect(await group.done()).toEqual({})
    await group.db.delete(asks)
    expect(textsOf(await group.press(button)).join()).toContain(textsIn('en').allDone)
  })

  test('the weekly list speaks the guild’s language whoever presses, /gaps the owner’s', async () => {
    await group.ask('macaron')
    await group.ask('which hydration for a ciabatta')
    await changeSettings(group.db, guild, { language: 'ko' })
    await group.weekly()
    const posted = panelIn(group.posts[0]?.post)
    expect(textsOf(posted)[0]).toContain(textsIn('ko').heading)
    expect(textsOf(await group.press(buttonsOf(posted)[0], 'en'))[0]).toContain(
      textsIn('ko').heading,
    )
    const own = await group.list('en')
    expect(textsOf(own)[0]).toContain(textsIn('en').heading)
    expect(textsOf(await group.press(buttonsOf(own)[0], 'en'))[0]).toContain(textsIn('en').heading)
  })

  test('a question asked in private is quoted only when nobody asked it in public', async () => {
    await group.ask('macaron?', { isPrivate: true })
    await group.ask('macaron?', { isPrivate: true })
    expect(textsOf(await group.list())[1]).toContain('**macaron?**')
    await group.ask('Macarons!')
    expect(textsOf(await group.list())[1]).toContain('**Macarons!**')
  })

  test('an empty list says what it means and how to be told of it', async () => {
    expect(textsOf(await group.list('ko'))).toEqual([textsIn('ko').none('owners')])
    await changeSettings(group.db, guild, { ownerChannel: null })
    expect(textsOf(await group.list())).toEqual([textsIn('en').none(null)])
    expect(textsIn('en').none(null)).toContain('/setup owner_channel')
  })
})
