// Panel: an answer as a chat shows it, with its sources beneath.

import type { NoteLink } from '#core/note-link.ts'
import type { Block, Panel } from '#core/reply.ts'
import { withoutTables } from '#lib/markdown.ts'
import { fileOf, placeOf } from '#lib/place.ts'
import { escapeMarkdown } from '#lib/text.ts'
import { type Answer, type Citation, lastOf } from './answer.ts'
import { textsIn } from './texts.ts'

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
  return `-# [${number}] ${url ? `[${name}](${url})` : name} · ${placeOf(fileOf(source), lines)}`
}
