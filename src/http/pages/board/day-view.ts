/** What the page of the day shows, and to whom. */
import type { BoardRow } from '../../../committee/board/board-list.ts';
import type { DueGroups, daloDue, HomeCalls } from '../../../committee/board/day.ts';
import type { DayFacts, KnownPerson } from '../../../committee/board/day-facts.ts';
import type { Stage } from '../../../committee/board/stage.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import type { RequestLine } from '../../../portal/transfers/transfer-port.ts';
import type { PageFrame } from '../layout.tsx';
import type { RunningEmergency } from '../orientation/emergency-routes.tsx';

export type TheDay = {
  date: CivilDate;
  rows: readonly BoardRow[];
  facts: DayFacts;
  due: DueGroups;
  calls: readonly HomeCalls[];
  dalo: ReturnType<typeof daloDue>;
  /** Beyond the abnormal delay, and on no agenda ever. */
  neverShown: number;
  people: ReadonlyMap<string, KnownPerson>;
};

export type DayPageProps = TheDay & {
  frame: PageFrame;
  counts: ReadonlyMap<Stage, number>;
  /** Transfer requests whose answer is late or due soon. */
  transfers: readonly RequestLine[];
  mayCall: boolean;
  mayReadFiles: boolean;
  /** How an address names a household's file. */
  fileRef: (number: string) => string;
  /** Emergency sittings whose 48 hours run. */
  emergencies: readonly RunningEmergency[];
  /** A key a form, so that a double click is one call. */
  newKey: () => string;
};
