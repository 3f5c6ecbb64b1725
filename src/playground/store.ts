// Store: what the playground remembers, written through to one SQLite file at every change.

import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

export type Kind =
  | 'fact'
  | 'role'
  | 'channel'
  | 'member'
  | 'message'
  | 'vote'
  | 'nonce'
  | 'command'
  | 'interaction'

export type Store = {
  readonly all: (kind: Kind) => { id: string; body: string }[]
  readonly put: (kind: Kind, id: string, body: string) => void
  readonly remove: (kind: Kind, id: string) => void
  readonly putFile: (id: string, type: string, bytes: Uint8Array) => void
  readonly removeFile: (id: string) => void
  readonly file: (id: string) => { type: string; bytes: Uint8Array<ArrayBuffer> } | undefined
  readonly close: () => void
}

/**
 * Opens the store at `path`, or one in memory. A killed process loses nothing it had put.
 * Throws, with words for a person, when another process holds the file.
 */
export function openStore(path: string | undefined, fresh = false): Store {
  if (path !== undefined) {
    mkdirSync(dirname(path), { recursive: true })
  }
  const db = new DatabaseSync(path ?? ':memory:')
  try {
    db.exec(
      'pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = normal',
    )
    if (fresh) db.exec('drop table if exists records; drop table if exists files')
    db.exec(`
      create table if not exists records (
        kind text not null, id text not null, body text not null, primary key (kind, id)
      ) without rowid;
      create table if not exists files (id text primary key, type text not null, bytes blob not null);
    `)
  } catch (error) {
    db.close()
    if (!(error instanceof Error) || !/locked|busy/.test(error.message)) throw error
    throw new Error(
      `The playground's store ${path} is in use by another process. Stop that one first, or set DATA_DIR to another folder.`,
    )
  }
  const all = db.prepare('select id, body from records where kind = ? order by length(id), id')
  const put = db.prepare('insert or replace into records (kind, id, body) values (?, ?, ?)')
  const remove = db.prepare('delete from records where kind = ? and id = ?')
  const putFile = db.prepare('insert or replace into files (id, type, bytes) values (?, ?, ?)')
  const removeFile = db.prepare('delete from files where id = ?')
  const file = db.prepare('select type, bytes from files where id = ?')
  return {
    all: (kind) => all.all(kind) as { id: string; body: string }[],
    put: (kind, id, body) => void put.run(kind, id, body),
    remove: (kind, id) => void remove.run(kind, id),
    putFile: (id, type, bytes) => void putFile.run(id, type, bytes),
    removeFile: (id) => void removeFile.run(id),
    file: (id) => file.get(id) as { type: string; bytes: Uint8Array<ArrayBuffer> } | undefined,
    close: () => db.close(),
  }
}
