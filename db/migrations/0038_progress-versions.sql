CREATE TABLE "public_data_marks" (
	"name" text NOT NULL,
	"transaction" text NOT NULL,
	CONSTRAINT "public_data_marks_name_transaction_pk" PRIMARY KEY("name","transaction")
);
