/** What the page of orientation shows. */
import type { Advice, HomeAdvice } from '../../../committee/orientation/advice.ts';
import type { FreedHome } from '../../../committee/orientation/flow-year.ts';
import type { OrientationAnswer } from '../../../committee/orientation/orientation-port.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import type { PageFrame } from '../layout.tsx';
import type { OwnHome, WaitingHome } from './waiting-table.tsx';

export type OrientationPageProps = {
  frame: PageFrame;
  /** Null: the solver did not end, or works still where `computing`. */
  advice: Advice | null;
  computing: boolean;
  /** Homes of the batch that the officer looks after, with their advice or without. */
  batch: readonly FreedHome[];
  /** Those of the advice that the officer looks after. */
  homes: readonly HomeAdvice[];
  /** Which page of them is shown. */
  page: number;
  chosen: HomeAdvice | null;
  withinDays: number;
  requestKey: string;
  /** How many homes the last request oriented; null: none was made. */
  done: number | null;
  refused: OrientationAnswer['refused'];
  mayDecide: boolean;
  waiting: readonly WaitingHome[];
  /** Homes kept for a use of the landlord's own. */
  own: readonly OwnHome[];
  today: CivilDate;
};
