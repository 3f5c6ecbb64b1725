CREATE TABLE "audit" (
	"id" text PRIMARY KEY NOT NULL,
	"guild" text NOT NULL,
	"actor" text NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"before" jsonb NOT NULL,
	"after" jsonb NOT NULL,
	"done" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reminded" (
	"guild" text NOT NULL,
	"member" text NOT NULL,
	"local_date" date NOT NULL,
	CONSTRAINT "reminded_guild_member_local_date_pk" PRIMARY KEY("guild","member","local_date")
);
--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "round" text;--> statement-breakpoint
ALTER TABLE "rounds" ADD COLUMN "mode" text DEFAULT 'poll' NOT NULL;--> statement-breakpoint
ALTER TABLE "rounds" ADD COLUMN "voided" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "rounds" ADD COLUMN "why" jsonb;--> statement-breakpoint
ALTER TABLE "guilds" ADD COLUMN "holidays" date[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "guilds" ADD COLUMN "pause_from" date;--> statement-breakpoint
ALTER TABLE "guilds" ADD COLUMN "pause_to" date;--> statement-breakpoint
ALTER TABLE "guilds" ADD COLUMN "exam_date" date;--> statement-breakpoint
ALTER TABLE "guilds" ADD COLUMN "mode" text DEFAULT 'poll' NOT NULL;--> statement-breakpoint
ALTER TABLE "guilds" ADD COLUMN "wake_time" text DEFAULT '09:00' NOT NULL;--> statement-breakpoint
ALTER TABLE "guilds" ADD COLUMN "sleep_time" text DEFAULT '22:00' NOT NULL;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "reminders" text;--> statement-breakpoint
CREATE INDEX "audit_subject" ON "audit" USING btree ("guild","subject");