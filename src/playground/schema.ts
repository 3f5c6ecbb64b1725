// Schema: Discord's published OpenAPI file as a second opinion on every request and answer.

import { readFileSync } from 'node:fs'
import type { ValidateFunction } from 'ajv/dist/2020.js'

type Media = { 'application/json'?: { schema?: object } }
type Operation = {
  requestBody?: { content?: Media }
  responses?: Record<string, { content?: Media; $ref?: string }>
}
type Described = { paths: Record<string, Record<string, Operation>> }

export type Schema = {
  /** What in a request body does not fit; nothing when the file does not know the route. */
  readonly request: (method: string, path: string, body: unknown) => readonly string[]
  readonly response: (
    method: string,
    path: string,
    status: number,
    body: unknown,
  ) => readonly string[]
}

/** `default_member_permissions` is an integer in the file, text in every client. */
function loosened(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(loosened)
  if (body === null || typeof body !== 'object') return body
  const { default_member_permissions: bits, ...rest } = body as Record<string, unknown>
  return typeof bits === 'string' && /^\d+$/.test(bits)
    ? { ...rest, default_member_permissions: Number(bits) }
    : body
}

/** Loads the file; ajv is a development dependency, so it is loaded here and only here. */
export async function openSchema(file: string): Promise<Schema> {
  const [{ Ajv2020 }, formats] = await Promise.all([
    import('ajv/dist/2020.js'),
    import('ajv-formats'),
  ])
  const ajv = new Ajv2020({ strict: false, logger: false })
  formats.default.default(ajv)
  ajv.addFormat('snowflake', /^(0|[1-9]\d{0,19})$/)
  ajv.addFormat('nonce', true)
  const described = JSON.parse(readFileSync(file, 'utf8')) as Described
  ajv.addSchema(described, 'discord')

  const routes = Object.keys(described.paths).map((template) => ({
    template,
    pattern: new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`),
    // The most literal template wins: `@original` before any message.
    variables: template.split('{').length,
  }))
  routes.sort((a, b) => a.variables - b.variables)

  const compiled = new Map<string, ValidateFunction | undefined>()
  const validator = (pointer: string) => {
    if (!compiled.has(pointer)) compiled.set(pointer, ajv.getSchema(`discord#${pointer}`))
    return compiled.get(pointer)
  }
  const escaped = (part: string) =>
    encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))

  const check = (validate: ValidateFunction | undefined, body: unknown): string[] => {
    if (validate === undefined || validate(body)) return []
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) =>
        `${instancePath || '/'} ${message} ${JSON.stringify(params)}`,
    )
  }

  const operation = (method: string, path: string) => {
    const template = routes.find(({ pattern }) => pattern.test(path))?.template
    const key = method.toLowerCase()
    if (template === undefined) return undefined
    const found = described.paths[template]?.[key]
    return found && { found, base: `/paths/${escaped(template)}/${key}` }
  }

  return {
    request(method, path, body) {
      const known = operation(method, path)
      if (!known?.found.requestBody?.content?.['application/json'] || body === undefined) return []
      const pointer = `${known.base}/requestBody/content/application~1json/schema`
      return check(validator(pointer), loosened(body))
    },
    response(method, path, status, body) {
      const known = operation(method, path)
      const media = known?.found.responses?.[String(status)]?.content?.['application/json']
      if (!known || media?.schema === undefined) return []
      const pointer = `${known.base}/responses/${status}/content/application~1json/schema`
      return check(validator(pointer), body)
    },
  }
}
