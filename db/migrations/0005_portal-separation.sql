-- The tables of the portal, of transfers and of exchanges are separated by landlord like the others (0003).
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'adverts','advert_media','interests','portal_policies','portal_codes','mandates','standing_wishes','saved_searches','portal_preferences','uploads','upload_pieces','chance_models','chance_records','tenancy_facts','perimeters','transfer_findings','transfer_requests','relocation_offers','transfer_meetings','fellow_requests','occupancy_reviews','exchange_wishes','exchange_plans','exchange_steps'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY one_landlord ON %I USING (landlord_id = (SELECT current_setting(''parcours.landlord'', true))) '
      'WITH CHECK (landlord_id = (SELECT current_setting(''parcours.landlord'', true)))', name);
  END LOOP;
END $$;
