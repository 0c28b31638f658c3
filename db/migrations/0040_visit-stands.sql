-- Whether what opened a file still opens it, in one journey: every page of the portal asks. As public_choice, the function
-- names the landlord for its own reading and sees no more than that landlord's rows.
CREATE FUNCTION portal_visit_stands(landlord text, visited text, opened_at timestamptz)
RETURNS boolean LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM set_config('parcours.landlord', landlord, true);
  -- A protection closes what was opened before it, whoever opened it.
  RETURN EXISTS (SELECT FROM applications WHERE number = visited)
    AND NOT EXISTS (SELECT FROM protections WHERE number = visited AND since > opened_at AND until IS NULL);
END $$;
