-- Landlords are separated by the database itself, not by where clauses: a transaction sees the rows of the landlord
-- that it named (db/connection.ts, withLandlord), and none where it named none. FORCE applies it to the owner too.
-- Left out on purpose: landlords, accounts, sign_in_links and jobs, which are read before the landlord is known.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'homes', 'vacancies', 'applications', 'tenancies', 'leases', 'offers', 'holders', 'designations',
    'targets', 'grids', 'policies', 'runs', 'run_snapshots', 'run_shortlists', 'imports'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY one_landlord ON %I USING (landlord_id = current_setting(''parcours.landlord'', true)) '
      'WITH CHECK (landlord_id = current_setting(''parcours.landlord'', true))', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- A stored run is evidence: it is written once.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'table % is immutable: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER runs_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON runs EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER run_snapshots_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON run_snapshots EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER run_shortlists_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON run_shortlists EXECUTE FUNCTION refuse_change();
