// Document note: a document in a course's notes folder as concepts of the topic it is named after.

import { basename } from 'node:path/posix'
import type { Course } from '#course/course.ts'
import { type BareFile, bareConcepts, slug } from './bare.ts'
import type { Note } from './note.ts'

/** The topic whose id a file's name is or begins with: `sqs.pdf`, `sqs-limits.ko.docx`. */
function topicOf(course: Course, name: string) {
  const named = course.topics.filter(
    ({ id }) => name === id || (name.startsWith(id) && /^[-_. ]/.test(name.slice(id.length))),
  )
  return named.toSorted((a, b) => b.id.length - a.id.length)[0]
}

/**
 * The concepts of a document that stands beside a course's own notes, such as a hand-out. Their ids
 * begin with the file's name, so that they meet no anchor; a name without a topic is a fault.
 */
export function documentNote(course: Course, document: BareFile): Note {
  const name = basename(document.file)
    .replace(/\.[^.]+$/, '')
    .normalize('NFC')
    .toLowerCase()
  const topic = topicOf(course, name)
  if (!topic) {
    const example = course.topics[0]?.id ?? 'topic'
    const problem = `name this document after a topic of the course, such as "${example}.pdf"; see course.yaml`
    return { concepts: [], faults: [{ line: 1, problem }] }
  }
  const { concepts } = bareConcepts(course.id, [document])
  return {
    faults: [],
    concepts: concepts.flatMap(({ id, texts }) =>
      Object.values(texts).map((told) => ({
        id: `${slug(name)}-${id}`,
        topic: topic.id,
        domain: topic.domain,
        task: undefined,
        verified: undefined,
        source: undefined,
        told,
      })),
    ),
  }
}
