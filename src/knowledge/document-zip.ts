// Document zip: the parts of a Word file, unpacked within a hard limit, and packed again without surprises.

import { crc32, inflateRawSync } from 'node:zlib'
import { fail, ok, type Result } from '#lib/result.ts'

/** PKWARE APPNOTE 6.3.10: 4.3.7 local header, 4.3.12 central directory, 4.3.16 its end. */
const localMark = 0x04034b50
const centralMark = 0x02014b50
const endMark = 0x06054b50
const localSize = 30
const centralSize = 46
const endSize = 22
const longestComment = 0xffff

const mostParts = 5000
/** All parts together once unpacked; a book of text stays below it. */
const mostBytes = 64_000_000

const damaged = 'is damaged and cannot be read; save it again from the program that made it'
const bomb =
  `unpacks to more than ${mostBytes / 1e6} MB, which no notes do; ` +
  'save it again from Word or split it'

export type Parts = ReadonlyMap<string, Uint8Array>

const leaves = (name: string): boolean =>
  name.startsWith('/') || /[\\\0:]/.test(name) || name.split('/').includes('..')

function endOf(zip: Buffer): number | undefined {
  const first = Math.max(0, zip.length - endSize - longestComment)
  for (let at = zip.length - endSize; at >= first; at--) {
    if (zip.readUInt32LE(at) === endMark) return at
  }
  return undefined
}

function inflated(zip: Buffer, header: number, room: number): Result<Uint8Array, string> {
  const method = zip.readUInt16LE(header + 10)
  const packed = zip.readUInt32LE(header + 20)
  const local = zip.readUInt32LE(header + 42)
  if (zip.readUInt32LE(local) !== localMark) return fail(damaged)
  const from = local + localSize + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
  const data = zip.subarray(from, from + packed)
  if (data.length !== packed || (method !== 0 && method !== 8)) return fail(damaged)
  if (method === 0) return packed > room ? fail(bomb) : ok(data)
  try {
    return ok(inflateRawSync(data, { maxOutputLength: Math.max(1, room) }))
  } catch (error) {
    return fail((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? bomb : damaged)
  }
}

/**
 * The parts whose name `wanted` accepts. Names that lead out of the archive, encrypted parts, parts
 * that stand twice, and sizes above the limit, as declared and as they turn out to be, are faults.
 */
export function unzip(bytes: Uint8Array, wanted: (name: string) => boolean): Result<Parts, string> {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = zip.length < endSize ? undefined : endOf(zip)
  if (end === undefined) return fail(damaged)
  const count = zip.readUInt16LE(end + 10)
  if (count > mostParts)
    return fail(`has ${count} parts, which no notes have; save it again from Word`)
  const parts = new Map<string, Uint8Array>()
  let declared = 0
  let actual = 0
  let at = zip.readUInt32LE(end + 16)
  try {
    for (let part = 0; part < count; part++) {
      if (zip.readUInt32LE(at) !== centralMark) return fail(damaged)
      const nameEnd = at + centralSize + zip.readUInt16LE(at + 28)
      const name = zip.toString('utf8', at + centralSize, nameEnd)
      if (leaves(name))
        return fail('has a part whose name leads out of it; save it again from Word')
      if ((zip.readUInt16LE(at + 8) & 1) === 1)
        return fail('is encrypted; save it without a password')
      if (wanted(name)) {
        declared += zip.readUInt32LE(at + 24)
        if (declared > mostBytes) return fail(bomb)
        if (parts.has(name)) return fail(damaged)
        const part = inflated(zip, at, mostBytes - actual)
        if (!part.ok) return part
        parts.set(name, part.value)
        actual += part.value.length
      }
      at = nameEnd + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
    }
  } catch (error) {
    if (error instanceof RangeError) return fail(damaged) // an offset beyond the file
    throw error
  }
  return ok(parts)
}

/** A zip archive of these parts, stored as they are. */
export function zipOf(parts: Parts): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, bytes] of parts) {
    const path = Buffer.from(name, 'utf8')
    // From version to extra length, the same in both headers; the flag says the name is UTF-8.
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(0x0800, 2)
    common.writeUInt32LE(crc32(bytes), 10)
    common.writeUInt32LE(bytes.length, 14)
    common.writeUInt32LE(bytes.length, 18)
    common.writeUInt16LE(path.length, 22)
    const local = Buffer.alloc(4)
    local.writeUInt32LE(localMark)
    const central = Buffer.alloc(6)
    central.writeUInt32LE(centralMark)
    central.writeUInt16LE(20, 4)
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    files.push(local, common, path, Buffer.from(bytes))
    directory.push(central, common, rest, path)
    offset += localSize + path.length + bytes.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(endSize)
  end.writeUInt32LE(endMark)
  end.writeUInt16LE(parts.size, 8)
  end.writeUInt16LE(parts.size, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...files, listed, end])
}
