-- The tables of the committee are separated by landlord like the others (0001). The setting is read once a statement,
-- not once a row; the policies of 0001 learn it too.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'journal_lines', 'journal_contents', 'journal_heads',
    'commissions', 'committee_members', 'bylaws', 'committee_sessions', 'agenda_homes', 'agenda_candidates',
    'attendances', 'withdrawals', 'ballots', 'home_decisions', 'remarks', 'minutes', 'prior_opinions',
    'agencies', 'vacancy_progress', 'orientations', 'special_lettings', 'residence_rules', 'due_proposals',
    'applicant_contacts', 'contact_attempts', 'documents', 'visits', 'duplicate_reviews', 'protections',
    'letter_templates', 'letters', 'outbox', 'cases', 'register_events', 'register_tasks',
    'drafts', 'saved_views', 'scenarios',
    'flow_plans', 'dalo_steps', 'letting_outcomes', 'register_exports'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY one_landlord ON %I USING (landlord_id = (SELECT current_setting(''parcours.landlord'', true))) '
      'WITH CHECK (landlord_id = (SELECT current_setting(''parcours.landlord'', true)))', name);
  END LOOP;
END $$;
--> statement-breakpoint
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'homes', 'vacancies', 'applications', 'tenancies', 'leases', 'offers', 'holders', 'designations',
    'targets', 'grids', 'policies', 'runs', 'run_snapshots', 'run_shortlists', 'imports'
  ] LOOP
    EXECUTE format(
      'ALTER POLICY one_landlord ON %I USING (landlord_id = (SELECT current_setting(''parcours.landlord'', true))) '
      'WITH CHECK (landlord_id = (SELECT current_setting(''parcours.landlord'', true)))', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- Acts, decisions and minutes are evidence: written once. What is personal in an act can be erased, never rewritten.
CREATE TRIGGER journal_lines_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_lines EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER journal_contents_immutable BEFORE UPDATE OR TRUNCATE ON journal_contents EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER home_decisions_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON home_decisions EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER minutes_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON minutes EXECUTE FUNCTION refuse_change();
