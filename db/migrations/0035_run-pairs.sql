ALTER TABLE "runs" ADD COLUMN "problem_pairs" "bytea";--> statement-breakpoint
-- The pairs go with the rest of the problem.
CREATE OR REPLACE FUNCTION erase_expired_run(wanted_run uuid, of_rule text, of_purge uuid, on_day date) RETURNS void
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
  UPDATE runs SET problem = '{}', problem_pairs = NULL, solution = '{}',
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
