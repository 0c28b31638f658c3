/** What the page of one review of occupancy shows. */
import type { ToldAct } from '../../../access/journal-port.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import type { ReviewFile } from '../../../portal/relocations/review-port.ts';
import type { PageFrame } from '../layout.tsx';

export type ReviewPageProps = {
  frame: PageFrame;
  today: CivilDate;
  file: ReviewFile;
  story: readonly ToldAct[];
  mayWrite: boolean;
  mayNotify: boolean;
  done: string | null;
  refusal: string | null;
};
