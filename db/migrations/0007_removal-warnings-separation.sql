-- What follows a warning is separated by landlord like the rest (0003).
ALTER TABLE "removal_warnings" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "removal_warnings" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY one_landlord ON "removal_warnings" USING (landlord_id = (SELECT current_setting('parcours.landlord', true))) WITH CHECK (landlord_id = (SELECT current_setting('parcours.landlord', true)));
