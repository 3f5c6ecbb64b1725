// Note: a course's Markdown file, read into its concepts `## Title {#anchor}` with lines.

import { z } from 'zod'
import { languages } from '#core/language.ts'
import type { Course } from '#course/course.ts'
import { type Fault, readPart, readYaml } from '#lib/yaml.ts'
import { type ConceptText, crumb, textHash } from './concept.ts'
import { plainWords, type Section, sectionsOf } from './section.ts'

/** A concept as one language's file tells it. */
export type ToldConcept = {
  readonly id: string
  readonly topic: string
  readonly domain: string
  readonly task: string | undefined
  readonly verified: string | undefined
  readonly source: string | undefined
  readonly told: ConceptText
}
export type Note = { readonly concepts: readonly ToldConcept[]; readonly faults: readonly Fault[] }

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'write the day like 2026-11-22')
const frontMatter = z.strictObject({
  topic: z.string(),
  language: z.enum(languages),
  domain: z.string().optional(),
  task: z.string('write the task in quotes, such as "1.1"').optional(),
  verified: day.optional(),
  source: z.string().optional(),
})
const attributes = z.strictObject({
  domain: z.string().optional(),
  task: z.string().optional(),
  verified: day.optional(),
  source: z.string().optional(),
})
type FrontMatter = z.infer<typeof frontMatter>

const fenced = /^---\n([\s\S]*?)\n---(?:\n|$)/
const anchored = /^##\s+(.*?)\s*\{#([^\s}]*)((?:\s+[^}]*)?)\}\s*$/
const attribute = /\s*([a-z]+)=(?:"([^"]*)"|(\S+))/gy
const anchorForm = /^[a-z0-9]+(-[a-z0-9]+)*$/
const examMark = /^(?:시험|Exam)\s*:\s*/

const attributesOf = (text: string): Record<string, string> | undefined => {
  const found: Record<string, string> = {}
  let end = 0
  for (const [whole, key = '', quoted, bare] of text.matchAll(attribute)) {
    found[key] = quoted ?? bare ?? ''
    end += whole.length
  }
  return text.slice(end).trim() === '' ? found : undefined
}

type Place = { readonly domain: string; readonly task?: string | undefined }

/** What is wrong with the places a concept or a front matter names. */
function misplaced(course: Course, at: Place): string | undefined {
  const domain = course.domains.find((each) => each.id === at.domain)
  if (!domain) return `the course has no domain "${at.domain}"; see course.yaml`
  if (at.task === undefined || domain.tasks.some((task) => task.id === at.task)) return undefined
  return `domain "${domain.id}" has no task "${at.task}"; see course.yaml`
}

const examOf = ({ quotes }: Section): string | undefined =>
  quotes
    .map(plainWords)
    .find((quote) => examMark.test(quote))
    ?.replace(examMark, '')

/** Reads a note of a course. What cannot be read is a fault with its line; the rest is still there. */
export function parseNote(course: Course, file: string, text: string): Note {
  const matter = fenced.exec(text)
  if (!matter) {
    const problem = 'the note does not begin with front matter: ---, topic and language, ---'
    return { concepts: [], faults: [{ line: 1, problem }] }
  }
  const source = readYaml(matter[1] ?? '', 2)
  if (!source.ok) return { concepts: [], faults: source.fault }
  const read = readPart(source.value, frontMatter)
  if (!read.ok) return { concepts: [], faults: read.fault }
  const head: FrontMatter = read.value
  const topic = course.topics.find((each) => each.id === head.topic)
  if (!topic) {
    const problem = `the course has no topic "${head.topic}"; see course.yaml`
    return { concepts: [], faults: [{ line: source.value.lineOf(['topic']), problem }] }
  }
  const faults: Fault[] = []
  const named = /\.(ko|en)\.md$/.exec(file)?.[1]
  if (named && named !== head.language) {
    const problem = `the file name says ${named}, the front matter says ${head.language}`
    faults.push({ line: source.value.lineOf(['language']), problem })
  }
  const body = text.replace(fenced, (all) => all.replace(/[^\n]/g, ' '))
  const { sections, loose } = sectionsOf(body)
  if (loose !== undefined) {
    const problem = 'this text stands before the first concept; give it a "## Title {#anchor}"'
    faults.push({ line: loose, problem })
  }
  const lines = body.split('\n')
  const concepts: ToldConcept[] = []
  for (const section of sections) {
    const { from, to: last } = section
    const fault = (problem: string) => faults.push({ line: from, problem })
    const match = anchored.exec(section.heading)
    const [, title = '', id = '', more = ''] = match ?? []
    if (!match) {
      fault('the concept has no anchor; write "## Title {#anchor}"')
      continue
    }
    if (!anchorForm.test(id)) {
      fault(`the anchor "${id}" is broken; use kebab-case, such as {#sqs-visibility-timeout}`)
      continue
    }
    if (last === undefined) {
      fault(`the concept "${id}" has no text`)
      continue
    }
    const own = attributes.safeParse(attributesOf(more))
    if (!own.success) {
      fault(`the attributes of "${id}" are broken; known are domain, task, verified, source`)
    }
    const { domain = head.domain ?? topic.domain, ...rest } = own.data ?? {}
    const place = { ...head, ...rest, domain }
    const wrong = misplaced(course, place)
    if (wrong) fault(wrong)
    const told = lines.slice(from, last).join('\n').trim()
    const path = [topic.title[head.language], plainWords(title)]
    const breadcrumb = (title === '' ? path.slice(0, 1) : path).join(crumb)
    const exam = examOf(section)
    concepts.push({
      id,
      topic: topic.id,
      domain: place.domain,
      task: place.task,
      verified: place.verified,
      source: place.source,
      told: {
        language: head.language,
        title: breadcrumb,
        text: told,
        file,
        lines: [from, last],
        ...(exam === undefined ? {} : { exam }),
        hash: textHash(breadcrumb, told),
      },
    })
  }
  if (concepts.length === 0 && faults.length === 0) {
    faults.push({
      line: 1,
      problem: 'the note has no concept; begin one with "## Title {#anchor}"',
    })
  }
  return { concepts, faults }
}
