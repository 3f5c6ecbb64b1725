// Reading: what a request asks, from which passages, in which language; for both ways of sending notes.

import type { Body, SearchResult } from './contract.ts'

/** A passage, and the number by which its first part is called when notes come as numbered lines. */
type Passage = {
  readonly source: string
  readonly title: string
  readonly parts: readonly string[]
}

export type Reading = {
  readonly system: string
  readonly question: string
  readonly earlier: readonly string[]
  readonly passages: readonly Passage[]
  readonly language: 'ko' | 'en'
  /** What the model is told to write when the passages do not answer. */
  readonly absent: string
  readonly manner: 'plain' | 'more' | 'simpler'
  /** The shape of the value that is asked for. */
  readonly schema: unknown
  /** The last user turn's plain text, for values. */
  readonly input: string
}

/** Reads a request whose notes are search results. */
export function readNative(body: Body): Reading {
  const last = body.messages.at(-1)?.content ?? ''
  const blocks = typeof last === 'string' ? [{ type: 'text' as const, text: last }] : last
  const results = blocks.filter((block): block is SearchResult => block.type === 'search_result')
  const said = blocks.flatMap((block) => (block.type === 'text' ? [block.text] : []))
  return {
    ...readWords(systemOf(body), said.join('\n'), body.messages),
    passages: results.map(({ source, title, content }) => ({
      source,
      title,
      parts: content.map(({ text }) => text),
    })),
    schema: body.output_config?.format?.schema,
  }
}

/** Reads a request as a server does that knows text alone: everything else is silently dropped. */
export function readPlain(json: Readonly<Record<string, unknown>>): Reading {
  const messages = (Array.isArray(json['messages']) ? json['messages'] : []) as Body['messages']
  const said = textsOf(messages.at(-1)?.content)
  const system = systemOf(json as Body)
  const schema = schemaIn(system)
  // Asked to write a value again, it is still about what was asked first.
  const input = schema === undefined ? said : textsOf(messages[0]?.content)
  return {
    ...readWords(system, input, messages),
    passages: numbered(between(said, 'passages') ?? ''),
    schema,
  }
}

function readWords(system: string, input: string, messages: Body['messages']) {
  const question = between(input, 'question') ?? input
  const asked = /Write in (Korean|English)/.exec(system)?.[1]
  const isKorean = asked ? asked === 'Korean' : /\p{Script=Hangul}/u.test(question)
  return {
    system,
    input,
    question,
    earlier: messages.slice(0, -1).map(({ content }) => textsOf(content)),
    language: isKorean ? ('ko' as const) : ('en' as const),
    absent: /write ([A-Z_]{6,}) and nothing else/.exec(system)?.[1] ?? 'The notes do not say.',
    manner: /asks for more/.test(system)
      ? ('more' as const)
      : /simpler answer/.test(system)
        ? ('simpler' as const)
        : ('plain' as const),
  }
}

function systemOf({ system }: Pick<Body, 'system'>): string {
  if (typeof system === 'string' || system === undefined) return system ?? ''
  return system.map(({ text }) => text).join('\n')
}

/** The text of a turn; blocks of other kinds are dropped. */
function textsOf(content: Body['messages'][number]['content'] | undefined): string {
  if (typeof content === 'string' || content === undefined) return content ?? ''
  return content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('\n')
}

function between(text: string, name: string): string | undefined {
  const from = text.indexOf(`<${name}>\n`)
  const to = text.indexOf(`\n</${name}>`, from)
  return from < 0 || to < 0 ? undefined : text.slice(from + name.length + 3, to)
}

/** Passages under their titles, each part after its number in brackets. */
function numbered(text: string): readonly Passage[] {
  const passages: { source: string; title: string; parts: string[] }[] = []
  for (const line of text.split('\n')) {
    const title = /^# (.*)$/.exec(line)?.[1]
    const part = /^\[\d+\] (.*)$/.exec(line)?.[1]
    const last = passages.at(-1)
    if (title !== undefined) passages.push({ source: title, title, parts: [] })
    else if (part !== undefined) last?.parts.push(part)
    else if (last && line !== '') last.parts.push(`${last.parts.pop() ?? ''}\n${line}`)
  }
  return passages.filter(({ parts }) => parts.length > 0)
}

function schemaIn(system: string): unknown {
  const found = /JSON Schema:\n(\{.*\})$/m.exec(system)?.[1]
  try {
    return found === undefined ? undefined : JSON.parse(found)
  } catch {
    return undefined
  }
}
