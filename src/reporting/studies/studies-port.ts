/** What studies ask of the store. */
import type { Asked } from '../../domain/act.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { Policy } from '../../matching/policy.ts';
import type { Grid } from '../../scoring/grid.ts';
import type { PastYear } from './past-year.ts';
import type { StudyInput, StudyResult } from './study.ts';

export type Study = {
  id: string;
  title: string;
  input: StudyInput;
  /** Null while it is calculated, or where it could not be. */
  result: StudyResult | null;
  startedBy: string;
  createdAt: Date;
};

/** What a form offers to change. */
export type StudyChoices = {
  grids: readonly Grid[];
  policy: Policy;
  /** Residences by their homes, the largest first. */
  residences: readonly { name: string; homes: number }[];
  /** EPCI of the year's targets. */
  epcis: readonly { siren: string; name: string }[];
};

export type StudiesPort = {
  choices: (landlordId: string, asOf: CivilDate) => Promise<StudyChoices>;
  /** One row a request key; the same request sent twice gives the same study. Kept in the journal. */
  start: (
    asked: Asked,
    request: { requestKey: string; title: string; input: StudyInput },
  ) => Promise<{ id: string; isNew: boolean }>;
  /** Newest first. */
  list: (landlordId: string) => Promise<Study[]>;
  find: (landlordId: string, id: string) => Promise<Study | null>;
  pastYear: (landlordId: string, asOf: CivilDate) => Promise<PastYear>;
  finish: (landlordId: string, id: string, result: StudyResult) => Promise<void>;
};
