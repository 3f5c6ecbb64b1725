// Gap report: posted weekly to the owner, once, and fit to be posted whatever was asked.

import fc from 'fast-check'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { meaningOf } from '#answer/gap.ts'
import { ownerOver } from '#answer/owner.ts'
import { asks } from '#answer/tables.ts'
import { panelMost } from '#core/fitted.ts'
import type { Post } from '#core/reply.ts'
import { postPayload } from '#discord/payload.ts'
import { loadLibrary } from '#knowledge/library.ts'
import type { Index } from '#knowledge/search-index.ts'
import { fail } from '#lib/result.ts'
import { charactersOf } from '#lib/text.ts'
import { changeSettings } from '#settings/store.ts'
import { describeOnBothEngines } from '../support/database.ts'
import { keepingLog } from '../support/quiet.ts'
import { buttonsOf, due, type Group, guild, openGroup, panelIn, textsOf, wordsOf } from './group.ts'

describeOnBothEngines('the weekly gap report', (open, { engine }) => {
  let index: Index
  let group: Group
  beforeAll(async () => {
    index = (await loadLibrary('test/knowledge/bakery')).index
  })
  beforeEach(async () => {
    group = await openGroup((await open()).db, index)
  })

  test('each gap says who asked how often, since when, and where the notes come closest', async () => {
    await group.ask('How do I fill macarons?', { member: '1' })
    await group.ask('마카롱 속은 뭘로 채워?', { member: '2' })
    await group.ask('How do I fill macarons?', { member: '1' })
    await group.ask('which hydration for a ciabatta')
    expect(await group.weekly()).toEqual({ kind: 'done', message: 'message 1' })
    const [sent] = group.posts
    expect(sent?.channel).toBe('owners')
    const [heading, macarons, ciabatta] = textsOf(panelIn(sent?.post))
    expect(heading).toContain('2 topics from 4 questions')
    expect(macarons).toContain('**How do I fill macarons?**')
    const first = due.subtract({ hours: 30 }).add({ minutes: 1 }).epochMilliseconds / 1000
    expect(macarons).toContain(`2 members asked, 3 times · first <t:${first}:R>`)
    expect(ciabatta).toContain('1 member asked, once')
    expect(ciabatta).toMatch(/\[Hydration.*\]\(http:\/\/notes\/.*sourdough\.en\.md#L\d+\)/)
  })

  test('the weekly list is posted once, however often its slot is tried', async () => {
    await group.ask('macaron')
    const sent = { kind: 'done', message: 'message 1' }
    expect(await group.weekly()).toEqual(sent)
    expect(await group.weekly({ attempts: 2 })).toEqual(sent)
    group.forget()
    await group.ask('brioche', { at: due.add({ minutes: 1 }) })
    expect(await group.weekly({ attempts: 3 })).toEqual(sent)
    expect(group.posts).toHaveLength(1)
  })

  test('a list on which something was done in between is still found, not posted again', async () => {
    await group.ask('macaron')
    await group.ask('brioche with raisins')
    await group.weekly()
    const [post] = group.posts
    const redrawn = await group.press(buttonsOf(panelIn(post?.post))[0])
    group.posts[0] = { channel: 'owners', post: { kind: 'panel', panel: redrawn } }
    group.forget()
    await group.weekly({ attempts: 2 })
    expect(group.posts).toHaveLength(1)
  })

  test('nothing is posted without gaps, without a channel, or when the week is long over', async () => {
    expect(await group.weekly()).toMatchObject({
      kind: 'done',
      reason: expect.stringContaining('60'),
    })
    await group.ask('macaron')
    group.setNow(due.add({ hours: 49 }))
    expect(await group.weekly()).toMatchObject({ kind: 'missed' })
    group.setNow(due)
    await changeSettings(group.db, guild, { ownerChannel: null })
    expect(await group.weekly()).toMatchObject({
      kind: 'failed',
      reason: 'no owner channel is set',
    })
    expect(group.posts).toEqual([])
  })

  test('what a person must mend fails the slot in words', async () => {
    await group.ask('macaron')
    const forbidden = { kind: 'forbidden', reason: 'Missing Permissions' } as const
    group.useChat({ send: async () => fail(forbidden) })
    expect(await group.weekly()).toMatchObject({ kind: 'failed', reason: 'Missing Permissions' })
  })

  test('whatever was asked, the list can be posted: eight gaps, the rest counted, nobody named', async () => {
    const typed = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 400 }),
      fc.constantFrom(
        '<@111222333> @everyone what?',
        '`` ```',
        '**b** [x](http://y) <#5>',
        '||s||',
      ),
      fc.stringMatching(/^[a-z]{5,9} [a-z]{5,9}$/),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(typed, { minLength: 1, maxLength: 14 }), async (questions) => {
        await group.db.delete(asks)
        group.posts.length = 0
        group.forget()
        for (const question of questions) await group.ask(question)
        await group.weekly()
        const [sent] = group.posts
        // Signs and thanks alone ask for nothing, so there is nothing to post.
        if (questions.every((question) => meaningOf(index, question).size === 0)) {
          expect(sent).toBeUndefined()
          return
        }
        const panel = panelIn(sent?.post)
        expect(() => postPayload(sent?.post as Post, keepingLog().log)).not.toThrow()
        const shown = buttonsOf(panel).length
        expect(shown).toBeLessThanOrEqual(8)
        const text = textsOf(panel).join('\n')
        expect(charactersOf(text)).toBeLessThanOrEqual(panelMost)
        expect(text).not.toMatch(/(?<!\\)<@|(?<!\\)@everyone|111222333/)
        const topics = Number(/(\d+) topics?/.exec(text)?.[1])
        const rest = Number(/to see (\d+) more topic/.exec(text)?.[1] ?? 0)
        expect(topics).toBe(shown + rest)
        expect(text).toMatch(/#[0-9A-F]{6}$/)
      }),
      { numRuns: engine === 'pglite' ? 25 : 50 },
    )
  })

  test('the owner is told in their channel and in the guild’s language, or not at all', async () => {
    const { log, kept } = keepingLog()
    const tell = ownerOver({ db: group.db, chat: group.chat(), log })
    await tell(guild, (language) => `said in ${language}`)
    expect(group.posts.map(({ channel, post }) => [channel, wordsOf(post)])).toEqual([
      ['owners', 'said in en'],
    ])
    await changeSettings(group.db, guild, { ownerChannel: null })
    await tell(guild, () => 'nobody hears this')
    await tell('902', () => 'nor this')
    expect(group.posts).toHaveLength(1)
    const missing = { kind: 'missing', reason: 'Unknown Channel' } as const
    await changeSettings(group.db, guild, { ownerChannel: 'deleted' })
    group.useChat({ send: async () => fail(missing) })
    await ownerOver({ db: group.db, chat: group.chat(), log })(guild, () => 'x')
    expect(kept).toMatchObject([{ level: 'warn', fields: { guild } }])
  })
})
