// Gap report: what members asked in vain, for the owner: weekly in their channel, at any time by /gaps.

import { createHash } from 'node:crypto'
import type { Chat } from '#core/chat.ts'
import type { Action, Command } from '#core/command.ts'
import type { Clock, Db } from '#core/deps.ts'
import { fitted } from '#core/fitted.ts'
import { type Language, languageOf } from '#core/language.ts'
import type { NoteLink } from '#core/note-link.ts'
import { type Block, type Panel, panelOf } from '#core/reply.ts'
import { retrieve } from '#knowledge/retrieve.ts'
import type { Index } from '#knowledge/search-index.ts'
import { isBefore } from '#lib/day.ts'
import { fileOf, placeOf } from '#lib/place.ts'
import { escapeMarkdown, shorten } from '#lib/text.ts'
import { postOnce } from '#schedule/post.ts'
import type { SlotHandler } from '#schedule/slot.ts'
import { guildSettings } from '#settings/store.ts'
import { lastOf } from './answer.ts'
import { type Gap, gapsOf, meaningOf } from './gap.ts'
import { markDone, openAskings } from './gap-store.ts'
import { textsIn } from './gap-texts.ts'

export type GapDeps = {
  readonly db: Db
  readonly clock: Clock
  readonly chat: Chat
  readonly linkTo: NoteLink
  /** The notes as they are now. */
  readonly index: () => Index
}

/**
 * A list of the questions until an instant, shown weekly to the guild or to one owner. Whenever it is
 * read again it holds the same questions, less those done meanwhile.
 */
type List = { readonly guild: string; readonly until: Temporal.Instant; readonly weekly: boolean }

const doneAction = 'gap-done'
const span = { hours: 60 * 24 }
const shownMost = 8
/** The newest questions without a good answer that are read: clustering takes the cube of them. */
const readMost = 300
const questionMost = 120
const titleMost = 80

/** Carries out a `gaps` slot: posts the list to the owner's channel, once, unless it is empty. */
export function gapsHandler(deps: GapDeps): SlotHandler {
  return async (slot) => {
    const { guild, due, until } = slot
    const settings = await guildSettings(deps.db, guild)
    const channel = settings?.ownerChannel
    if (!settings || !channel) return { kind: 'failed', reason: 'no owner channel is set' }
    if (until !== null && isBefore(until, deps.clock())) {
      return { kind: 'missed', reason: 'the week is too long ago' }
    }
    const list: List = { guild, until: due, weekly: true }
    const gaps = await gapsIn(deps, list)
    if (gaps.length === 0) {
      return { kind: 'done', reason: 'every question of the last 60 days was answered well' }
    }
    const sent = await postOnce(deps.chat, slot, channel, {
      post: { kind: 'panel', panel: gapsPanel(deps, list, gaps, settings.language) },
      mark: markOf(list),
      nonce: digest(list).slice(0, 25),
    })
    return sent.ok ? { kind: 'done', message: sent.value } : sent.fault
  }
}

/** `/gaps`: the list as it is now, for the owner alone. */
export const gapsCommand = (deps: GapDeps): Command => ({
  name: 'gaps',
  about: { ko: textsIn('ko').about, en: textsIn('en').about },
  options: [],
  ownersOnly: true,
  isPrivate: () => true,
  async run({ guild, language }) {
    const list: List = { guild, until: wholeMilliseconds(deps.clock()), weekly: false }
    const gaps = await gapsIn(deps, list)
    if (gaps.length > 0) return { panel: gapsPanel(deps, list, gaps, language) }
    const settings = await guildSettings(deps.db, guild)
    return { panel: panelOf('setup', textsIn(language).none(settings?.ownerChannel ?? null)) }
  },
})

/** The button that marks a gap's questions as done and draws the list without it. */
export const gapDone = (deps: GapDeps): Action => ({
  name: doneAction,
  answers: 'replace',
  ownersOnly: true,
  async run({ guild, language: presser }, { subject }) {
    const { ask, ...read } = readSubject(subject, deps.clock())
    const list: List = { guild, ...read }
    const before = await gapsIn(deps, list)
    const done = before.find(({ askings }) => askings.some(({ id }) => id === ask))
    if (done) {
      const ids = done.askings.map(({ id }) => id)
      await markDone(deps.db, guild, ids, deps.clock())
    }
    // Read again: another owner may have pressed beside this one.
    const gaps = done ? await gapsIn(deps, list) : before
    const settings = list.weekly ? await guildSettings(deps.db, guild) : undefined
    return { panel: gapsPanel(deps, list, gaps, settings?.language ?? presser) }
  },
})

