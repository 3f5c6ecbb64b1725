// Value: JSON of a given shape, filled from the input; a claim is supported when its passage shares its words and figures.

import { figuresOf, piecesOf, shared } from './overlap.ts'

type Shape = Readonly<Record<string, unknown>>
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The share of a claim's words that its passage must hold. */
const enough = 0.6

/** A value of the shape. `input` is what the model was sent; lists of it become lists of the value. */
export function fill(schema: unknown, input: string): unknown {
  let data: unknown = input
  try {
    data = JSON.parse(input)
  } catch {
    // plain words are data too
  }
  return filled(isRecord(schema) ? schema : {}, claimsIn(data), '', isRecord(schema) ? schema : {})
}

/** Claims that name their passages by number, with the passages' words in place of the numbers. */
function claimsIn(data: unknown): unknown {
  if (!isRecord(data)) return data
  const { claims, passages } = data
  if (!Array.isArray(claims) || !Array.isArray(passages)) return data
  return claims.map((each: unknown) => {
    const named = isRecord(each) && Array.isArray(each['passages']) ? each['passages'] : []
    const told = passages.filter((one) => isRecord(one) && named.includes(one['passage']))
    return isRecord(each) ? { ...each, passages: told } : each
  })
}

function filled(shape: Shape, data: unknown, name: string, root: Shape): unknown {
  const given = isRecord(data) ? data[name] : undefined
  const reference = shape['$ref']
  if (typeof reference === 'string') {
    const definitions = root['$defs']
    const found = isRecord(definitions) ? definitions[reference.split('/').at(-1) ?? ''] : undefined
    return filled(isRecord(found) ? found : {}, data, name, root)
  }
  if (Array.isArray(shape['enum'])) return shape['enum'][0]
  if ('const' in shape) return shape['const']
  switch (shape['type']) {
    case 'object': {
      const properties = isRecord(shape['properties']) ? shape['properties'] : {}
      const entries = Object.entries(properties)
      return Object.fromEntries(
        entries.map(([key, inner]) => [key, filled(isRecord(inner) ? inner : {}, data, key, root)]),
      )
    }
    case 'array': {
      const items = isRecord(shape['items']) ? shape['items'] : {}
      return (Array.isArray(data) ? data : [data]).map((each) => filled(items, each, name, root))
    }
    case 'boolean':
      return isSupported(data)
    case 'integer':
    case 'number':
      return typeof given === 'number' ? given : 1
    default:
      return typeof given === 'string' ? given : typeof data === 'string' ? data.slice(0, 200) : ''
  }
}

/** Whether the passages of a claim hold each of its figures and most of its words. */
function isSupported(data: unknown): boolean {
  if (!isRecord(data)) return false
  const { says, passages } = data
  const claim = typeof says === 'string' ? says : ''
  const passage = JSON.stringify(passages ?? '')
  const words = piecesOf(claim)
  const told = figuresOf(passage)
  const hasFigures = [...figuresOf(claim)].every((figure) => told.has(figure))
  return hasFigures && words.size > 0 && shared(words, piecesOf(passage)) / words.size >= enough
}
