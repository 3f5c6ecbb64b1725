-- A settlement rewrites the rows of everyone who voted: room on the page keeps the index untouched.
ALTER TABLE "totals" SET (fillfactor = 50);--> statement-breakpoint
ALTER TABLE "streaks" SET (fillfactor = 50);
