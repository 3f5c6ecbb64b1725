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

/**
 * A guild's settings to be changed in this transaction: whoever else wants to change them waits for its
 * end, so that of two changes at once neither is lost.
 */
export async function settingsToChange(tx: Db, guild: string): Promise<GuildSettings | undefined> {
  const [row] = await tx.select().from(guilds).where(eq(guilds.id, guild)).for('update')
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

/**
 * Writes down a guild with the defaults the first time it is seen; later its name only. One that was
 * set up and left is owed posts again.
 */
export async function rememberGuild(
  db: Db,
  guild: { readonly guild: string; readonly name: string; readonly language: Language },
): Promise<void> {
  await db
    .insert(guilds)
    .values(defaults(guild.guild, guild.name, guild.language))
    .onConflictDoUpdate({
      target: guilds.id,
      set: {
        name: guild.name,
        // Only a guild that was set up has a channel; what was due meanwhile is over by its own hours.
        since: sql`case when ${guilds.since} is null and ${guilds.quizChannel} is not null
          then to_timestamp(0) else ${guilds.since} end`,
      },
    })
}

/** Nothing is owed any more to a guild the bot is no longer in, until it is seen again. */
export async function leaveGuild(db: Db, guild: string): Promise<void> {
  await db.update(guilds).set({ since: null }).where(eq(guilds.id, guild))
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

/** How a member is reminded. */
export type ReminderWay = 'dm' | 'mention'

/** What a member has chosen for themselves in one guild. */
export type MemberSettings = {
  /** Null leaves it to Discord. */
  readonly language: Language | null
  /** Off the boards; their history is kept. */
  readonly hidden: boolean
  /** Null means never; `closed` that they take no direct messages from the bot. */
  readonly reminders: ReminderWay | 'closed' | null
}

const unchosen: MemberSettings = { language: null, hidden: false, reminders: null }

/** What a member has chosen; the defaults for one who has chosen nothing. */
export async function memberSettings(
  db: Db,
  guild: string,
  member: string,
): Promise<MemberSettings> {
  const [row] = await db
    .select({
      language: members.language,
      hidden: members.hidden,
      reminders: members.reminders,
    })
    .from(members)
    .where(isMember(guild, member))
  return row ?? unchosen
}

/** The members of a guild who keep their results from the others. */
export async function hiddenMembers(db: Db, guild: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .select({ member: members.member })
    .from(members)
    .where(and(eq(members.guild, guild), members.hidden))
  return new Set(rows.map(({ member }) => member))
}

/** Changes some of what a member has chosen. Whoever chooses is there, also when they had left before. */
export async function changeMember(
  db: Db,
  guild: string,
  member: string,
  change: Partial<MemberSettings>,
): Promise<void> {
  const set = { ...change, left: false }
  await db
    .insert(members)
    .values({ guild, member, ...set })
    .onConflictDoUpdate({ target: [members.guild, members.member], set })
}

/** Ends a member's reminders; false when they had none. */
export async function stopReminders(db: Db, guild: string, member: string): Promise<boolean> {
  const stopped = await db
    .update(members)
    .set({ reminders: null })
    .where(and(isMember(guild, member), inArray(members.reminders, ['dm', 'mention'])))
    .returning({ member: members.member })
  return stopped.length > 0
}

/** Remembers that a member takes no direct messages, unless they have chosen otherwise meanwhile. */
export async function closeReminders(db: Db, guild: string, member: string): Promise<void> {
  await db
    .update(members)
    .set({ reminders: 'closed' })
    .where(and(isMember(guild, member), eq(members.reminders, 'dm')))
}

const isMember = (guild: string, member: string) =>
  and(eq(members.guild, guild), eq(members.member, member))

/** The language a member chose for themselves; undefined when they leave it to Discord. */
export async function memberLanguage(
  db: Db,
  guild: string,
  member: string,
): Promise<Language | undefined> {
  const [row] = await db
    .select({ language: members.language })
    .from(members)
    .where(isMember(guild, member))
  return row?.language ?? undefined
}
