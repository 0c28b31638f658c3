CREATE TABLE "public_data" (
	"name" text PRIMARY KEY NOT NULL,
	"version" bigint DEFAULT 0 NOT NULL,
	"raised_by" text
);
