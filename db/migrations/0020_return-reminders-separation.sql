-- Reminders of returns are separated by landlord like the rest (0003).
ALTER TABLE return_reminders ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE return_reminders FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY one_landlord ON return_reminders USING (landlord_id = (SELECT current_setting('parcours.landlord', true))) WITH CHECK (landlord_id = (SELECT current_setting('parcours.landlord', true)));
