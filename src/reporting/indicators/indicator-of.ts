/** The door of indicators: each name of contracts §2 to its calculation. Pure: the same facts give the same figures. */
import type { ReportingFacts } from '../facts.ts';
import { type Definition, type Indicator, type IndicatorName, indicatorNames } from '../indicator.ts';
import { caleol, caleolDefinition } from './caleol.ts';
import { dalo, daloDefinition } from './dalo.ts';
import { delays, delaysDefinition } from './delays.ts';
import { equityDefinition, equityWaits } from './equity-waits.ts';
import { flow, flowDefinition } from './flow.ts';
import { internalTransfers, internalTransfersDefinition } from './internal-transfers.ts';
import { objectives, objectivesDefinition } from './objectives.ts';
import { pp5, pp5Definition } from './pp5.ts';
import { prefetShare, prefetShareDefinition } from './prefet-share.ts';
import { priority, priorityDefinition } from './priority.ts';
import { q1Definition, q1OutsideQpv } from './q1-outside-qpv.ts';
import { qpvMix, qpvMixDefinition } from './qpv-mix.ts';
import { quarters, quartersDefinition } from './quarters.ts';
import type { Question } from './question.ts';
import { vacancy, vacancyDefinition } from './vacancy.ts';

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

/** What each indicator counts, in the order of `indicatorNames`. */
export const definitions: readonly Definition[] = [
  q1Definition,
  qpvMixDefinition,
  quartersDefinition,
  prefetShareDefinition,
  daloDefinition,
  priorityDefinition,
  pp5Definition,
  internalTransfersDefinition,
  flowDefinition,
  caleolDefinition,
  delaysDefinition,
  vacancyDefinition,
  equityDefinition,
  objectivesDefinition,
];

/** Every indicator, in the order of `indicatorNames`. */
export function allIndicators(facts: ReportingFacts, question: Question): Indicator[] {
  return indicatorNames.map((name) => indicatorOf(name, facts, question));
}
