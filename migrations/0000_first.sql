CREATE TABLE "asks" (
	"id" text PRIMARY KEY NOT NULL,
	"guild" text NOT NULL,
	"member" text NOT NULL,
	"question" text NOT NULL,
	"language" text NOT NULL,
	"outcome" text NOT NULL,
	"asked" timestamp with time zone NOT NULL,
	"local_date" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "citations" (
	"ask" text NOT NULL,
	"number" integer NOT NULL,
	"concept" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "citations_ask_number_pk" PRIMARY KEY("ask","number")
);
--> statement-breakpoint
CREATE TABLE "item_versions" (
	"item" text NOT NULL,
	"revision" text NOT NULL,
	"course" text NOT NULL,
	"body" jsonb NOT NULL,
	"proof" text NOT NULL,
	"added" timestamp with time zone NOT NULL,
	CONSTRAINT "item_versions_item_revision_pk" PRIMARY KEY("item","revision")
);
--> statement-breakpoint
CREATE TABLE "items" (
	"id" text PRIMARY KEY NOT NULL,
	"course" text NOT NULL,
	"revision" text NOT NULL,
	"state" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "concept_versions" (
	"course" text NOT NULL,
	"anchor" text NOT NULL,
	"language" text NOT NULL,
	"hash" text NOT NULL,
	"title" text NOT NULL,
	"text" text NOT NULL,
	"file" text NOT NULL,
	"from" integer NOT NULL,
	"to" integer NOT NULL,
	"added" timestamp with time zone NOT NULL,
	CONSTRAINT "concept_versions_course_anchor_language_hash_pk" PRIMARY KEY("course","anchor","language","hash")
);
--> statement-breakpoint
CREATE TABLE "concepts" (
	"course" text NOT NULL,
	"anchor" text NOT NULL,
	"ko" text,
	"en" text,
	"state" text NOT NULL,
	CONSTRAINT "concepts_course_anchor_pk" PRIMARY KEY("course","anchor")
);
--> statement-breakpoint
CREATE TABLE "standings_snapshots" (
	"guild" text NOT NULL,
	"board" text NOT NULL,
	"period" text NOT NULL,
	"revision" integer NOT NULL,
	"taken" timestamp with time zone NOT NULL,
	"rows" jsonb NOT NULL,
	CONSTRAINT "standings_snapshots_guild_board_period_revision_pk" PRIMARY KEY("guild","board","period","revision")
);
--> statement-breakpoint
CREATE TABLE "streaks" (
	"guild" text NOT NULL,
	"member" text NOT NULL,
	"length" integer NOT NULL,
	"best" integer NOT NULL,
	"freezes" integer NOT NULL,
	"toward_freeze" integer NOT NULL,
	"last_date" date NOT NULL,
	CONSTRAINT "streaks_guild_member_pk" PRIMARY KEY("guild","member")
);
--> statement-breakpoint
CREATE TABLE "totals" (
	"guild" text NOT NULL,
	"member" text NOT NULL,
	"period" text NOT NULL,
	"domain" text DEFAULT '' NOT NULL,
	"points" integer NOT NULL,
	"right" integer NOT NULL,
	"answered" integer NOT NULL,
	CONSTRAINT "totals_guild_period_domain_member_pk" PRIMARY KEY("guild","period","domain","member")
);
--> statement-breakpoint
CREATE TABLE "ballots" (
	"round" text NOT NULL,
	"member" text NOT NULL,
	"option" text NOT NULL,
	CONSTRAINT "ballots_round_member_option_pk" PRIMARY KEY("round","member","option")
);
--> statement-breakpoint
CREATE TABLE "rounds" (
	"id" text PRIMARY KEY NOT NULL,
	"guild" text NOT NULL,
	"local_date" date NOT NULL,
	"item" text NOT NULL,
	"revision" text NOT NULL,
	"concept" text NOT NULL,
	"domain" text NOT NULL,
	"topic" text NOT NULL,
	"shown" text[] NOT NULL,
	"keys" text[] NOT NULL,
	"code" text NOT NULL,
	"channel" text NOT NULL,
	"message" text,
	"opens" timestamp with time zone NOT NULL,
	"closes" timestamp with time zone NOT NULL,
	"state" text DEFAULT 'claimed' NOT NULL,
	"used_before" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "rounds_guild_day" UNIQUE("guild","local_date")
);
--> statement-breakpoint
CREATE TABLE "slots" (
	"guild" text NOT NULL,
	"kind" text NOT NULL,
	"local_date" date NOT NULL,
	"subject" text DEFAULT '' NOT NULL,
	"due" timestamp with time zone NOT NULL,
	"until" timestamp with time zone,
	"closes" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"state" text DEFAULT 'planned' NOT NULL,
	"reason" text,
	"message" text,
	CONSTRAINT "slots_guild_kind_local_date_subject_pk" PRIMARY KEY("guild","kind","local_date","subject")
);
--> statement-breakpoint
CREATE TABLE "guilds" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"language" text NOT NULL,
	"zone" text NOT NULL,
	"course" text,
	"quiz_channel" text,
	"board_channel" text,
	"quiz_time" text DEFAULT '09:00' NOT NULL,
	"open_hours" integer DEFAULT 12 NOT NULL,
	"weekdays" integer[] DEFAULT '{1,2,3,4,5,6,7}' NOT NULL,
	"board_day" integer DEFAULT 1 NOT NULL,
	"board_time" text DEFAULT '09:00' NOT NULL,
	"syllabus" text,
	"since" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "members" (
	"guild" text NOT NULL,
	"member" text NOT NULL,
	"language" text,
	"hidden" boolean DEFAULT false NOT NULL,
	"left" boolean DEFAULT false NOT NULL,
	CONSTRAINT "members_guild_member_pk" PRIMARY KEY("guild","member")
);
--> statement-breakpoint
CREATE INDEX "asks_guild_outcome" ON "asks" USING btree ("guild","outcome","asked");--> statement-breakpoint
CREATE INDEX "items_course" ON "items" USING btree ("course");--> statement-breakpoint
CREATE INDEX "concept_versions_hash" ON "concept_versions" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "totals_rank" ON "totals" USING btree ("guild","period","domain","points" DESC NULLS LAST,"member");--> statement-breakpoint
CREATE INDEX "rounds_message" ON "rounds" USING btree ("message");--> statement-breakpoint
CREATE INDEX "slots_state_due" ON "slots" USING btree ("state","due");