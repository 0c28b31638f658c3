/** What the page of one transfer request shows. */
import type { ToldAct } from '../../../access/journal-port.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import type { RequestFile } from '../../../portal/transfers/transfer-port.ts';
import type { WatchedHome } from '../../../portal/transfers/watch-port.ts';
import type { PageFrame } from '../layout.tsx';

export type RequestPageProps = {
  frame: PageFrame;
  today: CivilDate;
  file: RequestFile;
  story: readonly ToldAct[];
  /** Homes that could answer it, where it is accepted. */
  homes: readonly WatchedHome[];
  fileHref: string | null;
  /** The account of the person who looks. */
  accountId: string;
  mayWrite: boolean;
  /** What the last step did; null on an ordinary visit. */
  done: string | null;
  refusal: string | null;
};
