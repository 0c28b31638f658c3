ALTER TABLE "agenda_homes" ADD COLUMN "run_id" uuid;--> statement-breakpoint
ALTER TABLE "agenda_homes" ADD COLUMN "searched_on" date;--> statement-breakpoint
ALTER TABLE "agenda_homes" ADD COLUMN "postponement" jsonb;--> statement-breakpoint
ALTER TABLE "home_decisions" ADD COLUMN "why" text;--> statement-breakpoint
ALTER TABLE "home_decisions" ADD COLUMN "sitting" jsonb DEFAULT '{"voices":{"voting":[],"consultative":[],"castingVote":null,"quorum":{"required":0,"reached":0,"met":false}},"examined":0}'::jsonb NOT NULL;