CREATE TABLE "removal_warnings" (
	"landlord_id" text NOT NULL,
	"letter_id" uuid NOT NULL,
	"number" text NOT NULL,
	"delivered_on" date,
	"means" text,
	"reference" text,
	"stopped_on" date,
	"stopped_why" text,
	"stopped_by" text,
	"removed_on" date,
	"removed_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "removal_warnings_landlord_id_letter_id_pk" PRIMARY KEY("landlord_id","letter_id")
);
--> statement-breakpoint
ALTER TABLE "removal_warnings" ADD CONSTRAINT "removal_warnings_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "removal_warnings_landlord_id_number_index" ON "removal_warnings" USING btree ("landlord_id","number");