-- What chances are learned from is separated by landlord like the rest (0003).
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['wish_outcomes', 'past_lettings'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY one_landlord ON %I USING (landlord_id = (SELECT current_setting(''parcours.landlord'', true))) '
      'WITH CHECK (landlord_id = (SELECT current_setting(''parcours.landlord'', true)))', name);
  END LOOP;
END $$;
