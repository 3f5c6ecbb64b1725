CREATE TABLE "places" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "places_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"guild" text NOT NULL,
	"period" text NOT NULL,
	"domain" text DEFAULT '' NOT NULL,
	CONSTRAINT "places_once" UNIQUE("guild","period","domain")
);
--> statement-breakpoint
CREATE TABLE "tallies" (
	"place" integer NOT NULL,
	"member" text NOT NULL,
	"points" integer NOT NULL,
	"right" integer NOT NULL,
	"answered" integer NOT NULL,
	CONSTRAINT "tallies_place_member_pk" PRIMARY KEY("place","member")
);
--> statement-breakpoint
INSERT INTO "places" ("guild", "period", "domain") SELECT DISTINCT "guild", "period", "domain" FROM "totals";--> statement-breakpoint
-- A close rewrites many tallies: room on the page keeps them together, and the board reads the index
-- alone only where they are vacuumed.
ALTER TABLE "tallies" SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02);--> statement-breakpoint
INSERT INTO "tallies" ("place", "member", "points", "right", "answered")
SELECT "places"."id", "member", "points", "right", "answered" FROM "totals" JOIN "places" USING ("guild", "period", "domain") ORDER BY 1, 2;--> statement-breakpoint
DROP TABLE "totals";--> statement-breakpoint
CREATE INDEX "tallies_rank" ON "tallies" USING btree ("place","points" DESC NULLS LAST,"member");--> statement-breakpoint
CREATE VIEW "public"."totals" AS (
  select guild, member, period, domain, points, "right", answered
  from places join tallies on place = id);--> statement-breakpoint
-- A total can be changed under its names, as whoever mends one by hand would.
CREATE RULE "totals_update" AS ON UPDATE TO "totals" DO INSTEAD
UPDATE "tallies" SET "points" = new."points", "right" = new."right", "answered" = new."answered"
FROM "places"
WHERE "places"."id" = "tallies"."place" AND "places"."guild" = old."guild" AND "places"."period" = old."period"
  AND "places"."domain" = old."domain" AND "tallies"."member" = old."member";
--> statement-breakpoint
CREATE RULE "totals_delete" AS ON DELETE TO "totals" DO INSTEAD
DELETE FROM "tallies" USING "places"
WHERE "places"."id" = "tallies"."place" AND "places"."guild" = old."guild" AND "places"."period" = old."period"
  AND "places"."domain" = old."domain" AND "tallies"."member" = old."member";
