-- What a session reads beside homes and households: rules in force, holders, and what the targets have reached, counted
-- from leases, homes and a few lists. An import changes thousands of rows by a statement: the statement leaves a mark,
-- and the end of the transaction raises the version once, held for an instant.
INSERT INTO public_data (name) VALUES ('frame');
--> statement-breakpoint
CREATE FUNCTION public_data_marked() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO public_data_marks (name, transaction) VALUES (TG_ARGV[0], pg_current_xact_id()::text) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION public_data_raised() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE public_data SET version = version + 1, raised_by = NEW.transaction WHERE name = NEW.name;
  DELETE FROM public_data_marks WHERE name = NEW.name AND transaction = NEW.transaction;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER public_data_raise AFTER INSERT ON public_data_marks DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION public_data_raised();
--> statement-breakpoint
DO $$
DECLARE
  source text;
BEGIN
  FOREACH source IN ARRAY ARRAY['leases', 'lease_facts', 'targets', 'social_bodies', 'residence_rules', 'holders',
    'homes', 'perimeters', 'grids', 'policies', 'portal_policies', 'steering_validations', 'landlords',
    'commitments']
  LOOP
    EXECUTE format(
      'CREATE TRIGGER public_frame AFTER INSERT OR UPDATE OR DELETE ON %I '
      'FOR EACH STATEMENT EXECUTE FUNCTION public_data_marked(%L)', source, 'frame');
  END LOOP;
END $$;

--> statement-breakpoint
-- What anyone may read of who asked for a home, in one journey: the function names the landlord for its own reading and
-- sees no more than that landlord's rows. Asked outside of any transaction, what it named ends with it.
CREATE FUNCTION public_choice(landlord text, advert uuid, vacancy text)
RETURNS TABLE (is_to_let boolean, interested int) LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM set_config('parcours.landlord', landlord, true);
  RETURN QUERY SELECT
    EXISTS (SELECT FROM vacancies WHERE id = vacancy AND status NOT IN ('withdrawn', 'let')),
    (SELECT count(*)::int FROM interests WHERE advert_id = advert AND state = 'live');
END $$;
