CREATE TABLE "return_reminders" (
	"landlord_id" text NOT NULL,
	"obligation" text NOT NULL,
	"threshold" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "return_reminders_landlord_id_obligation_threshold_pk" PRIMARY KEY("landlord_id","obligation","threshold")
);
--> statement-breakpoint
ALTER TABLE "return_reminders" ADD CONSTRAINT "return_reminders_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;