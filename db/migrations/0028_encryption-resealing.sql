-- A frozen snapshot is still written once (0001, 0024). The account that owns the tables may seal it again under another
-- key: its envelope changes, its hash and its content do not (the hash is checked whenever it is replayed).
CREATE FUNCTION refuse_snapshot_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = TG_RELID)
    AND (
      (TG_OP <> 'TRUNCATE' AND current_setting('parcours.erasing', true) = 'runs')
      OR (TG_OP = 'UPDATE' AND current_setting('parcours.resealing', true) = 'on')
    )
  THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION 'table % is immutable: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE FUNCTION refuse_other_snapshot() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.landlord_id <> OLD.landlord_id OR NEW.hash <> OLD.hash OR NEW.created_at <> OLD.created_at THEN
    RAISE EXCEPTION 'a snapshot keeps its landlord, its hash and its day' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
DROP TRIGGER run_snapshots_immutable ON run_snapshots;
--> statement-breakpoint
CREATE TRIGGER run_snapshots_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON run_snapshots EXECUTE FUNCTION refuse_snapshot_change();
--> statement-breakpoint
CREATE TRIGGER run_snapshots_same BEFORE UPDATE ON run_snapshots FOR EACH ROW EXECUTE FUNCTION refuse_other_snapshot();
