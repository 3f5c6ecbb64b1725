// Board: a guild's standings in a period or a domain, as a panel members read.

import type { Chat } from '#core/chat.ts'
import type { Db } from '#core/deps.ts'
import type { Language } from '#core/language.ts'
import type { Block, Panel } from '#core/reply.ts'
import { nameInLine } from '#lib/text.ts'
import type { BoardTexts } from './board-texts.ts'
import type { Domain } from './domain.ts'
import { movementOf } from './movement.ts'
import { allTime, type Period, periodKey } from './period.ts'
import { streaksOf } from './settlement-store.ts'
import { isRevised, ranksBefore, weeklyBoard } from './snapshot-store.ts'
import { type Standing, shownOf } from './standings.ts'
import { isHidden, type StandingsPage, standingsOf } from './store.ts'
import type { Streak } from './streak.ts'
import { textsIn } from './texts.ts'

const rowsMost = 10
/** Domain boards rank members from this many answers on. */
const domainLeast = 10
// Read beyond the rows shown, in place of members who turn out to have left.
const reserve = 15

/** What a board is of. A domain's board is always of all time. */
export type Subject =
  | { readonly kind: 'period'; readonly period: Period }
  | { readonly kind: 'domain'; readonly domain: Domain }

export type Board = StandingsPage & {
  readonly subject: Subject
  readonly streaks: ReadonlyMap<string, Streak>
  /** Ranks in the last snapshot before a week's board; undefined when there is none to compare with. */
  readonly before: ReadonlyMap<string, number> | undefined
  /** Whether it was posted and corrected since. */
  readonly revised: boolean
  /** The member who asked, if one did. */
  readonly me: string | undefined
  readonly meHidden: boolean
}

/** A member's name in the guild, '' where it is not to be had; undefined when they are no longer in it. */
export type NameOf = (member: string) => Promise<string | undefined>

/** Names as the chat service knows them; throws while that is out of reach. */
export const nameOver =
  (chat: Pick<Chat, 'member'>, guild: string): NameOf =>
  async (member) => {
    const found = await chat.member(guild, member)
    return found && (found.name ?? '')
  }

/** Reads a guild's board; with `me`, that member's own row as well. */
export async function readBoard(
  db: Db,
  guild: string,
  subject: Subject,
  me?: string,
): Promise<Board> {
  const ofDomain = subject.kind === 'domain'
  const field = {
    guild,
    period: periodKey(ofDomain ? allTime : subject.period),
    domain: ofDomain ? subject.domain.id : '',
    leastAnswered: ofDomain ? domainLeast : 0,
  }
  const page = await standingsOf(db, field, { most: rowsMost + reserve, me })
  const members = [...page.first.map(({ member }) => member), ...(me === undefined ? [] : [me])]
  const isWeek = !ofDomain && subject.period.kind === 'week'
  return {
    ...page,
    subject,
    streaks: await streaksOf(db, guild, members),
    before: isWeek ? await ranksBefore(db, guild, weeklyBoard, field.period, members) : undefined,
    revised: isWeek && (await isRevised(db, guild, weeklyBoard, field.period)),
    me,
    meHidden: me !== undefined && (await isHidden(db, guild, me)),
  }
}

/**
 * The board as a panel: the first ten, the asking member's own row, the rules in one line; on a board
 * that is `final`, the winners by name. Members without a name have left (`gone`) and are left out,
 * and the ranks close up.
 */
