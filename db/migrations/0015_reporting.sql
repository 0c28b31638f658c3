CREATE TABLE "defect_assignments" (
	"landlord_id" text NOT NULL,
	"defect" text NOT NULL,
	"assigned_to" text NOT NULL,
	"due_on" date,
	"note" text,
	"resolved_on" date,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "defect_assignments_landlord_id_defect_pk" PRIMARY KEY("landlord_id","defect")
);
--> statement-breakpoint
CREATE TABLE "filed_returns" (
	"id" uuid PRIMARY KEY NOT NULL,
	"landlord_id" text NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"covers_from" date NOT NULL,
	"covers_until" date NOT NULL,
	"recipient" text NOT NULL,
	"sent_on" date NOT NULL,
	"sent_by" text NOT NULL,
	"means" text NOT NULL,
	"file_name" text NOT NULL,
	"media_type" text NOT NULL,
	"content" "bytea" NOT NULL,
	"hash" text NOT NULL,
	"figures" jsonb NOT NULL,
	"request_key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lease_facts" (
	"landlord_id" text NOT NULL,
	"lease_id" text NOT NULL,
	"facts" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "lease_facts_landlord_id_lease_id_pk" PRIMARY KEY("landlord_id","lease_id")
);
--> statement-breakpoint
CREATE TABLE "objectives" (
	"landlord_id" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"public" text,
	"year" integer NOT NULL,
	"territory" jsonb NOT NULL,
	"goal" jsonb NOT NULL,
	"source" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "objectives_landlord_id_id_pk" PRIMARY KEY("landlord_id","id")
);
--> statement-breakpoint
CREATE TABLE "past_sittings" (
	"landlord_id" text NOT NULL,
	"id" text NOT NULL,
	"held_on" date NOT NULL,
	"commission_id" text NOT NULL,
	"content" jsonb NOT NULL,
	"source" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "past_sittings_landlord_id_id_pk" PRIMARY KEY("landlord_id","id")
);
--> statement-breakpoint
CREATE TABLE "social_bodies" (
	"landlord_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"aliases" text[] NOT NULL,
	"valid_from" date,
	"valid_until" date,
	"source" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "social_bodies_landlord_id_id_pk" PRIMARY KEY("landlord_id","id")
);
--> statement-breakpoint
CREATE TABLE "steering_validations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"landlord_id" text NOT NULL,
	"effective_on" date NOT NULL,
	"until" date NOT NULL,
	"content" jsonb NOT NULL,
	"validated_by" text NOT NULL,
	"request_key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "studies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"landlord_id" text NOT NULL,
	"title" text NOT NULL,
	"input" jsonb NOT NULL,
	"result" jsonb,
	"started_by" text NOT NULL,
	"request_key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "departements" text[];--> statement-breakpoint
ALTER TABLE "defect_assignments" ADD CONSTRAINT "defect_assignments_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "filed_returns" ADD CONSTRAINT "filed_returns_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lease_facts" ADD CONSTRAINT "lease_facts_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objectives" ADD CONSTRAINT "objectives_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "past_sittings" ADD CONSTRAINT "past_sittings_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "social_bodies" ADD CONSTRAINT "social_bodies_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "steering_validations" ADD CONSTRAINT "steering_validations_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "studies" ADD CONSTRAINT "studies_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "filed_returns_landlord_id_kind_covers_until_index" ON "filed_returns" USING btree ("landlord_id","kind","covers_until");--> statement-breakpoint
CREATE UNIQUE INDEX "filed_returns_request" ON "filed_returns" USING btree ("landlord_id","request_key","media_type");--> statement-breakpoint
CREATE INDEX "steering_validations_landlord_id_effective_on_index" ON "steering_validations" USING btree ("landlord_id","effective_on");--> statement-breakpoint
CREATE UNIQUE INDEX "steering_validations_request" ON "steering_validations" USING btree ("landlord_id","request_key");--> statement-breakpoint
CREATE INDEX "studies_landlord_id_created_at_index" ON "studies" USING btree ("landlord_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "studies_request" ON "studies" USING btree ("landlord_id","request_key");