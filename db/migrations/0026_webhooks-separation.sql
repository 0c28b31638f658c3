-- What other systems are told is separated by landlord like the rest (0003), and a message is written once: every replay
-- sends its first bytes again.
ALTER TABLE webhook_endpoints ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE webhook_endpoints FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY one_landlord ON webhook_endpoints USING (landlord_id = (SELECT current_setting('parcours.landlord', true))) WITH CHECK (landlord_id = (SELECT current_setting('parcours.landlord', true)));
--> statement-breakpoint
ALTER TABLE webhook_events ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE webhook_events FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY one_landlord ON webhook_events USING (landlord_id = (SELECT current_setting('parcours.landlord', true))) WITH CHECK (landlord_id = (SELECT current_setting('parcours.landlord', true)));
--> statement-breakpoint
ALTER TABLE webhook_deliveries ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE webhook_deliveries FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY one_landlord ON webhook_deliveries USING (landlord_id = (SELECT current_setting('parcours.landlord', true))) WITH CHECK (landlord_id = (SELECT current_setting('parcours.landlord', true)));
--> statement-breakpoint
ALTER TABLE webhook_attempts ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE webhook_attempts FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY one_landlord ON webhook_attempts USING (landlord_id = (SELECT current_setting('parcours.landlord', true))) WITH CHECK (landlord_id = (SELECT current_setting('parcours.landlord', true)));
--> statement-breakpoint
CREATE TRIGGER webhook_events_immutable BEFORE UPDATE ON webhook_events EXECUTE FUNCTION refuse_change();
