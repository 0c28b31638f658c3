/**
 * Everything kept on a household, for itself (GDPR art. 15): one list of parts, read on a page, on paper or as JSON.
 * The ground of a sensitive label never stands here, nor an address under protection (D-04): the copy may be read on a
 * screen that others see. Nothing of other households, of named officers, or of a decision not announced yet.
 */
import type { HeldDocument } from '../../committee/candidates/documents.ts';
import type { Application } from '../../domain/application.ts';
import type { LeaseFacts } from '../../domain/lease-facts.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { Score } from '../../scoring/grid.ts';
import type { ExplainedDecision } from '../explanation/explanation.ts';
import type { Mandate } from '../mandates/mandate.ts';
import type { FileLife } from '../standing/file-life.ts';

/** What the store alone knows; null where the landlord keeps none. */
export type KeptData = {
  landlordName: string;
  name: string | null;
  /** Null under protection, and where none is known. */
  contact: {
    email: string | null;
    telephone: string | null;
    address: readonly string[];
    preferred: string;
  } | null;
  isProtected: boolean;
  preferences: { digest: boolean; easyToRead: boolean } | null;
  standingWishes: readonly {
    until: CivilDate;
    ended: boolean;
    criteria: Readonly<Record<string, unknown>>;
  }[];
  files: readonly { document: string; fileName: string; bytes: number; on: CivilDate }[];
  contacts: readonly { on: CivilDate; outcome: string }[];
  leases: readonly { signedOn: CivilDate; insee: string; typology: string; facts: LeaseFacts | null }[];
  letters: readonly { on: CivilDate; by: string; subject: string }[];
  /** Acts of the journal that bear on the file, newest first: their kind, their day and the function of who acted. */
  acts: readonly { on: CivilDate; kind: string; role: string }[];
};

export type OwnData = {
  number: string | null;
  madeOn: CivilDate;
  kept: KeptData;
  life: FileLife | null;
  decisions: readonly ExplainedDecision[];
  mandates: readonly Mandate[];
  documents: readonly HeldDocument[];
  /** The score of the day in each territory wished; lines of a sensitive ground are already masked (D-04). */
  scores: readonly { place: string; score: Score }[];
};

/** The application without what may not leave (D-04): sensitive grounds as one word, no commune under protection. */
export function applicationToCopy(
  application: Omit<Application, 'name'>,
  isProtected: boolean,
): Record<string, unknown> {
  const { labels, gridFacts: _facts, current, household, ...rest } = application;
  return {
    ...rest,
    // Disability is the ground of a priority: the need of an adapted home is said, never why (D-03).
    household: { ...household, persons: household.persons.map(({ bornOn, role }) => ({ bornOn, role })) },
    // The lease of a protected household leads to its home.
    current: isProtected ? { ...current, insee: null, qpvCode: null, tenancyId: null } : current,
    labels: labels.map(({ category, by, on, until }) =>
      category === 'dalo'
        ? { category, by, on, until }
        : // The body that recognised a ground of L441-1 could betray which.
          { category: 'situation prioritaire (L441-1)', on, until },
    ),
  };
}
