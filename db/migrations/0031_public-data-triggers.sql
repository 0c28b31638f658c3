-- Each kind of public data counts its changes, whoever makes them. At the end of the transaction: the row is then held
-- for an instant only, after every other lock, so that nobody waits for it in a circle.
INSERT INTO public_data (name) VALUES ('adverts'), ('rules');
--> statement-breakpoint
CREATE FUNCTION public_data_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE public_data SET version = version + 1, raised_by = pg_current_xact_id()::text
  WHERE name = TG_ARGV[0] AND raised_by IS DISTINCT FROM pg_current_xact_id()::text;
  RETURN NULL;
END $$;
--> statement-breakpoint
DO $$
DECLARE
  kind text;
  source text;
BEGIN
  FOR kind, source IN
    VALUES ('adverts', 'adverts'), ('adverts', 'advert_media'), ('adverts', 'landlords'), ('rules', 'landlords'),
      ('rules', 'grids'), ('rules', 'policies'), ('rules', 'portal_policies'), ('rules', 'targets'),
      ('rules', 'steering_validations')
  LOOP
    EXECUTE format(
      'CREATE CONSTRAINT TRIGGER %I AFTER INSERT OR UPDATE OR DELETE ON %I DEFERRABLE INITIALLY DEFERRED '
      'FOR EACH ROW EXECUTE FUNCTION public_data_changed(%L)', 'public_' || kind, source, kind);
  END LOOP;
END $$;
