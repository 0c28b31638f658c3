-- Rows of conventions are separated by landlord like the rest (0003).
ALTER TABLE commitments ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE commitments FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY one_landlord ON commitments USING (landlord_id = (SELECT current_setting('parcours.landlord', true))) WITH CHECK (landlord_id = (SELECT current_setting('parcours.landlord', true)));
