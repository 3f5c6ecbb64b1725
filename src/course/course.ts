// Course: an exam's domains with weights and tasks, and the topics in the order they are taught.

import { z } from 'zod'
import type { Bilingual } from '#core/language.ts'
import { fail, ok, type Result } from '#lib/result.ts'
import { type Fault, readPart, readYaml } from '#lib/yaml.ts'

type Task = { readonly id: string; readonly title: Bilingual }
/** `weight` is the domain's share of the exam in percent. */
type Domain = {
  readonly id: string
  readonly title: Bilingual
  readonly weight: number
  readonly tasks: readonly Task[]
}
type Topic = { readonly id: string; readonly title: Bilingual; readonly domain: string }
type Exam = { readonly code: string; readonly name: Bilingual }
/** A `bare` course is a folder of notes without a course.yaml: every topic is its own domain. */
export type Course = {
  readonly id: string
  readonly title: Bilingual
  readonly exam: Exam | undefined
  readonly domains: readonly Domain[]
  readonly topics: readonly Topic[]
  readonly bare: boolean
}

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use kebab-case, such as "api-gateway"')
const bilingual = z.strictObject({ ko: z.string().min(1), en: z.string().min(1) })
const task = z.strictObject({
  id: z.string('write the task id in quotes, such as "1.1"'),
  title: bilingual,
})

const courseFile = z.strictObject({
  id,
  title: bilingual,
  exam: z.strictObject({ code: z.string(), name: bilingual }).optional(),
  domains: z
    .array(
      z.strictObject({
        id,
        title: bilingual,
        weight: z.number().positive(),
        tasks: z.array(task).default([]),
      }),
    )
    .min(1),
  topics: z.array(z.strictObject({ id, title: bilingual, domain: z.string() })).min(1),
})

const repeated = (ids: readonly string[]): number =>
  ids.findIndex((each, at) => ids.indexOf(each) < at)

/** The course a course.yaml describes, or every fault in it with its line. */
export function parseCourse(text: string): Result<Course, readonly Fault[]> {
  const source = readYaml(text)
  if (!source.ok) return source
  const read = readPart(source.value, courseFile)
  if (!read.ok) return read
  const { domains, topics } = read.value
  const { lineOf } = source.value
  const faults: Fault[] = []
  for (const key of ['domains', 'topics'] as const) {
    const at = repeated(read.value[key].map((each) => each.id))
    const twice = read.value[key][at]
    if (twice)
      faults.push({ line: lineOf([key, at]), problem: `${key}: "${twice.id}" stands twice` })
  }
  const total = domains.reduce((sum, domain) => sum + domain.weight, 0)
  if (Math.abs(total - 100) > 0.01) {
    faults.push({ line: lineOf(['domains']), problem: `the weights sum to ${total}, not to 100` })
  }
  for (const [at, topic] of topics.entries()) {
    if (domains.some((domain) => domain.id === topic.domain)) continue
    faults.push({
      line: lineOf(['topics', at, 'domain']),
      problem: `topic "${topic.id}" names the domain "${topic.domain}", which the course lacks`,
    })
  }
  if (faults.length > 0) return fail(faults)
  return ok({ ...read.value, exam: read.value.exam, bare: false })
}

/** The course of a bare folder of notes: its topics, each a domain of equal weight. */
export function bareCourse(
  courseId: string,
  title: string,
  topics: ReadonlyMap<string, string>,
): Course {
  const both = (text: string): Bilingual => ({ ko: text, en: text })
  const named = [...topics].map(([topic, name]) => ({ id: topic, title: both(name) }))
  return {
    id: courseId,
    title: both(title),
    exam: undefined,
    domains: named.map((topic) => ({ ...topic, weight: 100 / named.length, tasks: [] })),
    topics: named.map((topic) => ({ ...topic, domain: topic.id })),
    bare: true,
  }
}
