ALTER TABLE "protections" DROP COLUMN "split_to";--> statement-breakpoint
ALTER TABLE "protections" DROP COLUMN "account_id";