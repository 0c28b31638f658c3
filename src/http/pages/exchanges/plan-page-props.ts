/** What the page of one plan of exchanges shows. */
import type { CivilDate } from '../../../kernel/civil-date.ts';
import type { PlanFile } from '../../../portal/exchanges/exchange-port.ts';
import type { ExchangeGroup } from '../../../portal/exchanges/plan.ts';
import type { PageFrame } from '../layout.tsx';
import type { labelIn } from './plan-words.ts';

export type PlanPageProps = {
  frame: PageFrame;
  today: CivilDate;
  file: PlanFile;
  /** What takes the place of the groups that broke; null where none did. */
  fallback: { groups: readonly ExchangeGroup[]; stamp: string; labelOf: ReturnType<typeof labelIn> } | null;
  done: string | null;
  refusal: string | null;
};
