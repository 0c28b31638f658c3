CREATE TABLE "dalo_steps" (
	"landlord_id" text NOT NULL,
	"number" text NOT NULL,
	"vacancy_id" text NOT NULL,
	"mayor_asked_on" date,
	"mayor_answered_on" date,
	"mayor_opinion" text,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dalo_steps_landlord_id_vacancy_id_number_pk" PRIMARY KEY("landlord_id","vacancy_id","number")
);
--> statement-breakpoint
CREATE TABLE "flow_plans" (
	"landlord_id" text NOT NULL,
	"year" integer NOT NULL,
	"content" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "flow_plans_landlord_id_year_pk" PRIMARY KEY("landlord_id","year")
);
--> statement-breakpoint
ALTER TABLE "orientations" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "orientations" ADD COLUMN "due_on" date;--> statement-breakpoint
ALTER TABLE "orientations" ADD COLUMN "first_quartile_excluded" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "dalo_steps" ADD CONSTRAINT "dalo_steps_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flow_plans" ADD CONSTRAINT "flow_plans_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "orientations_request" ON "orientations" USING btree ("landlord_id","request_key");--> statement-breakpoint
CREATE UNIQUE INDEX "orientations_one_open" ON "orientations" USING btree ("landlord_id","vacancy_id") WHERE "orientations"."outcome" is null;--> statement-breakpoint
-- Separated by landlord like the others (0003).
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['dalo_steps', 'flow_plans'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY one_landlord ON %I USING (landlord_id = current_setting(''parcours.landlord'', true)) '
      'WITH CHECK (landlord_id = current_setting(''parcours.landlord'', true))', name);
  END LOOP;
END $$;
