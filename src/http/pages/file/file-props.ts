/** What the page of a file and its sections are given. */
import type { ToldAct } from '../../../access/journal-port.ts';
import type { HouseholdFile } from '../../../committee/candidates/file-port.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import type { SentFile } from '../../../portal/standing/sent-file.ts';
import type { Score } from '../../../scoring/grid.ts';
import type { PageFrame } from '../layout.tsx';

export type FilePageProps = {
  frame: PageFrame;
  /** Address of this page: "/agent/dossiers/…", with the reference and never the number. */
  path: string;
  file: HouseholdFile;
  scores: readonly Score[];
  story: readonly ToldAct[];
  /** A new uuid for the forms that write once. */
  formKey: string;
  /** Files that the household sent. */
  sent: readonly SentFile[];
  today: CivilDate;
};
