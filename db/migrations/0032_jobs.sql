CREATE TABLE "job_files" (
	"landlord_id" text NOT NULL,
	"file_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"content" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "job_files_file_id_position_pk" PRIMARY KEY("file_id","position")
);
--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "faults" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "next_attempt_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "once_key" text;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "job_id" uuid;--> statement-breakpoint
ALTER TABLE "job_files" ADD CONSTRAINT "job_files_landlord_id_landlords_id_fk" FOREIGN KEY ("landlord_id") REFERENCES "public"."landlords"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "job_files_created_at_index" ON "job_files" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "jobs_once" ON "jobs" USING btree ("landlord_id","once_key");--> statement-breakpoint
CREATE UNIQUE INDEX "runs_one_a_job" ON "runs" USING btree ("job_id");
--> statement-breakpoint
-- Files of tasks hold households: they are separated by landlord like the rest (0003). The rows of tasks are not, since
-- a worker looks for work before it knows whose it is.
ALTER TABLE job_files ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE job_files FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY one_landlord ON job_files USING (landlord_id = (SELECT current_setting('parcours.landlord', true))) WITH CHECK (landlord_id = (SELECT current_setting('parcours.landlord', true)));
