CREATE TABLE "past_lettings" (
	"landlord_id" text NOT NULL,
	"lease_id" text NOT NULL,
	"signed_on" date NOT NULL,
	"insee" text NOT NULL,
	"epci" text,
	"typology" text NOT NULL,
	"points" integer NOT NULL,
	"grid_id" text NOT NULL,
	"candidates" integer,
	"offers" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "past_lettings_landlord_id_lease_id_pk" PRIMARY KEY("landlord_id","lease_id")
);
--> statement-breakpoint
CREATE TABLE "wish_outcomes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"landlord_id" text NOT NULL,
	"interest_id" uuid,
	"expressed_on" date NOT NULL,
	"facts" jsonb NOT NULL,
	"model_id" uuid,
	"published_permille" integer,
	"housed" boolean,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "past_lettings" ADD CONSTRAINT "past_lettings_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wish_outcomes" ADD CONSTRAINT "wish_outcomes_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "past_lettings_landlord_id_epci_typology_index" ON "past_lettings" USING btree ("landlord_id","epci","typology");--> statement-breakpoint
CREATE UNIQUE INDEX "wish_outcomes_once" ON "wish_outcomes" USING btree ("landlord_id","interest_id");--> statement-breakpoint
CREATE INDEX "wish_outcomes_landlord_id_expressed_on_index" ON "wish_outcomes" USING btree ("landlord_id","expressed_on") WHERE "wish_outcomes"."housed" is not null;