// Settings in Postgres.

import { and, eq, isNotNull } from 'drizzle-orm'
import type { Db } from '#core/deps.ts'
import type { Language } from '#core/language.ts'
import { defaults, type GuildSettings } from './settings.ts'
import { guilds, members } from './tables.ts'

/** A guild's settings; undefined for a guild the bot has never been in. */
export async function guildSettings(db: Db, guild: string): Promise<GuildSettings | undefined> {
  const [row] = await db.select().from(guilds).where(eq(guilds.id, guild))
  return row
}

/** Every guild that has been set up and so is owed posts. */
export function guildsSetUp(db: Db): Promise<GuildSettings[]> {
  return db.select().from(guilds).where(isNotNull(guilds.since))
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
