DROP TABLE "chance_records" CASCADE;--> statement-breakpoint
ALTER TABLE "adverts" ADD COLUMN "writer_ids" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "adverts" ADD COLUMN "closings" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "unsubscribe_url" text;