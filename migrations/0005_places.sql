-- What a replica that is still serving writes meanwhile would be lost: its closes end first, or wait.
LOCK TABLE "totals" IN ACCESS EXCLUSIVE MODE;--> statement-breakpoint
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
-- Totals are still written under their names: by replicas from before places, and by whoever mends one
-- by hand. Needs the guild's lock, as all settling does. `on conflict` does not reach through a view:
-- a total that is there already is an error.
ALTER VIEW "totals" ALTER COLUMN "domain" SET DEFAULT '';--> statement-breakpoint
CREATE FUNCTION "totals_written"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  "was" integer;
  "now" integer;
BEGIN
  IF TG_OP <> 'INSERT' THEN
    SELECT "id" INTO "was" FROM "places"
    WHERE ("guild", "period", "domain") = (old."guild", old."period", old."domain");
  END IF;
  IF TG_OP = 'DELETE' THEN
    DELETE FROM "tallies" WHERE "place" = "was" AND "member" = old."member";
    IF FOUND THEN RETURN old; ELSE RETURN NULL; END IF;
  END IF;
  SELECT "id" INTO "now" FROM "places"
  WHERE ("guild", "period", "domain") = (new."guild", new."period", new."domain");
  IF NOT FOUND THEN
    INSERT INTO "places" ("guild", "period", "domain") VALUES (new."guild", new."period", new."domain")
    RETURNING "id" INTO "now";
  END IF;
  IF TG_OP = 'INSERT' THEN
    INSERT INTO "tallies" ("place", "member", "points", "right", "answered")
    VALUES ("now", new."member", new."points", new."right", new."answered");
  ELSE
    UPDATE "tallies" SET "place" = "now", "member" = new."member", "points" = new."points",
      "right" = new."right", "answered" = new."answered"
    WHERE "place" = "was" AND "member" = old."member";
    IF NOT FOUND THEN RETURN NULL; END IF;
  END IF;
  RETURN new;
END
$$;--> statement-breakpoint
CREATE TRIGGER "totals_written" INSTEAD OF INSERT OR UPDATE OR DELETE ON "totals"
FOR EACH ROW EXECUTE FUNCTION "totals_written"();
