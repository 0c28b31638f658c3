-- What reporting keeps is separated by landlord like the rest (0003); what was validated or sent never changes.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['lease_facts', 'past_sittings', 'objectives', 'social_bodies', 'defect_assignments',
    'steering_validations', 'filed_returns', 'studies'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY one_landlord ON %I USING (landlord_id = (SELECT current_setting(''parcours.landlord'', true))) '
      'WITH CHECK (landlord_id = (SELECT current_setting(''parcours.landlord'', true)))', name);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE TRIGGER steering_validations_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON steering_validations EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER filed_returns_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON filed_returns EXECUTE FUNCTION refuse_change();
