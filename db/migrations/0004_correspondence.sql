ALTER TABLE "letters" DROP CONSTRAINT "letters_eventKey_unique";--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "request" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "request_key" text NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "letters" ADD COLUMN "sent_by" text;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "next_attempt_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "cases_request" ON "cases" USING btree ("landlord_id","request_key");--> statement-breakpoint
CREATE UNIQUE INDEX "letters_once" ON "letters" USING btree ("landlord_id","event_key");--> statement-breakpoint
CREATE INDEX "letters_landlord_id_written_on_index" ON "letters" USING btree ("landlord_id","written_on");--> statement-breakpoint
CREATE INDEX "letters_landlord_id_channel_index" ON "letters" USING btree ("landlord_id","channel") WHERE "letters"."sent_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_one_a_letter" ON "outbox" USING btree ("letter_id") WHERE "outbox"."state" <> 'stopped';