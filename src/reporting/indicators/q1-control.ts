/** Q-04 over the closings that facts cover: each half-year's control, one after the other, in one EPCI. */
import { type CivilDate, yearOf } from '../../kernel/civil-date.ts';
import { frenchShortDate } from '../../kernel/french.ts';
import {
  type ControlState,
  controlCalendar,
  controlStep,
  type QuotaControl,
} from '../../law/quota-control.ts';
import type { ReportingFacts } from '../facts.ts';
import type { IndicatorTable } from '../indicator.ts';
import type { PlaceTest } from './places.ts';
import { attributionsIn, monthsUpTo } from './question.ts';
import { targetOn } from './quota-target.ts';

export type Closing = { closedOn: CivilDate; sendBy: CivilDate | null; control: QuotaControl };
export type ControlHistory = { state: ControlState; closings: readonly Closing[] };

/**
 * Makes the history of the controls up to a day, to be asked for each EPCI of the order: the state after the last
 * closing, from `normal` before the first one whose six months facts hold whole. Legal persons are not in the flow.
 */
export function controlsOf(facts: ReportingFacts, until: CivilDate): (epci: PlaceTest) => ControlHistory {
  const households = attributionsIn(facts, { from: facts.from, until }).filter(
    (lease) => lease.qpvCode === null && lease.facts?.legalPerson !== true,
  );
  const days = closingsBetween(facts.from, until);
  return ({ place, holds }) => {
    const leases = households.filter(({ insee }) => holds(insee));
    const closings: Closing[] = [];
    let state: ControlState = 'normal';
    for (const { closedOn, sendBy } of days) {
      const target = targetOn('q1OutsideQpv', { level: 'epci', code: place.code }, closedOn, facts);
      const control: QuotaControl = controlStep(
        state,
        { closedOn, dataComplete: true },
        target,
        leases,
        facts,
      );
      closings.push({ closedOn, sendBy, control });
      state = control.state;
    }
    return { state, closings };
  };
}

function closingsBetween(from: CivilDate, until: CivilDate) {
  const years = Array.from({ length: yearOf(until) - yearOf(from) + 1 }, (_, index) => yearOf(from) + index);
  return years
    .flatMap(controlCalendar)
    .filter(({ closedOn }) => closedOn <= until && from <= monthsUpTo(closedOn, 6).from);
}

const stateWords: Readonly<Record<ControlState, string>> = {
  normal: 'sans injonction',
  injonction: 'injonction possible',
};

/** The state in words: only the préfet orders, the calculation says that he may. */
export function controlInWords(state: ControlState): string {
  return stateWords[state];
}

/** A closing before the first lease that facts hold tells nothing. */
function closingsWithLeases(history: ControlHistory | undefined): readonly Closing[] {
  return (history?.closings ?? []).filter(({ control }) => (control.twelveMonths?.total ?? 0) > 0);
}

/** One row an EPCI and closing. */
export function controlTable(
  listed: readonly PlaceTest[],
  controls: ReadonlyMap<string | null, ControlHistory>,
): IndicatorTable {
  return {
    key: 'control',
    title: 'Contrôle de chaque semestre (baux hors QPV)',
    overlaps: true,
    columns: [
      { title: 'EPCI', kind: 'text' },
      { title: 'Arrêté au', kind: 'text' },
      { title: 'À transmettre avant le', kind: 'text' },
      { title: 'Baux sur six mois', kind: 'count' },
      { title: 'dont comptés sur six mois', kind: 'count' },
      { title: 'Baux sur douze mois', kind: 'count' },
      { title: 'dont comptés sur douze mois', kind: 'count' },
      { title: 'Quartile inconnu sur six mois', kind: 'count' },
      { title: 'État après le contrôle', kind: 'text' },
    ],
    rows: listed.flatMap(({ place }) =>
      closingsWithLeases(controls.get(place.code)).map(({ closedOn, sendBy, control }) => [
        place.name,
        frenchShortDate(closedOn),
        sendBy === null ? null : frenchShortDate(sendBy),
        control.sixMonths?.total ?? null,
        control.sixMonths?.inGroup ?? null,
        control.twelveMonths?.total ?? null,
        control.twelveMonths?.inGroup ?? null,
        control.sixMonths?.unknown ?? null,
        controlInWords(control.state),
      ]),
    ),
  };
}
