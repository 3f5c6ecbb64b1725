// Panel: an answer as a chat shows it, with its sources beneath.

import { fitted } from '#core/fitted.ts'
import type { NoteLink } from '#core/note-link.ts'
import type { Block, Panel } from '#core/reply.ts'
import { withoutTables } from '#lib/markdown.ts'
import { fileOf, placeOf } from '#lib/place.ts'
import { escapeMarkdown, shorten } from '#lib/text.ts'
import { type Answer, type Citation, lastOf, passageOf, shownOf } from './answer.ts'
import { textsIn } from './texts.ts'

/** The action of the button that opens an answer's sources; its subject is the question's id. */
export const sourcesAction = 'sources'

const nameMost = 80

/** The answer, its sources with lines, and the button that opens their full passages. */
export function answerPanel(answer: Answer, ask: string, linkTo: NoteLink): Panel {
  const say = textsIn(answer.language)
  const asked: Block = { kind: 'text', text: `### ${escapeMarkdown(answer.question)}` }
  const label: Block = { kind: 'text', text: `-# ${say.label[answer.kind]}` }
  const sources = answer.citations.map((citation) => sourceLine(citation, linkTo)).join('\n')
  const passages = shownOf(answer).map(
    (citation): Block => ({ kind: 'text', text: withoutTables(passageOf(citation)) }),
  )
  const blocks: Block[] =
    answer.kind === 'unsupported'
      ? [asked, label, { kind: 'text', text: say.unsupported }]
      : [asked, ...passages, { kind: 'rule' }, label]
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
  return { tone: answer.kind === 'unsupported' ? 'problem' : 'answer', blocks: fitted(blocks) }
}

/** One line under an answer: number, heading, note and lines. */
export function sourceLine({ number, title, source, lines }: Citation, linkTo: NoteLink): string {
  const url = linkTo({ file: source, lines })
  const name = shorten(lastOf(title).replaceAll(/[[\]]/g, ''), nameMost)
  return `-# [${number}] ${url ? `[${name}](${url})` : name} · ${placeOf(fileOf(source), lines)}`
}
