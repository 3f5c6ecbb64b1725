// PostgreSQL: a server shared by replicas, reached through a small pool.

import { drizzle } from 'drizzle-orm/postgres-js'
import postgres, { type Sql } from 'postgres'
import { fail, ok, type Result } from '#lib/result.ts'
import { casing, type Database } from './database.ts'

export type PostgresFault = {
  readonly kind: 'unreachable' | 'refused'
  readonly server: string
  readonly reason: string
}

/** What pg-boss and our own SQL need. */
const oldest = 13

/** Addresses that hosts hand out carry settings of libpq this driver would pass on to the server. */
function withoutLibpq(url: string): string {
  const address = new URL(url)
  for (const name of ['channel_binding', 'gssencmode', 'uselibpqcompat'])
    address.searchParams.delete(name)
  return address.href
}

/** A pool whose sessions all speak UTC and ISO dates, and give int8 as PGlite does. */
export function openPool(url: string, size: number): Sql {
  return postgres(withoutLibpq(url), {
    max: size,
    connect_timeout: 10,
    onnotice: () => {},
    connection: { application_name: 'gongbu', TimeZone: 'UTC', DateStyle: 'ISO' },
    types: {
      int8: {
        to: 20,
        from: [20],
        serialize: String,
        parse: (text: string) => {
          const number = Number(text)
          return Number.isSafeInteger(number) ? number : BigInt(text)
        },
      },
    },
  }) as unknown as Sql
}

/** The fault's words without the password, however the driver quoted it. */
function masked(url: string, words: string): string {
  const password = /:\/\/[^:@/]*:([^@]*)@/.exec(url)?.[1] ?? ''
  let said = words
  for (const secret of [password, URL.parse(url)?.password ?? ''])
    if (secret !== '') said = said.replaceAll(secret, '…')
  return said
}

function faultOf(error: unknown, server: string, url: string): PostgresFault {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  const reason = masked(url, message === '' ? code : message)
  // A five-character SQLSTATE is the server's own answer; 57P03 is a server that is not up yet.
  const answered = /^[0-9A-Z]{5}$/.test(code) && code !== '57P03'
  return { kind: answered ? 'refused' : 'unreachable', server, reason }
}

/** Opens a pool and asks the server who it is, so that a wrong address or password is known at once. */
export async function openPostgres(url: string): Promise<Result<Database, PostgresFault>> {
  let client: Sql
  try {
    client = openPool(url, 8)
  } catch {
    return fail({
      kind: 'refused',
      server: 'DATABASE_URL',
      reason: 'it is not an address such as postgres://user:password@host:5432/name',
    })
  }
  const { host, port, database } = client.options
  const server = `${host[0]}:${port[0]}/${database}`
  try {
    const [about] = await client<[{ number: number; version: string; encoding: string }]>`
      select current_setting('server_version_num')::int as number,
        current_setting('server_version') as version,
        current_setting('server_encoding') as encoding`
    const reason =
      about.number < oldest * 10_000
        ? `PostgreSQL ${about.version} is too old: ${oldest} or newer is needed`
        : about.encoding !== 'UTF8'
          ? `its encoding is ${about.encoding}: UTF8 is needed`
          : undefined
    if (reason !== undefined) {
      await client.end({ timeout: 1 })
      return fail({ kind: 'refused', server, reason })
    }
    return ok({
      kind: 'postgres',
      client,
      url,
      db: drizzle(client, { casing }),
      version: about.version.split(' ')[0] ?? about.version,
      close: () => client.end({ timeout: 3 }),
    })
  } catch (error) {
    await client.end({ timeout: 1 })
    return fail(faultOf(error, server, url))
  }
}
