-- Accounts, their links, factors, identities and tokens are separated by landlord like the rest (0003). What is read of
-- them before the landlord is known goes through the functions below: each answers for one key that the caller holds
-- (an address, an identifier, the hash of a secret), never with a list. They run as the account that owns the tables,
-- which alone reads across landlords, and only here.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['accounts', 'sign_in_links', 'second_factors', 'account_identities', 'api_tokens'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY one_landlord ON %I USING (landlord_id = (SELECT current_setting(''parcours.landlord'', true))) '
      'WITH CHECK (landlord_id = (SELECT current_setting(''parcours.landlord'', true)))', name);
    EXECUTE format('CREATE POLICY owner_reads ON %I FOR SELECT TO CURRENT_USER USING (true)', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- Tasks: a worker takes the next one whoever it is for, and learns the landlord from the row. Where a transaction named
-- its landlord, it sees that landlord's tasks alone.
ALTER TABLE jobs ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE jobs FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY one_landlord_or_none_named ON jobs
  USING (landlord_id = (SELECT current_setting('parcours.landlord', true))
    OR (SELECT coalesce(current_setting('parcours.landlord', true), '')) = '')
  WITH CHECK (landlord_id = (SELECT current_setting('parcours.landlord', true))
    OR (SELECT coalesce(current_setting('parcours.landlord', true), '')) = '');
--> statement-breakpoint
CREATE FUNCTION account_by_email(wanted text) RETURNS SETOF accounts
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS 'SELECT * FROM accounts WHERE email = wanted';
--> statement-breakpoint
CREATE FUNCTION account_by_id(wanted uuid) RETURNS SETOF accounts
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS 'SELECT * FROM accounts WHERE id = wanted';
--> statement-breakpoint
CREATE FUNCTION account_by_link(wanted text, at timestamptz) RETURNS SETOF accounts
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS 'SELECT accounts.* FROM accounts JOIN sign_in_links AS link ON link.account_id = accounts.id
  WHERE link.token_hash = wanted AND link.used_at IS NULL AND link.expires_at > at';
--> statement-breakpoint
CREATE FUNCTION account_by_identity(wanted_issuer text, wanted_subject text) RETURNS SETOF accounts
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS 'SELECT accounts.* FROM accounts JOIN account_identities AS one ON one.account_id = accounts.id
  WHERE one.issuer = wanted_issuer AND one.subject = wanted_subject';
--> statement-breakpoint
CREATE FUNCTION api_token_by_hash(wanted text) RETURNS SETOF api_tokens
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS 'SELECT * FROM api_tokens WHERE token_hash = wanted';
--> statement-breakpoint
CREATE FUNCTION has_second_factor(wanted uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS 'SELECT EXISTS (SELECT FROM second_factors WHERE account_id = wanted AND confirmed_at IS NOT NULL)';
