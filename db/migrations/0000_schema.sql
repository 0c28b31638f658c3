CREATE TABLE "accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"landlord_id" text NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"holder_id" text,
	"application_number" text,
	"password_hash" text,
	"disabled_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "accounts_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "sign_in_attempts" (
	"key_hash" text PRIMARY KEY NOT NULL,
	"count" integer NOT NULL,
	"resets_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_links" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"landlord_id" text NOT NULL,
	"account_id" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "web_sessions" (
	"id_hash" text PRIMARY KEY NOT NULL,
	"content" jsonb NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "applications" (
	"landlord_id" text NOT NULL,
	"number" text NOT NULL,
	"name" text,
	"status" text NOT NULL,
	"filed_on" date NOT NULL,
	"renewed_on" date NOT NULL,
	"persons" integer NOT NULL,
	"transfer" boolean NOT NULL,
	"first_commune" text,
	"content" jsonb NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "applications_landlord_id_number_pk" PRIMARY KEY("landlord_id","number")
);
--> statement-breakpoint
CREATE TABLE "homes" (
	"landlord_id" text NOT NULL,
	"id" text NOT NULL,
	"rpls_id" text,
	"insee" text NOT NULL,
	"address" text NOT NULL,
	"residence" text,
	"typology" text NOT NULL,
	"habitable_rooms" integer NOT NULL,
	"surface_m2" double precision NOT NULL,
	"floor" integer,
	"lift" boolean,
	"accessibility" text NOT NULL,
	"construction_year" integer,
	"financing" text NOT NULL,
	"adapted_plai" boolean NOT NULL,
	"rent_cents" integer NOT NULL,
	"annex_rent_cents" integer NOT NULL,
	"charges_cents" integer NOT NULL,
	"flat_charges_cents" integer NOT NULL,
	"qpv_code" text,
	"energy_class" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "homes_landlord_id_id_pk" PRIMARY KEY("landlord_id","id")
);
--> statement-breakpoint
CREATE TABLE "vacancies" (
	"landlord_id" text NOT NULL,
	"id" text NOT NULL,
	"home_id" text NOT NULL,
	"status" text NOT NULL,
	"notice_received_on" date,
	"available_on" date,
	"withdrawal" text,
	"holder_id" text,
	"oriented_on" date,
	"designation_due_on" date,
	"reservation_failed" boolean NOT NULL,
	"acceptance_permille" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "vacancies_landlord_id_id_pk" PRIMARY KEY("landlord_id","id")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"landlord_id" text NOT NULL,
	"kind" text NOT NULL,
	"content_hash" text NOT NULL,
	"summary" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "imports_landlordId_kind_contentHash_unique" UNIQUE("landlord_id","kind","content_hash")
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"landlord_id" text NOT NULL,
	"kind" text NOT NULL,
	"parameters" jsonb NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"progress" double precision DEFAULT 0 NOT NULL,
	"step" text,
	"cancel_requested" boolean DEFAULT false NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"beat_at" timestamp with time zone,
	"result" jsonb,
	"error" text,
	"requested_by" uuid,
	"finished_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "landlords" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"siren" text,
	"aliases" text[] NOT NULL,
	"demonstration" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "service_secrets" (
	"name" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "designations" (
	"landlord_id" text NOT NULL,
	"vacancy_id" text NOT NULL,
	"application_number" text NOT NULL,
	"holder_id" text NOT NULL,
	"designated_on" date NOT NULL,
	"dalo" boolean NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "designations_landlord_id_vacancy_id_application_number_pk" PRIMARY KEY("landlord_id","vacancy_id","application_number")
);
--> statement-breakpoint
CREATE TABLE "holders" (
	"landlord_id" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"territory" text,
	"flow_permille" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "holders_landlord_id_id_pk" PRIMARY KEY("landlord_id","id")
);
--> statement-breakpoint
CREATE TABLE "run_shortlists" (
	"landlord_id" text NOT NULL,
	"run_id" uuid NOT NULL,
	"vacancy_id" text NOT NULL,
	"home_id" text NOT NULL,
	"position" integer NOT NULL,
	"content" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "run_shortlists_run_id_vacancy_id_pk" PRIMARY KEY("run_id","vacancy_id")
);
--> statement-breakpoint
CREATE TABLE "run_snapshots" (
	"landlord_id" text NOT NULL,
	"hash" text NOT NULL,
	"content" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "run_snapshots_landlord_id_hash_pk" PRIMARY KEY("landlord_id","hash")
);
--> statement-breakpoint
CREATE TABLE "runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"landlord_id" text NOT NULL,
	"session_on" date NOT NULL,
	"snapshot_hash" text NOT NULL,
	"problem_hash" text NOT NULL,
	"solution_hash" text NOT NULL,
	"summary" jsonb NOT NULL,
	"problem" jsonb NOT NULL,
	"solution" jsonb NOT NULL,
	"engine" text NOT NULL,
	"value" double precision NOT NULL,
	"bound" double precision NOT NULL,
	"gap" double precision NOT NULL,
	"justified_envy" integer NOT NULL,
	"started_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "grids" (
	"landlord_id" text NOT NULL,
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"valid_from" date NOT NULL,
	"valid_until" date,
	"content" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "grids_landlord_id_id_version_pk" PRIMARY KEY("landlord_id","id","version")
);
--> statement-breakpoint
CREATE TABLE "policies" (
	"landlord_id" text NOT NULL,
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"effective_on" date NOT NULL,
	"is_default" boolean NOT NULL,
	"content" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "policies_landlord_id_id_version_pk" PRIMARY KEY("landlord_id","id","version")
);
--> statement-breakpoint
CREATE TABLE "targets" (
	"landlord_id" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"class" text NOT NULL,
	"year" integer NOT NULL,
	"territory" jsonb NOT NULL,
	"goal" jsonb NOT NULL,
	"source" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "targets_landlord_id_id_pk" PRIMARY KEY("landlord_id","id")
);
--> statement-breakpoint
CREATE TABLE "leases" (
	"landlord_id" text NOT NULL,
	"id" text NOT NULL,
	"home_id" text NOT NULL,
	"signed_on" date NOT NULL,
	"insee" text NOT NULL,
	"qpv_code" text,
	"typology" text NOT NULL,
	"financing" text NOT NULL,
	"holder_id" text,
	"reservation_failed" boolean NOT NULL,
	"first_quartile" boolean,
	"relocated" boolean NOT NULL,
	"dalo" boolean NOT NULL,
	"priority" boolean NOT NULL,
	"employment" text,
	"transfer" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "leases_landlord_id_id_pk" PRIMARY KEY("landlord_id","id")
);
--> statement-breakpoint
CREATE TABLE "offers" (
	"landlord_id" text NOT NULL,
	"id" text NOT NULL,
	"home_id" text NOT NULL,
	"application_number" text NOT NULL,
	"rank" integer NOT NULL,
	"sent_on" date NOT NULL,
	"answer" text,
	"answered_on" date,
	"refusal_reason" text,
	"adapted" boolean,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "offers_landlord_id_id_pk" PRIMARY KEY("landlord_id","id")
);
--> statement-breakpoint
CREATE TABLE "tenancies" (
	"landlord_id" text NOT NULL,
	"id" text NOT NULL,
	"home_id" text NOT NULL,
	"signed_on" date NOT NULL,
	"ended_on" date,
	"residents" integer,
	"rent_cents" integer,
	"last_reviewed_on" date,
	"application_number" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tenancies_landlord_id_id_pk" PRIMARY KEY("landlord_id","id")
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_in_links" ADD CONSTRAINT "sign_in_links_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_in_links" ADD CONSTRAINT "sign_in_links_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "homes" ADD CONSTRAINT "homes_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vacancies" ADD CONSTRAINT "vacancies_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vacancies" ADD CONSTRAINT "vacancies_landlord_id_home_id_homes_landlord_id_id_fk" FOREIGN KEY ("landlord_id","home_id") REFERENCES "public"."homes"("landlord_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "designations" ADD CONSTRAINT "designations_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holders" ADD CONSTRAINT "holders_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_shortlists" ADD CONSTRAINT "run_shortlists_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_shortlists" ADD CONSTRAINT "run_shortlists_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_snapshots" ADD CONSTRAINT "run_snapshots_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_landlord_id_snapshot_hash_run_snapshots_landlord_id_hash_fk" FOREIGN KEY ("landlord_id","snapshot_hash") REFERENCES "public"."run_snapshots"("landlord_id","hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grids" ADD CONSTRAINT "grids_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policies" ADD CONSTRAINT "policies_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "targets" ADD CONSTRAINT "targets_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leases" ADD CONSTRAINT "leases_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tenancies" ADD CONSTRAINT "tenancies_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "web_sessions_expires_at_index" ON "web_sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "applications_landlord_id_status_filed_on_index" ON "applications" USING btree ("landlord_id","status","filed_on");--> statement-breakpoint
CREATE INDEX "applications_landlord_id_first_commune_index" ON "applications" USING btree ("landlord_id","first_commune");--> statement-breakpoint
CREATE INDEX "homes_landlord_id_insee_index" ON "homes" USING btree ("landlord_id","insee");--> statement-breakpoint
CREATE INDEX "vacancies_landlord_id_status_index" ON "vacancies" USING btree ("landlord_id","status");--> statement-breakpoint
CREATE INDEX "jobs_state_created_at_index" ON "jobs" USING btree ("state","created_at");--> statement-breakpoint
CREATE INDEX "jobs_landlord_id_created_at_index" ON "jobs" USING btree ("landlord_id","created_at");--> statement-breakpoint
CREATE INDEX "runs_landlord_id_created_at_index" ON "runs" USING btree ("landlord_id","created_at");--> statement-breakpoint
CREATE INDEX "targets_landlord_id_year_index" ON "targets" USING btree ("landlord_id","year");--> statement-breakpoint
CREATE INDEX "leases_landlord_id_signed_on_index" ON "leases" USING btree ("landlord_id","signed_on");--> statement-breakpoint
CREATE INDEX "offers_landlord_id_application_number_index" ON "offers" USING btree ("landlord_id","application_number");--> statement-breakpoint
CREATE INDEX "tenancies_landlord_id_home_id_index" ON "tenancies" USING btree ("landlord_id","home_id");