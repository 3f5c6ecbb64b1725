CREATE TABLE "presses" (
	"round" text NOT NULL,
	"member" text NOT NULL,
	"press" text NOT NULL,
	CONSTRAINT "presses_round_member_pk" PRIMARY KEY("round","member")
);
