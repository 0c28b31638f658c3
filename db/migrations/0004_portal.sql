CREATE TABLE "advert_media" (
	"id" uuid PRIMARY KEY NOT NULL,
	"landlord_id" text NOT NULL,
	"advert_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"alternative" text NOT NULL,
	"media_type" text NOT NULL,
	"content" "bytea" NOT NULL,
	"position" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "adverts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"landlord_id" text NOT NULL,
	"vacancy_id" text NOT NULL,
	"state" text NOT NULL,
	"regime" text NOT NULL,
	"facts" jsonb NOT NULL,
	"words" jsonb NOT NULL,
	"opens_on" date NOT NULL,
	"closes_on" date NOT NULL,
	"published_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"exported_to" text[] NOT NULL,
	"written_by" text NOT NULL,
	"reviewed_by" text,
	"note" text,
	"request_key" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "adverts_request" UNIQUE("landlord_id","request_key")
);
--> statement-breakpoint
CREATE TABLE "interests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"landlord_id" text NOT NULL,
	"advert_id" uuid NOT NULL,
	"number" text NOT NULL,
	"state" text NOT NULL,
	"wish_order" integer NOT NULL,
	"source" text NOT NULL,
	"source_name" text,
	"by" text NOT NULL,
	"expressed_on" date NOT NULL,
	"told" jsonb NOT NULL,
	"answered_on" date,
	"answer" jsonb,
	"request_key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "interests_request" UNIQUE("landlord_id","request_key")
);
--> statement-breakpoint
CREATE TABLE "exchange_plans" (
	"id" uuid PRIMARY KEY NOT NULL,
	"landlord_id" text NOT NULL,
	"made_on" date NOT NULL,
	"state" text NOT NULL,
	"graph" jsonb NOT NULL,
	"plan" jsonb NOT NULL,
	"by" text NOT NULL,
	"request_key" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "exchange_plans_request" UNIQUE("landlord_id","request_key")
);
--> statement-breakpoint
CREATE TABLE "exchange_steps" (
	"id" uuid PRIMARY KEY NOT NULL,
	"landlord_id" text NOT NULL,
	"plan_id" uuid NOT NULL,
	"group_index" integer NOT NULL,
	"position" integer NOT NULL,
	"tenancy_id" text NOT NULL,
	"from_home_id" text NOT NULL,
	"to_home_id" text NOT NULL,
	"vacancy_id" text,
	"checks" jsonb NOT NULL,
	"consent" text NOT NULL,
	"consent_on" date,
	"due_on" date,
	"by" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "exchange_wishes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"landlord_id" text NOT NULL,
	"tenancy_id" text NOT NULL,
	"number" text,
	"wants" jsonb NOT NULL,
	"own" jsonb NOT NULL,
	"by" text NOT NULL,
	"valid_until" date NOT NULL,
	"ended_at" timestamp with time zone,
	"request_key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "exchange_wishes_request" UNIQUE("landlord_id","request_key")
);
--> statement-breakpoint
CREATE TABLE "chance_models" (
	"id" uuid PRIMARY KEY NOT NULL,
	"landlord_id" text NOT NULL,
	"fitted_on" date NOT NULL,
	"content" jsonb NOT NULL,
	"by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "chance_records" (
	"id" uuid PRIMARY KEY NOT NULL,
	"landlord_id" text NOT NULL,
	"interest_id" uuid NOT NULL,
	"model_id" uuid NOT NULL,
	"chance_permille" integer NOT NULL,
	"housed" boolean,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mandates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"landlord_id" text NOT NULL,
	"number" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"organisation" text,
	"email" text,
	"telephone" text,
	"scope" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_until" date NOT NULL,
	"given_by" text NOT NULL,
	"ended_at" timestamp with time zone,
	"request_key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mandates_request" UNIQUE("landlord_id","request_key")
);
--> statement-breakpoint
CREATE TABLE "portal_codes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"landlord_id" text NOT NULL,
	"number" text,
	"tenancy_id" text,
	"mandate_id" uuid,
	"code_hash" text NOT NULL,
	"channel" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"used_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "portal_policies" (
	"landlord_id" text NOT NULL,
	"version" integer NOT NULL,
	"content" jsonb NOT NULL,
	"by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "portal_policies_landlord_id_version_pk" PRIMARY KEY("landlord_id","version")
);
--> statement-breakpoint
CREATE TABLE "portal_preferences" (
	"landlord_id" text NOT NULL,
	"number" text NOT NULL,
	"digest" boolean NOT NULL,
	"quiet_from_hour" integer,
	"quiet_to_hour" integer,
	"easy_to_read" boolean NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "portal_preferences_landlord_id_number_pk" PRIMARY KEY("landlord_id","number")
);
--> statement-breakpoint
CREATE TABLE "saved_searches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"landlord_id" text NOT NULL,
	"query" text NOT NULL,
	"email" text NOT NULL,
	"frequency" text NOT NULL,
	"confirmed_at" timestamp with time zone,
	"token_hash" text NOT NULL,
	"last_sent_on" date,
	"ended_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "saved_searches_tokenHash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "standing_wishes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"landlord_id" text NOT NULL,
	"number" text NOT NULL,
	"criteria" jsonb NOT NULL,
	"valid_until" date NOT NULL,
	"by" text NOT NULL,
	"ended_at" timestamp with time zone,
	"request_key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "standing_wishes_request" UNIQUE("landlord_id","request_key")
);
--> statement-breakpoint
CREATE TABLE "upload_pieces" (
	"landlord_id" text NOT NULL,
	"upload_id" uuid NOT NULL,
	"from_byte" integer NOT NULL,
	"content" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "upload_pieces_upload_id_from_byte_pk" PRIMARY KEY("upload_id","from_byte")
);
--> statement-breakpoint
CREATE TABLE "uploads" (
	"id" uuid PRIMARY KEY NOT NULL,
	"landlord_id" text NOT NULL,
	"number" text NOT NULL,
	"document" text NOT NULL,
	"file_name" text NOT NULL,
	"media_type" text NOT NULL,
	"declared_bytes" integer NOT NULL,
	"received_bytes" integer NOT NULL,
	"state" text NOT NULL,
	"sha256" text,
	"by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "fellow_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"landlord_id" text NOT NULL,
	"fellow" text NOT NULL,
	"number" text,
	"content" jsonb NOT NULL,
	"received_on" date NOT NULL,
	"due_on" date NOT NULL,
	"state" text NOT NULL,
	"answered_on" date,
	"request_key" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "fellow_requests_request" UNIQUE("landlord_id","request_key")
);
--> statement-breakpoint
CREATE TABLE "occupancy_reviews" (
	"id" uuid PRIMARY KEY NOT NULL,
	"landlord_id" text NOT NULL,
	"tenancy_id" text NOT NULL,
	"due_on" date NOT NULL,
	"state" text NOT NULL,
	"session_id" uuid,
	"content" jsonb NOT NULL,
	"examined_on" date,
	"notified_on" date,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "occupancy_reviews_once" UNIQUE("landlord_id","tenancy_id","due_on")
);
--> statement-breakpoint
CREATE TABLE "perimeters" (
	"id" uuid PRIMARY KEY NOT NULL,
	"landlord_id" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"authorised_on" date,
	"source" text NOT NULL,
	"home_ids" text[] NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "relocation_offers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"landlord_id" text NOT NULL,
	"request_id" uuid NOT NULL,
	"home_id" text NOT NULL,
	"vacancy_id" text,
	"notified_on" date NOT NULL,
	"rent_cents" integer NOT NULL,
	"facts" jsonb NOT NULL,
	"answer" text,
	"answered_on" date,
	"by" text NOT NULL,
	"request_key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "relocation_offers_request" UNIQUE("landlord_id","request_key")
);
--> statement-breakpoint
CREATE TABLE "tenancy_facts" (
	"landlord_id" text NOT NULL,
	"tenancy_id" text NOT NULL,
	"content" jsonb NOT NULL,
	"as_of" date NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tenancy_facts_landlord_id_tenancy_id_pk" PRIMARY KEY("landlord_id","tenancy_id")
);
--> statement-breakpoint
CREATE TABLE "transfer_findings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"landlord_id" text NOT NULL,
	"tenancy_id" text NOT NULL,
	"ground" text NOT NULL,
	"because" jsonb NOT NULL,
	"found_on" date NOT NULL,
	"state" text NOT NULL,
	"set_aside_reason" text,
	"request_id" uuid,
	"by" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "transfer_findings_once" UNIQUE("landlord_id","tenancy_id","ground")
);
--> statement-breakpoint
CREATE TABLE "transfer_meetings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"landlord_id" text NOT NULL,
	"held_on" date NOT NULL,
	"state" text NOT NULL,
	"members" text[] NOT NULL,
	"items" jsonb NOT NULL,
	"closed_by" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "transfer_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"landlord_id" text NOT NULL,
	"number" text,
	"tenancy_id" text,
	"ground" text NOT NULL,
	"origin" text NOT NULL,
	"state" text NOT NULL,
	"tier" integer NOT NULL,
	"fast_lane" boolean NOT NULL,
	"owner_account_id" uuid,
	"owner_name" text,
	"received_on" date NOT NULL,
	"due_on" date NOT NULL,
	"details" jsonb NOT NULL,
	"request_key" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "transfer_requests_request" UNIQUE("landlord_id","request_key")
);
--> statement-breakpoint
ALTER TABLE "advert_media" ADD CONSTRAINT "advert_media_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "advert_media" ADD CONSTRAINT "advert_media_advert_id_adverts_id_fk" FOREIGN KEY ("advert_id") REFERENCES "public"."adverts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "adverts" ADD CONSTRAINT "adverts_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interests" ADD CONSTRAINT "interests_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interests" ADD CONSTRAINT "interests_advert_id_adverts_id_fk" FOREIGN KEY ("advert_id") REFERENCES "public"."adverts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exchange_plans" ADD CONSTRAINT "exchange_plans_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exchange_steps" ADD CONSTRAINT "exchange_steps_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exchange_steps" ADD CONSTRAINT "exchange_steps_plan_id_exchange_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."exchange_plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exchange_wishes" ADD CONSTRAINT "exchange_wishes_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chance_models" ADD CONSTRAINT "chance_models_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chance_records" ADD CONSTRAINT "chance_records_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandates" ADD CONSTRAINT "mandates_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portal_codes" ADD CONSTRAINT "portal_codes_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portal_policies" ADD CONSTRAINT "portal_policies_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portal_preferences" ADD CONSTRAINT "portal_preferences_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_searches" ADD CONSTRAINT "saved_searches_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "standing_wishes" ADD CONSTRAINT "standing_wishes_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upload_pieces" ADD CONSTRAINT "upload_pieces_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upload_pieces" ADD CONSTRAINT "upload_pieces_upload_id_uploads_id_fk" FOREIGN KEY ("upload_id") REFERENCES "public"."uploads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fellow_requests" ADD CONSTRAINT "fellow_requests_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "occupancy_reviews" ADD CONSTRAINT "occupancy_reviews_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "perimeters" ADD CONSTRAINT "perimeters_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relocation_offers" ADD CONSTRAINT "relocation_offers_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relocation_offers" ADD CONSTRAINT "relocation_offers_request_id_transfer_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."transfer_requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tenancy_facts" ADD CONSTRAINT "tenancy_facts_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfer_findings" ADD CONSTRAINT "transfer_findings_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfer_meetings" ADD CONSTRAINT "transfer_meetings_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfer_requests" ADD CONSTRAINT "transfer_requests_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "advert_media_landlord_id_advert_id_position_index" ON "advert_media" USING btree ("landlord_id","advert_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "adverts_one_a_vacancy" ON "adverts" USING btree ("landlord_id","vacancy_id") WHERE "adverts"."state" not in ('answered', 'withdrawn');--> statement-breakpoint
CREATE INDEX "adverts_landlord_id_state_closes_on_index" ON "adverts" USING btree ("landlord_id","state","closes_on");--> statement-breakpoint
CREATE UNIQUE INDEX "interests_one_live" ON "interests" USING btree ("landlord_id","advert_id","number") WHERE "interests"."state" <> 'withdrawn';--> statement-breakpoint
CREATE INDEX "interests_landlord_id_number_index" ON "interests" USING btree ("landlord_id","number");--> statement-breakpoint
CREATE INDEX "exchange_steps_landlord_id_plan_id_index" ON "exchange_steps" USING btree ("landlord_id","plan_id");--> statement-breakpoint
CREATE INDEX "exchange_steps_landlord_id_tenancy_id_index" ON "exchange_steps" USING btree ("landlord_id","tenancy_id");--> statement-breakpoint
CREATE INDEX "exchange_wishes_landlord_id_tenancy_id_index" ON "exchange_wishes" USING btree ("landlord_id","tenancy_id");--> statement-breakpoint
CREATE INDEX "chance_models_landlord_id_created_at_index" ON "chance_models" USING btree ("landlord_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "chance_records_once" ON "chance_records" USING btree ("landlord_id","interest_id");--> statement-breakpoint
CREATE INDEX "chance_records_landlord_id_model_id_index" ON "chance_records" USING btree ("landlord_id","model_id") WHERE "chance_records"."housed" is not null;--> statement-breakpoint
CREATE INDEX "mandates_landlord_id_number_index" ON "mandates" USING btree ("landlord_id","number");--> statement-breakpoint
CREATE INDEX "portal_codes_landlord_id_number_index" ON "portal_codes" USING btree ("landlord_id","number");--> statement-breakpoint
CREATE INDEX "portal_codes_expires_at_index" ON "portal_codes" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "saved_searches_landlord_id_last_sent_on_index" ON "saved_searches" USING btree ("landlord_id","last_sent_on");--> statement-breakpoint
CREATE INDEX "standing_wishes_landlord_id_number_index" ON "standing_wishes" USING btree ("landlord_id","number");--> statement-breakpoint
CREATE INDEX "uploads_landlord_id_number_document_index" ON "uploads" USING btree ("landlord_id","number","document");--> statement-breakpoint
CREATE INDEX "fellow_requests_landlord_id_state_index" ON "fellow_requests" USING btree ("landlord_id","state");--> statement-breakpoint
CREATE INDEX "perimeters_landlord_id_index" ON "perimeters" USING btree ("landlord_id");--> statement-breakpoint
CREATE INDEX "relocation_offers_landlord_id_request_id_index" ON "relocation_offers" USING btree ("landlord_id","request_id");--> statement-breakpoint
CREATE INDEX "transfer_findings_landlord_id_state_index" ON "transfer_findings" USING btree ("landlord_id","state");--> statement-breakpoint
CREATE INDEX "transfer_meetings_landlord_id_held_on_index" ON "transfer_meetings" USING btree ("landlord_id","held_on");--> statement-breakpoint
CREATE INDEX "transfer_requests_landlord_id_state_due_on_index" ON "transfer_requests" USING btree ("landlord_id","state","due_on");--> statement-breakpoint
CREATE INDEX "transfer_requests_landlord_id_number_index" ON "transfer_requests" USING btree ("landlord_id","number");--> statement-breakpoint
CREATE INDEX "transfer_requests_landlord_id_tenancy_id_index" ON "transfer_requests" USING btree ("landlord_id","tenancy_id");