CREATE TABLE "feedback" (
	"ask" text NOT NULL,
	"member" text NOT NULL,
	"guild" text NOT NULL,
	"verdict" text NOT NULL,
	"given" timestamp with time zone NOT NULL,
	CONSTRAINT "feedback_ask_member_pk" PRIMARY KEY("ask","member")
);
--> statement-breakpoint
CREATE TABLE "llm_calls" (
	"ask" text NOT NULL,
	"purpose" text NOT NULL,
	"guild" text NOT NULL,
	"member" text NOT NULL,
	"model" text NOT NULL,
	"prices" text NOT NULL,
	"reserved" bigint NOT NULL,
	"settled" bigint,
	"input" integer,
	"output" integer,
	"called" timestamp with time zone NOT NULL,
	"local_date" date NOT NULL,
	CONSTRAINT "llm_calls_ask_purpose_pk" PRIMARY KEY("ask","purpose")
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"id" text PRIMARY KEY NOT NULL,
	"guild" text NOT NULL,
	"member" text NOT NULL,
	"channel" text NOT NULL,
	"message" text NOT NULL,
	"ask" text,
	"reason" text NOT NULL,
	"reported" timestamp with time zone NOT NULL,
	"done" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "spendings" (
	"cap" text NOT NULL,
	"subject" text NOT NULL,
	"period" text NOT NULL,
	"spent" bigint NOT NULL,
	CONSTRAINT "spendings_cap_subject_period_pk" PRIMARY KEY("cap","subject","period")
);
--> statement-breakpoint
CREATE TABLE "attempts" (
	"id" text PRIMARY KEY NOT NULL,
	"guild" text NOT NULL,
	"member" text NOT NULL,
	"set" text NOT NULL,
	"item" text NOT NULL,
	"revision" text NOT NULL,
	"chosen" text[] NOT NULL,
	"is_right" boolean NOT NULL,
	"kind" text NOT NULL,
	"attempted" timestamp with time zone NOT NULL,
	"local_date" date NOT NULL,
	CONSTRAINT "attempts_once" UNIQUE("set","member","item")
);
--> statement-breakpoint
ALTER TABLE "asks" ADD COLUMN "channel" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "asks" ADD COLUMN "thread" text;--> statement-breakpoint
ALTER TABLE "asks" ADD COLUMN "parent" text;--> statement-breakpoint
ALTER TABLE "asks" ADD COLUMN "manner" text DEFAULT 'plain' NOT NULL;--> statement-breakpoint
ALTER TABLE "asks" ADD COLUMN "is_private" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "asks" ADD COLUMN "mode" text;--> statement-breakpoint
ALTER TABLE "asks" ADD COLUMN "model" text;--> statement-breakpoint
ALTER TABLE "asks" ADD COLUMN "answer" text;--> statement-breakpoint
ALTER TABLE "asks" ADD COLUMN "gap_done" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "guilds" ADD COLUMN "owner_channel" text;--> statement-breakpoint
CREATE INDEX "feedback_guild" ON "feedback" USING btree ("guild","given");--> statement-breakpoint
CREATE INDEX "llm_calls_guild" ON "llm_calls" USING btree ("guild","local_date");--> statement-breakpoint
CREATE INDEX "reports_guild" ON "reports" USING btree ("guild","reported");--> statement-breakpoint
CREATE INDEX "attempts_member" ON "attempts" USING btree ("guild","member","local_date");--> statement-breakpoint
CREATE INDEX "asks_thread" ON "asks" USING btree ("thread","asked");