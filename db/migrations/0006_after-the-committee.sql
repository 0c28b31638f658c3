CREATE TABLE "register_exports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"landlord_id" text NOT NULL,
	"made_on" date NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	"events" integer NOT NULL,
	"request_key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "letting_outcomes" (
	"landlord_id" text NOT NULL,
	"session_id" uuid NOT NULL,
	"vacancy_id" text NOT NULL,
	"outcome" text NOT NULL,
	"ended_on" date NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"request_key" text NOT NULL,
	"learned" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "letting_outcomes_landlord_id_session_id_vacancy_id_pk" PRIMARY KEY("landlord_id","session_id","vacancy_id")
);
--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "details" jsonb;--> statement-breakpoint
ALTER TABLE "register_exports" ADD CONSTRAINT "register_exports_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letting_outcomes" ADD CONSTRAINT "letting_outcomes_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "register_exports_request" ON "register_exports" USING btree ("landlord_id","request_key");--> statement-breakpoint
CREATE INDEX "letting_outcomes_landlord_id_vacancy_id_index" ON "letting_outcomes" USING btree ("landlord_id","vacancy_id");--> statement-breakpoint
CREATE UNIQUE INDEX "register_tasks_once" ON "register_tasks" USING btree ("landlord_id","number","kind","field","value");--> statement-breakpoint
-- Separated by landlord like the others (0001).
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['register_exports', 'letting_outcomes'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY one_landlord ON %I USING (landlord_id = current_setting(''parcours.landlord'', true)) '
      'WITH CHECK (landlord_id = current_setting(''parcours.landlord'', true))', name);
  END LOOP;
END $$;
