/** What the page of one relocation shows. */
import type { ToldAct } from '../../../access/journal-port.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import type { RelocationFile } from '../../../portal/relocations/relocation-port.ts';
import type { PageFrame } from '../layout.tsx';

export type RelocationPageProps = {
  frame: PageFrame;
  today: CivilDate;
  file: RelocationFile;
  story: readonly ToldAct[];
  mayWrite: boolean;
  mayWriteLetters: boolean;
  /** Of the form of a new offer. */
  formKey: string;
  done: string | null;
  refusal: string | null;
};
