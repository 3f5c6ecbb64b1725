CREATE INDEX "attempts_guild_time" ON "attempts" USING btree ("guild","attempted");--> statement-breakpoint
-- A close rewrites many totals: the board reads the index alone only where they are vacuumed.
ALTER TABLE "totals" SET (autovacuum_vacuum_scale_factor = 0.02);