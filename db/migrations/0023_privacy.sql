CREATE TABLE "breaches" (
	"landlord_id" text NOT NULL,
	"id" uuid NOT NULL,
	"version" integer NOT NULL,
	"content" jsonb NOT NULL,
	"by" text NOT NULL,
	"written_at" timestamp with time zone NOT NULL,
	"request_key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "breaches_landlord_id_id_version_pk" PRIMARY KEY("landlord_id","id","version")
);
--> statement-breakpoint
CREATE TABLE "legal_holds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"landlord_id" text NOT NULL,
	"file_key" text NOT NULL,
	"reason" text NOT NULL,
	"review_on" date NOT NULL,
	"by" text NOT NULL,
	"placed_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" text,
	"ended_why" text,
	"request_key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "purge_items" (
	"landlord_id" text NOT NULL,
	"purge_id" uuid NOT NULL,
	"rule" text NOT NULL,
	"opaque" text NOT NULL,
	"key" text,
	"since" date NOT NULL,
	"outcome" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "purge_items_purge_id_rule_opaque_pk" PRIMARY KEY("purge_id","rule","opaque")
);
--> statement-breakpoint
CREATE TABLE "purges" (
	"id" uuid PRIMARY KEY NOT NULL,
	"landlord_id" text NOT NULL,
	"as_of" date NOT NULL,
	"policy_version" integer NOT NULL,
	"state" text NOT NULL,
	"reported_by" text NOT NULL,
	"reported_at" timestamp with time zone NOT NULL,
	"validated_by" text,
	"validated_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"salt" text,
	"certificate" jsonb,
	"request_key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "retention_policies" (
	"landlord_id" text NOT NULL,
	"version" integer NOT NULL,
	"durations" jsonb NOT NULL,
	"why" text NOT NULL,
	"by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "retention_policies_landlord_id_version_pk" PRIMARY KEY("landlord_id","version")
);
--> statement-breakpoint
CREATE TABLE "run_erasures" (
	"landlord_id" text NOT NULL,
	"run_id" uuid PRIMARY KEY NOT NULL,
	"rule" text NOT NULL,
	"erased_on" date NOT NULL,
	"purge_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "dalo" boolean;--> statement-breakpoint
ALTER TABLE "breaches" ADD CONSTRAINT "breaches_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "legal_holds" ADD CONSTRAINT "legal_holds_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purge_items" ADD CONSTRAINT "purge_items_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purge_items" ADD CONSTRAINT "purge_items_purge_id_purges_id_fk" FOREIGN KEY ("purge_id") REFERENCES "public"."purges"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purges" ADD CONSTRAINT "purges_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "retention_policies" ADD CONSTRAINT "retention_policies_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_erasures" ADD CONSTRAINT "run_erasures_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_erasures" ADD CONSTRAINT "run_erasures_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "breaches_request" ON "breaches" USING btree ("landlord_id","request_key");--> statement-breakpoint
CREATE UNIQUE INDEX "legal_holds_request" ON "legal_holds" USING btree ("landlord_id","request_key");--> statement-breakpoint
CREATE UNIQUE INDEX "legal_holds_one_open" ON "legal_holds" USING btree ("landlord_id","file_key") WHERE "legal_holds"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "purge_items_pending" ON "purge_items" USING btree ("purge_id") WHERE "purge_items"."outcome" = 'pending';--> statement-breakpoint
CREATE UNIQUE INDEX "purges_request" ON "purges" USING btree ("landlord_id","request_key");--> statement-breakpoint
CREATE UNIQUE INDEX "purges_one_running" ON "purges" USING btree ("landlord_id") WHERE "purges"."state" = 'running';--> statement-breakpoint
CREATE INDEX "run_erasures_landlord_id_index" ON "run_erasures" USING btree ("landlord_id");