async function gapsIn({ db, index }: GapDeps, { guild, until }: List): Promise<readonly Gap[]> {
  const after = until.subtract(span)
  const askings = await openAskings(db, guild, { after, until }, readMost)
  const notes = index()
  // Thanks and greetings ask for nothing the notes could hold.
  const asking = askings.filter(({ question }) => meaningOf(notes, question).size > 0)
  return gapsOf(asking, (question) => meaningOf(notes, question))
}

function gapsPanel(deps: GapDeps, list: List, gaps: readonly Gap[], language: Language): Panel {
  const say = textsIn(language)
  const questions = gaps.reduce((sum, { askings }) => sum + askings.length, 0)
  const heading = gaps.length === 0 ? say.allDone : say.summary(gaps.length, questions)
  const rest = gaps.length - shownMost
  const foot = [
    ...(rest > 0 ? [say.rest(rest)] : []),
    ...(list.weekly ? [`${say.anyTime} · ${markOf(list)}`] : []),
  ]
  const blocks: Block[] = [
    { kind: 'text', text: `${say.heading}\n${heading}` },
    ...gaps.slice(0, shownMost).map((gap) => gapBlock(deps, list, gap, language)),
    ...(foot.length === 0 ? [] : [textBlock(foot.map((line) => `-# ${line}`).join('\n'))]),
  ]
  return { tone: 'setup', blocks: fitted(blocks) }
}

const textBlock = (text: string): Block => ({ kind: 'text', text })

/** One gap: an example, who asked how often, where the notes come closest, and its button. */
function gapBlock(deps: GapDeps, list: List, { askings, members }: Gap, language: Language): Block {
  const say = textsIn(language)
  const [first] = askings
  const example = exampleOf(askings, language)
  if (!first || !example) throw new Error('a gap has at least one question')
  const count = {
    members,
    times: askings.length,
    disliked: askings.filter(({ isAnswered }) => isAnswered).length,
    since: first.asked,
  }
  const text = [
    `**${inLine(example.question)}**`,
    `-# ${say.asked(count)}`,
    `-# ${nearestTo(deps, example.question, language)}`,
  ].join('\n')
  return {
    kind: 'beside',
    text,
    button: {
      kind: 'button',
      does: { action: doneAction, subject: subjectOf(list, first.id) },
      label: say.done,
      emoji: '✅',
      look: 'secondary',
    },
  }
}

/** The wording to show: one asked in public, in the reader's language, most often, first. */
function exampleOf(
  askings: Gap['askings'],
  language: Language,
): Gap['askings'][number] | undefined {
  const times = Map.groupBy(askings, ({ question }) => question)
  const rank = ({ isPrivate, question }: Gap['askings'][number]): number =>
    (isPrivate ? 0 : 2 * readMost + 2) +
    (languageOf(question) === language ? readMost + 1 : 0) +
    (times.get(question)?.length ?? 0)
  return askings.toSorted((one, other) => rank(other) - rank(one))[0]
}

/** A question as people typed it, short, with nothing in it that Discord would make a name of. */
const inLine = (question: string): string =>
  escapeMarkdown(shorten(question.replace(/<(?:@[!&]?|#)\d+>/g, '@…'), questionMost))

function nearestTo({ index, linkTo }: GapDeps, question: string, language: Language): string {
  const say = textsIn(language)
  const [nearest] = retrieve(index(), question, language).passages
  if (!nearest) return say.nothingNear
  const { title, source, lines } = nearest
  const url = linkTo({ file: source, lines })
  const name = shorten(lastOf(title).replaceAll(/[[\]]/g, ''), titleMost)
  return say.nearest(`${url ? `[${name}](${url})` : name} · ${placeOf(fileOf(source), lines)}`)
}

const digest = ({ guild, until }: List): string =>
  createHash('sha256').update(`gaps ${guild} ${until.epochMilliseconds}`).digest('hex')

/** The mark a weekly list carries, so that it can be found again. */
const markOf = (list: List): string => `#${digest(list).slice(0, 6).toUpperCase()}`

const subjectOf = ({ until, weekly }: List, ask: string): string =>
  `${ask}/${until.epochMilliseconds}/${weekly ? 'week' : 'now'}`

/** The question and the list a button names; the list as it is now when it names none. */
function readSubject(subject: string, now: Temporal.Instant) {
  const [ask = '', until = '', when] = subject.split('/')
  const isKnown = /^\d{1,15}$/.test(until)
  return {
    ask,
    until: isKnown ? Temporal.Instant.fromEpochMilliseconds(Number(until)) : now,
    weekly: when === 'week',
  }
}

/** Rounded up: what was asked in this very millisecond is on the list. */
const wholeMilliseconds = (instant: Temporal.Instant): Temporal.Instant =>
  instant.round({ smallestUnit: 'millisecond', roundingMode: 'ceil' })