export async function boardPanel(
  board: Board,
  language: Language,
  nameOf: NameOf,
  { final }: { readonly final: boolean } = { final: false },
): Promise<{
  readonly panel: Panel
  readonly shown: readonly Standing[]
  readonly gone: ReadonlySet<string>
}> {
  const { board: say } = textsIn(language)
  const names = await namesOf(board, nameOf)
  const gone = new Set([...names].flatMap(([member, name]) => (name === undefined ? [member] : [])))
  const { top, own } = shownOf(board.first, board.own, gone, rowsMost)
  const { subject } = board
  const title =
    subject.kind === 'domain'
      ? say.title(allTime, subject.domain.title[language])
      : say.title(subject.period, undefined)
  const span = say.span(subject.kind === 'domain' ? allTime : subject.period)
  const people = board.participants - gone.size
  const named = (member: string) => `**${nameInLine(names.get(member) ?? '') || say.nameless}**`
  const lines = top.map((row) => {
    const mine = row.member === board.me ? ` (${say.you})` : ''
    const who = `${markOf(row.rank)} ${named(row.member)}${mine}`
    return [who, ...movedWords(row, board, say), detail(row, board, say)].join(' · ')
  })
  const winners = final ? top.filter(({ rank }) => rank === 1) : []
  const blocks: Block[] = [
    text(`${title}\n-# ${people > 0 ? `${span} · ${say.people(people)}` : span}`),
    ...winnersBlocks(winners, named, say),
    // A block each, so that the small line stands nearer to its own name than to the next.
    ...(lines.length > 0 ? lines : [emptyWords(subject, say)]).map(text),
    ...ownBlocks(board, top, own, say),
    { kind: 'rule' },
    ...(board.revised ? [text(`-# ${say.revised}`)] : []),
    ...(board.before && top.length > 0 ? [text(`-# ${say.footerMoved}`)] : []),
    text(`-# ${subject.kind === 'domain' ? say.footerDomain(domainLeast) : say.footer}`),
  ]
  return { panel: { tone: 'board', blocks }, shown: top, gone }
}

const winnersNamed = 3

/** Who came first, by name and without a mention. */
function winnersBlocks(
  winners: readonly Standing[],
  named: (member: string) => string,
  say: BoardTexts,
): readonly Block[] {
  const [first] = winners
  if (!first) return []
  const names = winners.slice(0, winnersNamed).map(({ member }) => named(member))
  return [text(say.winners(names, winners.length - names.length, say.points(first.points)))]
}

/** How a row moved since the last snapshot; nothing when there is none to compare with. */
const movedWords = (row: Standing, { before }: Board, say: BoardTexts): readonly string[] =>
  before ? [say.moved(movementOf(row.rank, before.get(row.member)))] : []

const text = (words: string): Block => ({ kind: 'text', text: words })

/** Names of the members to be shown; asks for more only in place of those who have left. */
async function namesOf(
  { first }: Board,
  nameOf: NameOf,
): Promise<ReadonlyMap<string, string | undefined>> {
  const names = new Map<string, string | undefined>()
  let found = 0
  while (found < rowsMost && names.size < first.length) {
    const next = first.slice(names.size, names.size + rowsMost - found)
    const answers = await Promise.all(
      next.map(async ({ member }) => [member, await nameOf(member)] as const),
    )
    for (const [member, name] of answers) {
      names.set(member, name)
      if (name !== undefined) found += 1
    }
  }
  return names
}

// All of one width, so that the names begin at one edge without a fixed-width font.
const marks = ['🥇', '🥈', '🥉', '4️⃣', '5️⃣', '6️⃣', '7️⃣', '8️⃣', '9️⃣', '🔟']
const markOf = (rank: number): string => marks[rank - 1] ?? `**${rank}**`

function detail(row: Standing, board: Board, say: BoardTexts): string {
  const days = board.streaks.get(row.member)?.length ?? 0
  const rest = [
    ...(row.answered > 0 ? [say.right(row.right, row.answered)] : []),
    ...(days > 0 ? [say.streak(days)] : []),
  ]
  const points = `**${say.points(row.points)}**`
  return rest.length > 0 ? `${points}\n-# ${rest.join(' · ')}` : points
}

function emptyWords(subject: Subject, say: BoardTexts): string {
  return subject.kind === 'domain' ? say.emptyDomain(domainLeast) : say.empty(subject.period)
}

/** Where the asking member stands when the rows above do not show it. */
function ownBlocks(
  board: Board,
  top: readonly Standing[],
  own: Standing | undefined,
  say: BoardTexts,
): readonly Block[] {
  const inTop = top.some(({ member }) => member === board.me)
  if (board.me === undefined || inTop) return []
  if (!own) return top.length > 0 ? [{ kind: 'rule' }, text(`-# ${say.notYet}`)] : []
  if (board.subject.kind === 'domain' && own.answered < domainLeast)
    return [{ kind: 'rule' }, text(`-# ${say.tooFew(own.answered, domainLeast)}`)]
  const hidden = board.meHidden ? `\n-# 🙈 ${say.onlyYou}` : ''
  const moved = board.meHidden ? [] : movedWords(own, board, say)
  const row = [`**${say.ownRank(own.rank)}**`, say.you, ...moved, detail(own, board, say)]
  return [{ kind: 'rule' }, text(`${row.join(' · ')}${hidden}`)]
}
