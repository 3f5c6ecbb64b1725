// Body: what a request brings, as JSON or as a form with `payload_json` and `files[n]`.

import { refusal } from '#playground/errors.ts'
import type { Upload } from '#playground/payload.ts'

/** Discord's limit for a whole request, in bytes. */
const most = 25 * 1024 * 1024

const fromJson = (text: string): unknown => {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    throw refusal(50109)
  }
}

/** Reads a request's body and files; 50109 for broken JSON, 40005 above 25 MiB. */
export async function readBody(request: Request): Promise<{ body: unknown; files: Upload[] }> {
  if (Number(request.headers.get('content-length') ?? 0) > most) throw refusal(40005)
  const type = request.headers.get('content-type') ?? ''
  if (!type.startsWith('multipart/form-data')) {
    return { body: fromJson(await request.text()), files: [] }
  }
  const form = await request.formData()
  const files: Upload[] = []
  for (const [key, value] of form) {
    const index = /^files\[(\d+)\]$/.exec(key)?.[1]
    if (index === undefined || typeof value === 'string') continue
    files.push({
      index,
      name: value.name,
      type: value.type || 'application/octet-stream',
      bytes: new Uint8Array(await value.arrayBuffer()),
    })
  }
  const json = form.get('payload_json')
  if (typeof json === 'string') return { body: fromJson(json), files }
  const plain = [...form].filter(([, value]) => typeof value === 'string')
  return { body: Object.fromEntries(plain), files }
}
