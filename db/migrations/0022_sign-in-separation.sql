-- Who opens which file is separated by landlord like the rest (0003). The factors, identities and tokens of accounts are
-- left out on purpose, as accounts are (0001): they are read before the landlord is known.
ALTER TABLE portal_identities ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE portal_identities FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY one_landlord ON portal_identities USING (landlord_id = (SELECT current_setting('parcours.landlord', true))) WITH CHECK (landlord_id = (SELECT current_setting('parcours.landlord', true)));
