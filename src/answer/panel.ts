// Panel: an answer as a chat shows it, with its sources beneath.

import type { Block, Panel } from '#core/reply.ts'
import { withoutTables } from '#lib/markdown.ts'
import { escapeMarkdown } from '#lib/text.ts'
import { type Answer, type Citation, lastOf } from './answer.ts'
import { textsIn } from './texts.ts'

/** Where a note can be read: a link when there is a page for it, undefined otherwise. */
export type NoteLink = (source: {
  readonly file: string
  readonly lines: readonly [number, number]
}) => string | undefined

export const sourcesAction = 'sources'

/** The answer, its sources with lines, and the button that opens their full passages. */
export function answerPanel(answer: Answer, ask: string, linkTo: NoteLink): Panel {
  const say = textsIn(answer.language)
  const asked: Block = { kind: 'text', text: `### ${escapeMarkdown(answer.question)}` }
  const label: Block = { kind: 'text', text: `-# ${say.label[answer.kind]}` }
  const sources = answer.citations.map((citation) => sourceLine(citation, linkTo)).join('\n')
  const blocks: Block[] =
    answer.kind === 'unsupported'
      ? [asked, label, { kind: 'text', text: say.unsupported }]
      : [asked, { kind: 'text', text: withoutTables(answer.text) }, { kind: 'rule' }, label]
  if (sources !== '') {
    const heading = answer.kind === 'unsupported' ? `-# ${say.nearest}\n` : ''
    blocks.push({ kind: 'text', text: heading + sources })
    blocks.push({
      kind: 'buttons',
      buttons: [
        {
          kind: 'button',
          does: { action: sourcesAction, subject: ask },
          label: say.sources,
          emoji: '📚',
          look: 'secondary',
        },
      ],
    })
  }
  return { tone: answer.kind === 'unsupported' ? 'problem' : 'answer', blocks }
}

/** One line under an answer: number, heading, note and lines. */
export function sourceLine({ number, title, source, lines }: Citation, linkTo: NoteLink): string {
  const url = linkTo({ file: source, lines })
  const name = lastOf(title).replaceAll(/[[\]]/g, '')
  return `-# [${number}] ${url ? `[${name}](${url})` : name} · ${placeOf(source, lines)}`
}

export const placeOf = (source: string, [from, to]: readonly [number, number]): string =>
  from === to ? `${source}:${from}` : `${source}:${from}–${to}`
