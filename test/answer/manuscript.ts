// Manuscript: what a model wrote, said event by event, over two short passages.

import { beginWriting } from '#answer/claim.ts'
import { partsOf } from '#answer/parts.ts'
import { provenOf, write } from '#answer/written.ts'
import type { LlmEvent, Source } from '#core/llm.ts'
import type { Passage } from '#knowledge/retrieve.ts'

const passage = (id: string, text: string, line: number): Passage => ({
  concept: {
    id,
    course: 'c',
    topic: 't',
    domain: undefined,
    task: undefined,
    verified: undefined,
    source: undefined,
    texts: {},
  },
  language: 'ko',
  title: `SQS > ${id}`,
  text,
  score: 1,
  source: 'notes/sqs.ko.md',
  lines: [line, line + text.split('\n').length],
})
export const passages = [
  passage('visibility', '기본값은 30초다.\n최대는 12시간이다.', 10),
  passage('retention', '보관 기간은 4일이다.', 20),
]
export const sources: readonly Source[] = passages.map(({ concept, title, text }) => ({
  id: concept.id,
  title,
  parts: partsOf(text).map((part) => part.text),
}))
/** What speaks of the notes shares their subject; "다음과 같아요" says nothing by itself. */
export const always = (sentence: string) =>
  /믿지 마|paste/.test(sentence) ? 0.1 : /[:：]$|같아요|^\| 값/.test(sentence) ? undefined : 1
export const cite = (piece: number, source: number, part: number): LlmEvent => ({
  kind: 'citation',
  piece,
  source,
  from: part,
  to: part + 1,
  quote: sources[source]?.parts[part] ?? 'nothing',
})
export const text = (piece: number, words: string): LlmEvent => ({
  kind: 'text',
  piece,
  text: words,
})

/** What is left of the events when all of them have come. */
export function written(...events: readonly LlmEvent[]) {
  const writing = beginWriting()
  for (const event of events) writing.take(event)
  return write(writing.all(), provenOf(writing.all(), sources, always), passages)
}
