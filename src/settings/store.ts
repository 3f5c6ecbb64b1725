// Settings in Postgres.

import { and, asc, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import type { Db } from '#core/deps.ts'
import type { Language } from '#core/language.ts'
import { defaults, type GuildSettings } from './settings.ts'
import { guilds, members } from './tables.ts'

/** A guild's settings; undefined for a guild the bot has never been in. */
export async function guildSettings(db: Db, guild: string): Promise<GuildSettings | undefined> {
  const [row] = await db.select().from(guilds).where(eq(guilds.id, guild))
  return row
}

/** A guild that is owed posts, and what changes whenever one of its settings does. */
type GuildMark = { readonly id: string; readonly zone: string; readonly mark: string }

/** Every guild that has been set up and so is owed posts: cheap to read for thousands. */
export function marksSetUp(db: Db): Promise<GuildMark[]> {
  return db
    .select({ id: guilds.id, zone: guilds.zone, mark: sql<string>`md5(${guilds}::text)` })
    .from(guilds)
    .where(isNotNull(guilds.since))
    .orderBy(asc(guilds.id))
}

/** The settings of these guilds, by id; those unknown are left out. */
export function settingsOf(db: Db, ids: readonly string[]): Promise<GuildSettings[]> {
  return db
    .select()
    .from(guilds)
    .where(inArray(guilds.id, [...ids]))
    .orderBy(asc(guilds.id))
}

/** Writes down a guild with the defaults the first time it is seen; later its name only. */
export async function rememberGuild(
  db: Db,
  guild: { readonly guild: string; readonly name: string; readonly language: Language },
): Promise<void> {
  await db
    .insert(guilds)
    .values(defaults(guild.guild, guild.name, guild.language))
    .onConflictDoUpdate({ target: guilds.id, set: { name: guild.name } })
}

/** Changes some of a guild's settings; the guild must have been seen before. */
export async function changeSettings(
  db: Db,
  guild: string,
  change: Partial<Omit<GuildSettings, 'id'>>,
): Promise<void> {
  if (Object.keys(change).length === 0) return
  await db.update(guilds).set(change).where(eq(guilds.id, guild))
}

/** The language a member chose for themselves; undefined when they leave it to Discord. */
export async function memberLanguage(
  db: Db,
  guild: string,
  member: string,
): Promise<Language | undefined> {
  const [row] = await db
    .select({ language: members.language })
    .from(members)
    .where(and(eq(members.guild, guild), eq(members.member, member)))
  return row?.language ?? undefined
}
