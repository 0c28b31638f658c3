CREATE TABLE "agenda_candidates" (
	"landlord_id" text NOT NULL,
	"session_id" uuid NOT NULL,
	"vacancy_id" text NOT NULL,
	"number" text NOT NULL,
	"position" integer NOT NULL,
	"proposed_rank" integer,
	"total_points" integer,
	"origin" text NOT NULL,
	"sheet" jsonb NOT NULL,
	"priority_in_words" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "agenda_candidates_session_id_vacancy_id_number_pk" PRIMARY KEY("session_id","vacancy_id","number")
);
--> statement-breakpoint
CREATE TABLE "agenda_homes" (
	"landlord_id" text NOT NULL,
	"session_id" uuid NOT NULL,
	"vacancy_id" text NOT NULL,
	"home_id" text NOT NULL,
	"position" integer NOT NULL,
	"state" text NOT NULL,
	"exception" jsonb,
	"pool" jsonb,
	"next" jsonb NOT NULL,
	"run_id" uuid,
	"searched_on" date,
	"postponement" jsonb,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "agenda_homes_session_id_vacancy_id_pk" PRIMARY KEY("session_id","vacancy_id")
);
--> statement-breakpoint
CREATE TABLE "attendances" (
	"landlord_id" text NOT NULL,
	"session_id" uuid NOT NULL,
	"member_id" text NOT NULL,
	"state" text NOT NULL,
	"proxy_to" text,
	"arrived_at" timestamp with time zone,
	"left_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "attendances_session_id_member_id_pk" PRIMARY KEY("session_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "ballots" (
	"landlord_id" text NOT NULL,
	"session_id" uuid NOT NULL,
	"vacancy_id" text NOT NULL,
	"member_id" text NOT NULL,
	"content" jsonb NOT NULL,
	"cast_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ballots_session_id_vacancy_id_member_id_pk" PRIMARY KEY("session_id","vacancy_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "bylaws" (
	"landlord_id" text NOT NULL,
	"commission_id" text NOT NULL,
	"version" integer NOT NULL,
	"effective_on" date NOT NULL,
	"content" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "bylaws_landlord_id_commission_id_version_pk" PRIMARY KEY("landlord_id","commission_id","version")
);
--> statement-breakpoint
CREATE TABLE "commissions" (
	"landlord_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"communes" text[],
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "commissions_landlord_id_id_pk" PRIMARY KEY("landlord_id","id")
);
--> statement-breakpoint
CREATE TABLE "committee_members" (
	"landlord_id" text NOT NULL,
	"id" text NOT NULL,
	"commission_id" text NOT NULL,
	"name" text NOT NULL,
	"quality" text NOT NULL,
	"represents_tenants" boolean NOT NULL,
	"territory" text,
	"alternate_of" text,
	"chair" boolean NOT NULL,
	"account_id" uuid,
	"sits_from" date NOT NULL,
	"sits_until" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "committee_members_landlord_id_id_pk" PRIMARY KEY("landlord_id","id")
);
--> statement-breakpoint
CREATE TABLE "committee_sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"landlord_id" text NOT NULL,
	"commission_id" text NOT NULL,
	"held_on" date NOT NULL,
	"starts_at" text,
	"place" text,
	"mode" text NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"bylaws_version" integer NOT NULL,
	"chair_member_id" text,
	"run_id" uuid,
	"convened_at" timestamp with time zone,
	"opened_at" timestamp with time zone,
	"open_until" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "home_decisions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"landlord_id" text NOT NULL,
	"session_id" uuid NOT NULL,
	"vacancy_id" text NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	"recorded_by" text NOT NULL,
	"candidates" jsonb NOT NULL,
	"vote" jsonb,
	"departure" jsonb,
	"supersedes" uuid,
	"why" text,
	"sitting" jsonb DEFAULT '{"voices":{"voting":[],"consultative":[],"castingVote":null,"quorum":{"required":0,"reached":0,"met":false}},"examined":0}'::jsonb NOT NULL,
	"request_key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "minutes" (
	"landlord_id" text NOT NULL,
	"session_id" uuid PRIMARY KEY NOT NULL,
	"content" jsonb NOT NULL,
	"content_hash" text NOT NULL,
	"journal_sequence" integer NOT NULL,
	"journal_hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "prior_opinions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"landlord_id" text NOT NULL,
	"number" text NOT NULL,
	"body" text NOT NULL,
	"given_on" date NOT NULL,
	"recommendation" text NOT NULL,
	"follow_up" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "remarks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"landlord_id" text NOT NULL,
	"session_id" uuid NOT NULL,
	"vacancy_id" text NOT NULL,
	"member_id" text,
	"author_name" text NOT NULL,
	"text" text NOT NULL,
	"written_at" timestamp with time zone NOT NULL,
	"keep_until" date NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "withdrawals" (
	"landlord_id" text NOT NULL,
	"session_id" uuid NOT NULL,
	"member_id" text NOT NULL,
	"vacancy_id" text NOT NULL,
	"declared_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "withdrawals_session_id_member_id_vacancy_id_pk" PRIMARY KEY("session_id","member_id","vacancy_id")
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"landlord_id" text NOT NULL,
	"number" text NOT NULL,
	"kind" text NOT NULL,
	"about" text,
	"received_on" date NOT NULL,
	"due_on" date NOT NULL,
	"owner_account_id" uuid,
	"owner_name" text,
	"state" text NOT NULL,
	"answer" text,
	"answered_on" date,
	"upheld" boolean,
	"request" text,
	"request_key" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "letter_templates" (
	"landlord_id" text NOT NULL,
	"kind" text NOT NULL,
	"version" integer NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "letter_templates_landlord_id_kind_version_pk" PRIMARY KEY("landlord_id","kind","version")
);
--> statement-breakpoint
CREATE TABLE "letters" (
	"id" uuid PRIMARY KEY NOT NULL,
	"landlord_id" text NOT NULL,
	"number" text NOT NULL,
	"kind" text NOT NULL,
	"about" text NOT NULL,
	"content" jsonb NOT NULL,
	"written_on" date NOT NULL,
	"channel" text NOT NULL,
	"sent_at" timestamp with time zone,
	"sent_by" text,
	"event_key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"landlord_id" text NOT NULL,
	"letter_id" uuid,
	"recipient" text NOT NULL,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"next_attempt_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "applicant_contacts" (
	"landlord_id" text NOT NULL,
	"number" text NOT NULL,
	"email" text,
	"telephone" text,
	"address" text[] NOT NULL,
	"preferred" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "applicant_contacts_landlord_id_number_pk" PRIMARY KEY("landlord_id","number")
);
--> statement-breakpoint
CREATE TABLE "contact_attempts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"landlord_id" text NOT NULL,
	"vacancy_id" text NOT NULL,
	"number" text NOT NULL,
	"outcome" text NOT NULL,
	"reason" text,
	"call_back_on" date,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"landlord_id" text NOT NULL,
	"number" text NOT NULL,
	"document" text NOT NULL,
	"state" text NOT NULL,
	"requested_on" date,
	"received_on" date,
	"checked_on" date,
	"checked_by" text,
	"valid_until" date,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "documents_landlord_id_number_document_pk" PRIMARY KEY("landlord_id","number","document")
);
--> statement-breakpoint
CREATE TABLE "duplicate_reviews" (
	"landlord_id" text NOT NULL,
	"first_number" text NOT NULL,
	"second_number" text NOT NULL,
	"verdict" text NOT NULL,
	"evidence" jsonb NOT NULL,
	"by" text NOT NULL,
	"judged_on" date NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "duplicate_reviews_landlord_id_first_number_second_number_pk" PRIMARY KEY("landlord_id","first_number","second_number")
);
--> statement-breakpoint
CREATE TABLE "protections" (
	"landlord_id" text NOT NULL,
	"number" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"until" timestamp with time zone,
	"by" text NOT NULL,
	"new_contact" jsonb,
	"split_from" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "protections_landlord_id_number_pk" PRIMARY KEY("landlord_id","number")
);
--> statement-breakpoint
CREATE TABLE "visits" (
	"id" uuid PRIMARY KEY NOT NULL,
	"landlord_id" text NOT NULL,
	"vacancy_id" text NOT NULL,
	"number" text,
	"starts_at" timestamp with time zone NOT NULL,
	"outcome" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "visits_landlordId_vacancyId_startsAt_unique" UNIQUE("landlord_id","vacancy_id","starts_at")
);
--> statement-breakpoint
CREATE TABLE "journal_contents" (
	"landlord_id" text NOT NULL,
	"sequence" bigint NOT NULL,
	"content" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "journal_contents_landlord_id_sequence_pk" PRIMARY KEY("landlord_id","sequence")
);
--> statement-breakpoint
CREATE TABLE "journal_heads" (
	"landlord_id" text PRIMARY KEY NOT NULL,
	"sequence" bigint NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "journal_lines" (
	"landlord_id" text NOT NULL,
	"sequence" bigint NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor" jsonb NOT NULL,
	"subjects" text[] NOT NULL,
	"content_hash" text NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "journal_lines_landlord_id_sequence_pk" PRIMARY KEY("landlord_id","sequence")
);
--> statement-breakpoint
CREATE TABLE "agencies" (
	"landlord_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"communes" text[] NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "agencies_landlord_id_id_pk" PRIMARY KEY("landlord_id","id")
);
--> statement-breakpoint
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
CREATE TABLE "due_proposals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"landlord_id" text NOT NULL,
	"number" text NOT NULL,
	"refused_vacancy_id" text NOT NULL,
	"home_decision_id" uuid,
	"since" date NOT NULL,
	"proposed_vacancy_id" text,
	"fulfilled_on" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
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
CREATE TABLE "orientations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"landlord_id" text NOT NULL,
	"vacancy_id" text NOT NULL,
	"destination" text NOT NULL,
	"advised" text,
	"reason" text,
	"note" text,
	"due_on" date,
	"first_quartile_excluded" boolean DEFAULT false NOT NULL,
	"oriented_on" date NOT NULL,
	"outcome" text,
	"ended_on" date,
	"decided_by" text NOT NULL,
	"request_key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "residence_rules" (
	"landlord_id" text NOT NULL,
	"residence" text NOT NULL,
	"fragile" boolean NOT NULL,
	"source" text NOT NULL,
	"programme_homes" integer,
	"own_tenants_permille" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "residence_rules_landlord_id_residence_pk" PRIMARY KEY("landlord_id","residence")
);
--> statement-breakpoint
CREATE TABLE "special_lettings" (
	"landlord_id" text NOT NULL,
	"vacancy_id" text NOT NULL,
	"kind" text NOT NULL,
	"association" text,
	"glided_on" date,
	"details" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "special_lettings_landlord_id_vacancy_id_pk" PRIMARY KEY("landlord_id","vacancy_id")
);
--> statement-breakpoint
CREATE TABLE "vacancy_progress" (
	"landlord_id" text NOT NULL,
	"vacancy_id" text NOT NULL,
	"exit_visit_on" date,
	"works_until_on" date,
	"keys_given_on" date,
	"next_gesture" text,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "vacancy_progress_landlord_id_vacancy_id_pk" PRIMARY KEY("landlord_id","vacancy_id")
);
--> statement-breakpoint
CREATE TABLE "drafts" (
	"landlord_id" text NOT NULL,
	"account_id" uuid NOT NULL,
	"key" text NOT NULL,
	"fields" jsonb NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "drafts_account_id_key_pk" PRIMARY KEY("account_id","key")
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"id" uuid PRIMARY KEY NOT NULL,
	"landlord_id" text NOT NULL,
	"account_id" uuid NOT NULL,
	"page" text NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "saved_views_accountId_page_name_unique" UNIQUE("account_id","page","name")
);
--> statement-breakpoint
CREATE TABLE "scenarios" (
	"id" uuid PRIMARY KEY NOT NULL,
	"landlord_id" text NOT NULL,
	"name" text NOT NULL,
	"run_id" uuid NOT NULL,
	"by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "scenarios_landlordId_name_unique" UNIQUE("landlord_id","name")
);
--> statement-breakpoint
CREATE TABLE "register_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"landlord_id" text NOT NULL,
	"number" text NOT NULL,
	"kind" text NOT NULL,
	"happened_on" date NOT NULL,
	"author" text NOT NULL,
	"details" jsonb NOT NULL,
	"event_key" text NOT NULL,
	"export_id" uuid,
	"exported_at" timestamp with time zone,
	"confirmed_on" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
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
CREATE TABLE "register_tasks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"landlord_id" text NOT NULL,
	"number" text NOT NULL,
	"kind" text NOT NULL,
	"field" text NOT NULL,
	"value" text NOT NULL,
	"done_on" date,
	"confirmed_on" date,
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
ALTER TABLE "accounts" ADD COLUMN "agency_ids" text[];--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "communes" text[];--> statement-breakpoint
ALTER TABLE "leases" ADD COLUMN "vacancy_id" text;--> statement-breakpoint
ALTER TABLE "leases" ADD COLUMN "application_number" text;--> statement-breakpoint
ALTER TABLE "leases" ADD COLUMN "offer_id" text;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "vacancy_id" text;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "home_decision_id" uuid;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "received_on" date;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "reply_days" integer;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "details" jsonb;--> statement-breakpoint
ALTER TABLE "agenda_candidates" ADD CONSTRAINT "agenda_candidates_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agenda_candidates" ADD CONSTRAINT "agenda_candidates_session_id_vacancy_id_agenda_homes_session_id_vacancy_id_fk" FOREIGN KEY ("session_id","vacancy_id") REFERENCES "public"."agenda_homes"("session_id","vacancy_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agenda_homes" ADD CONSTRAINT "agenda_homes_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agenda_homes" ADD CONSTRAINT "agenda_homes_session_id_committee_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."committee_sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendances" ADD CONSTRAINT "attendances_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendances" ADD CONSTRAINT "attendances_session_id_committee_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."committee_sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ballots" ADD CONSTRAINT "ballots_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bylaws" ADD CONSTRAINT "bylaws_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commissions" ADD CONSTRAINT "commissions_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "committee_members" ADD CONSTRAINT "committee_members_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "committee_sessions" ADD CONSTRAINT "committee_sessions_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "home_decisions" ADD CONSTRAINT "home_decisions_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "minutes" ADD CONSTRAINT "minutes_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "minutes" ADD CONSTRAINT "minutes_session_id_committee_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."committee_sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prior_opinions" ADD CONSTRAINT "prior_opinions_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "remarks" ADD CONSTRAINT "remarks_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "withdrawals" ADD CONSTRAINT "withdrawals_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "withdrawals" ADD CONSTRAINT "withdrawals_session_id_committee_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."committee_sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letter_templates" ADD CONSTRAINT "letter_templates_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letters" ADD CONSTRAINT "letters_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applicant_contacts" ADD CONSTRAINT "applicant_contacts_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_attempts" ADD CONSTRAINT "contact_attempts_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duplicate_reviews" ADD CONSTRAINT "duplicate_reviews_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "protections" ADD CONSTRAINT "protections_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visits" ADD CONSTRAINT "visits_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal_contents" ADD CONSTRAINT "journal_contents_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal_heads" ADD CONSTRAINT "journal_heads_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal_lines" ADD CONSTRAINT "journal_lines_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agencies" ADD CONSTRAINT "agencies_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dalo_steps" ADD CONSTRAINT "dalo_steps_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "due_proposals" ADD CONSTRAINT "due_proposals_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flow_plans" ADD CONSTRAINT "flow_plans_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orientations" ADD CONSTRAINT "orientations_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "residence_rules" ADD CONSTRAINT "residence_rules_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "special_lettings" ADD CONSTRAINT "special_lettings_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vacancy_progress" ADD CONSTRAINT "vacancy_progress_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenarios" ADD CONSTRAINT "scenarios_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenarios" ADD CONSTRAINT "scenarios_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_events" ADD CONSTRAINT "register_events_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_exports" ADD CONSTRAINT "register_exports_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_tasks" ADD CONSTRAINT "register_tasks_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letting_outcomes" ADD CONSTRAINT "letting_outcomes_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "agenda_candidates_landlord_id_number_index" ON "agenda_candidates" USING btree ("landlord_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "agenda_homes_one_pending" ON "agenda_homes" USING btree ("landlord_id","vacancy_id") WHERE "agenda_homes"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "committee_members_account_id_index" ON "committee_members" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "committee_sessions_landlord_id_held_on_index" ON "committee_sessions" USING btree ("landlord_id","held_on");--> statement-breakpoint
CREATE UNIQUE INDEX "home_decisions_one_first" ON "home_decisions" USING btree ("session_id","vacancy_id") WHERE "home_decisions"."supersedes" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "home_decisions_one_correction" ON "home_decisions" USING btree ("supersedes");--> statement-breakpoint
CREATE UNIQUE INDEX "home_decisions_request" ON "home_decisions" USING btree ("landlord_id","request_key");--> statement-breakpoint
CREATE INDEX "minutes_landlord_id_index" ON "minutes" USING btree ("landlord_id");--> statement-breakpoint
CREATE INDEX "prior_opinions_landlord_id_number_index" ON "prior_opinions" USING btree ("landlord_id","number");--> statement-breakpoint
CREATE INDEX "remarks_session_id_vacancy_id_index" ON "remarks" USING btree ("session_id","vacancy_id");--> statement-breakpoint
CREATE UNIQUE INDEX "cases_request" ON "cases" USING btree ("landlord_id","request_key");--> statement-breakpoint
CREATE INDEX "cases_landlord_id_state_due_on_index" ON "cases" USING btree ("landlord_id","state","due_on");--> statement-breakpoint
CREATE INDEX "cases_landlord_id_number_index" ON "cases" USING btree ("landlord_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "letters_once" ON "letters" USING btree ("landlord_id","event_key");--> statement-breakpoint
CREATE INDEX "letters_landlord_id_number_index" ON "letters" USING btree ("landlord_id","number");--> statement-breakpoint
CREATE INDEX "letters_landlord_id_written_on_index" ON "letters" USING btree ("landlord_id","written_on");--> statement-breakpoint
CREATE INDEX "letters_landlord_id_channel_index" ON "letters" USING btree ("landlord_id","channel") WHERE "letters"."sent_at" is null;--> statement-breakpoint
CREATE INDEX "outbox_landlord_id_state_index" ON "outbox" USING btree ("landlord_id","state");--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_one_a_letter" ON "outbox" USING btree ("letter_id") WHERE "outbox"."state" <> 'stopped';--> statement-breakpoint
CREATE INDEX "contact_attempts_landlord_id_vacancy_id_number_index" ON "contact_attempts" USING btree ("landlord_id","vacancy_id","number");--> statement-breakpoint
CREATE INDEX "visits_landlord_id_number_index" ON "visits" USING btree ("landlord_id","number");--> statement-breakpoint
CREATE INDEX "journal_lines_subjects" ON "journal_lines" USING gin ("subjects");--> statement-breakpoint
CREATE INDEX "journal_lines_landlord_id_at_index" ON "journal_lines" USING btree ("landlord_id","at");--> statement-breakpoint
CREATE INDEX "due_proposals_landlord_id_number_index" ON "due_proposals" USING btree ("landlord_id","number");--> statement-breakpoint
CREATE INDEX "orientations_landlord_id_vacancy_id_index" ON "orientations" USING btree ("landlord_id","vacancy_id");--> statement-breakpoint
CREATE UNIQUE INDEX "orientations_request" ON "orientations" USING btree ("landlord_id","request_key");--> statement-breakpoint
CREATE UNIQUE INDEX "orientations_one_open" ON "orientations" USING btree ("landlord_id","vacancy_id") WHERE "orientations"."outcome" is null;--> statement-breakpoint
CREATE INDEX "scenarios_run_id_index" ON "scenarios" USING btree ("run_id");--> statement-breakpoint
CREATE UNIQUE INDEX "register_events_once" ON "register_events" USING btree ("landlord_id","event_key");--> statement-breakpoint
CREATE INDEX "register_events_landlord_id_number_index" ON "register_events" USING btree ("landlord_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "register_exports_request" ON "register_exports" USING btree ("landlord_id","request_key");--> statement-breakpoint
CREATE INDEX "register_tasks_landlord_id_number_index" ON "register_tasks" USING btree ("landlord_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "register_tasks_once" ON "register_tasks" USING btree ("landlord_id","number","kind","field","value");--> statement-breakpoint
CREATE INDEX "letting_outcomes_landlord_id_vacancy_id_index" ON "letting_outcomes" USING btree ("landlord_id","vacancy_id");--> statement-breakpoint
CREATE INDEX "applications_dalo" ON "applications" USING btree ("landlord_id") WHERE "applications"."content"->'labels' @> '[{"category":"dalo"}]';--> statement-breakpoint
CREATE UNIQUE INDEX "leases_one_a_vacancy" ON "leases" USING btree ("landlord_id","vacancy_id") WHERE "leases"."vacancy_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "offers_one_open" ON "offers" USING btree ("landlord_id","vacancy_id") WHERE "offers"."vacancy_id" is not null and "offers"."answer" is null;