-- What retention keeps is separated by landlord like the rest (0003).
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['retention_policies', 'legal_holds', 'purges', 'purge_items', 'run_erasures', 'breaches'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY one_landlord ON %I USING (landlord_id = (SELECT current_setting(''parcours.landlord'', true))) '
      'WITH CHECK (landlord_id = (SELECT current_setting(''parcours.landlord'', true)))', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- Durations that were chosen, breaches that were told and erasures of runs are evidence: written once.
CREATE TRIGGER retention_policies_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON retention_policies EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER breaches_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON breaches EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER run_erasures_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON run_erasures EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- A run is still written once (0001). One way alone opens: the function below, which runs as the owner of the tables.
-- A role that does not own them cannot take that way by setting the variable itself.
CREATE FUNCTION refuse_change_but_erasure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'TRUNCATE'
    AND current_setting('parcours.erasing', true) = 'runs'
    AND current_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = TG_RELID)
  THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION 'table % is immutable: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
DROP TRIGGER runs_immutable ON runs;
--> statement-breakpoint
CREATE TRIGGER runs_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON runs EXECUTE FUNCTION refuse_change_but_erasure();
--> statement-breakpoint
DROP TRIGGER run_snapshots_immutable ON run_snapshots;
--> statement-breakpoint
CREATE TRIGGER run_snapshots_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON run_snapshots EXECUTE FUNCTION refuse_change_but_erasure();
--> statement-breakpoint
DROP TRIGGER run_shortlists_immutable ON run_shortlists;
--> statement-breakpoint
CREATE TRIGGER run_shortlists_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON run_shortlists EXECUTE FUNCTION refuse_change_but_erasure();
--> statement-breakpoint
-- Erases what a run read and proposed, twelve months after its session and never before, by the clock of the database.
-- Its line stays, with its hashes and figures; run_erasures says when and by which rule.
CREATE FUNCTION erase_expired_run(wanted_run uuid, of_rule text, of_purge uuid, on_day date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  landlord text := current_setting('parcours.landlord');
  expired record;
BEGIN
  SELECT session_on, snapshot_hash INTO expired FROM runs WHERE id = wanted_run AND landlord_id = landlord;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no such run' USING ERRCODE = 'no_data_found';
  END IF;
  IF expired.session_on > current_date - interval '12 months' THEN
    RAISE EXCEPTION 'the run has not expired' USING ERRCODE = 'restrict_violation';
  END IF;
  INSERT INTO run_erasures (landlord_id, run_id, rule, erased_on, purge_id)
    VALUES (landlord, wanted_run, of_rule, on_day, of_purge) ON CONFLICT DO NOTHING;
  PERFORM set_config('parcours.erasing', 'runs', true);
  DELETE FROM run_shortlists WHERE run_id = wanted_run AND landlord_id = landlord;
  UPDATE runs SET problem = '{}', solution = '{}',
    summary = jsonb_set(summary, '{choices}', '{"pins": [], "bans": []}')
    WHERE id = wanted_run AND landlord_id = landlord;
  -- Variants of a session share what they read: it goes with the last of them.
  UPDATE run_snapshots SET content = '' WHERE landlord_id = landlord AND hash = expired.snapshot_hash
    AND NOT EXISTS (
      SELECT 1 FROM runs r WHERE r.landlord_id = landlord AND r.snapshot_hash = expired.snapshot_hash
        AND NOT EXISTS (SELECT 1 FROM run_erasures e WHERE e.run_id = r.id)
    );
  PERFORM set_config('parcours.erasing', '', true);
END $$;
