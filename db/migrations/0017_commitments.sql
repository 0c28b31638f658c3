CREATE TABLE "commitments" (
	"landlord_id" text NOT NULL,
	"level" text NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"reference" jsonb NOT NULL,
	"rates" jsonb NOT NULL,
	"source" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "commitments_landlord_id_level_code_pk" PRIMARY KEY("landlord_id","level","code")
);
--> statement-breakpoint
ALTER TABLE "commitments" ADD CONSTRAINT "commitments_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;