/** The door of indicators: each name of contracts §2 to its calculation. Pure: the same facts give the same figures. */
import type { ReportingFacts } from '../facts.ts';
import { type Indicator, type IndicatorName, indicatorNames } from '../indicator.ts';
import { caleol } from './caleol.ts';
import { dalo } from './dalo.ts';
import { delays } from './delays.ts';
import { equityWaits } from './equity-waits.ts';
import { flow } from './flow.ts';
import { internalTransfers } from './internal-transfers.ts';
import { objectives } from './objectives.ts';
import { pp5 } from './pp5.ts';
import { prefetShare } from './prefet-share.ts';
import { priority } from './priority.ts';
import { q1OutsideQpv } from './q1-outside-qpv.ts';
import { qpvMix } from './qpv-mix.ts';
import { quarters } from './quarters.ts';
import type { Question } from './question.ts';
import { vacancy } from './vacancy.ts';

const calculations: Readonly<
  Record<IndicatorName, (facts: ReportingFacts, question: Question) => Indicator>
> = {
  'q1-outside-qpv': q1OutsideQpv,
  'qpv-mix': qpvMix,
  quarters,
  'prefet-share': prefetShare,
  dalo,
  priority,
  pp5,
  'internal-transfers': internalTransfers,
  flow,
  caleol,
  delays,
  vacancy,
  equity: equityWaits,
  objectives,
};

/**
 * An indicator over a period, counting nothing after `asOf`. `facts` should reach back to `firstDayRead(period)`:
 * windows and controls that they do not hold whole are left out, never guessed.
 */
export function indicatorOf(name: IndicatorName, facts: ReportingFacts, question: Question): Indicator {
  return calculations[name](facts, question);
}

/** Every indicator, in the order of `indicatorNames`. */
export function allIndicators(facts: ReportingFacts, question: Question): Indicator[] {
  return indicatorNames.map((name) => indicatorOf(name, facts, question));
}
