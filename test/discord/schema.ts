// Schema: Discord's published schema as a judge of what we send, where a copy of it is at hand.

import { existsSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

const file = new URL('../../../shared/discord-openapi.json', import.meta.url)

/** What the schema of that name finds wrong with a body; nothing when no copy is at hand. */
export function judgeOf(schema: string): (body: unknown) => string[] {
  if (!existsSync(file)) return () => []
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addFormat('snowflake', /^\d+$/u)
  ajv.addFormat('nonce', true)
  ajv.addSchema(JSON.parse(readFileSync(file, 'utf8')), 'discord')
  const validate = ajv.getSchema(`discord#/components/schemas/${schema}`)
  if (validate === undefined) throw new Error(`Discord's schema has no ${schema}`)
  return (body) =>
    validate(JSON.parse(JSON.stringify(body)))
      ? []
      : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}
