import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { addMonths, type CivilDate, civilDate, yearOf } from '../../src/kernel/civil-date.ts';
import {
  attestationDueOn,
  beyondAbnormalDelay,
  expiresOn,
  expiryNoticeBy,
  isLiveOn,
  nextSessionBy,
  purgeFrom,
  receptionDueOn,
} from '../../src/law/application-life.ts';
import { calculators } from '../../src/law/calculators/index.ts';
import { ruleCards } from '../../src/law/cards/index.ts';
import {
  designationDueOn,
  flowCalendar,
  guaranteeEndsOn,
  guarantorShareLimit,
  stateShareLimits,
  stateShareOutsideQpv,
} from '../../src/law/flow.ts';
import { obligationIds, obligationRow, obligationRows } from '../../src/law/obligation-figures.ts';
import { aplSeries } from '../../src/law/parameters/apl-scale.ts';
import { quartileOrders } from '../../src/law/parameters/quartile-thresholds.ts';
import { plusMix } from '../../src/law/plus-mix.ts';
import { daloDelays } from '../../src/law/priority.ts';
import { controlCalendar } from '../../src/law/quota-control.ts';
import { rightToStay, withinPerimeter } from '../../src/law/relocation.ts';
import { removalOn } from '../../src/law/removal.ts';
import { swapOfRight, transferNoticeEndsOn } from '../../src/law/transfer.ts';

const months = Array.from({ length: 48 }, (_, index) => addMonths(civilDate('2024-01-01'), index));
const person = { bornOn: '1985-05-05', role: 'holder' };

/** A complete question to each calculator, on any day. */
const questions: Record<string, (date: CivilDate) => Record<string, unknown>> = {
  quartile: (date) => ({ date, epci: '200039865', persons: [person], monthlyResources: 900 }),
  ceiling: (date) => ({
    date,
    insee: '57463',
    financing: 'PLUS',
    persons: [person],
    taxIncome: { n2: 12_000 },
  }),
  occupancy: () => ({ habitableRooms: 3, surfaceM2: 60, residents: 2 }),
  effort: () => ({
    rent: 400,
    charges: 80,
    housingBenefit: 100,
    monthlyResources: 1500,
    consumptionUnits: 1,
  }),
  apl: (date) => ({ date, zone: 2, couple: false, dependants: 0, yearlyIncome: 9000, rent: 320 }),
  priority: (date) => ({
    date,
    bornOn: '2005-05-05',
    facts: { childWelfare: { careEndedOn: '2023-05-05' } },
  }),
  review: (date) => ({ date, leaseSignedOn: '2020-02-29', tenseZone: true }),
  offer: (date) => ({ date, sentOn: date, replyDays: 10 }),
};

describe('every calculator on the first of every month from 2024 to 2027', () => {
  it.each([...calculators.values()])('$name answers, or names the order that it awaits', (calculator) => {
    const question = questions[calculator.name];
    if (!question) throw new Error(`no question for calculator ${calculator.name}`);
    const silent = months.filter((month) => {
      const { answer, bad } = calculator.answer(question(month));
      const gaps = Object.entries(answer).filter(([, value]) => value === null);
      return bad || answer.missing !== undefined || (gaps.length > 0 && answer.awaiting === undefined);
    });
    expect(silent).toEqual([]);
  });

  it('APL answers strictly in 2025, and as an estimate that says its scale in 2027', () => {
    const apl = calculators.get('apl');
    const ask = (date: string, mode: string) =>
      apl?.answer({ ...questions.apl?.(civilDate(date)), mode }).answer;
    expect(ask('2025-12-01', 'strict')).toMatchObject({ figure: 'official' });
    expect(ask('2027-12-01', 'strict')).toMatchObject({ monthlyAid: null });
    expect(ask('2027-12-01', 'estimate')).toMatchObject({ figure: 'estimated' });
  });

  it('2027 classes by the order of 2026, provisionally', () => {
    const quartile = calculators.get('quartile');
    const answers = months
      .filter((month) => yearOf(month) === 2027)
      .map((month) => quartile?.answer(questions.quartile?.(month)).answer);
    expect(answers.every((answer) => answer?.provisional === true && answer.orderYear === 2026)).toBe(true);
  });
});

describe('every dated rule on the first of every month from 2024 to 2027', () => {
  const rules: Record<string, (date: CivilDate) => unknown> = {
    'N-03 expiry': (date) => expiresOn({ filedOn: date, renewedOn: date }, date),
    'N-03 notice': (date) => expiryNoticeBy({ filedOn: date, renewedOn: date }, date),
    'N-03 live': (date) => isLiveOn({ filedOn: date, renewedOn: date, status: 'live' }, date),
    'N-02': attestationDueOn,
    'N-04': (date) => removalOn({ ground: 'noReply', warnedOn: date }, date).outcome,
    'N-06': (date) => beyondAbnormalDelay({ filedOn: date }, date, { departement: '31', months: 36 }),
    'C-04': nextSessionBy,
    'D-02': purgeFrom,
    'P-06 decision': (date) =>
      daloDelays({ appealedOn: date, decidedOn: date }, { overseas: false, largeArea: true }).decisionDueOn,
    'P-06 offer': (date) =>
      daloDelays({ appealedOn: date, decidedOn: date }, { overseas: true, largeArea: false }).offerDueOn,
    'Q-04': (date) => controlCalendar(yearOf(date))[1]?.sendBy ?? null,
    'Q-09 share': (date) => stateShareLimits({ flow: 100, state: 30, civilServants: 5 }, date)[1],
    'Q-09 outside QPV': (date) => stateShareOutsideQpv({ flowOutsideQpv: 10, stateOutsideQpv: 3 }, date),
    'Q-10 share': (date) => guarantorShareLimit({ flow: 100, guaranteed: 20 }, date),
    'Q-10 end': guaranteeEndsOn,
    'Q-12': (date) => flowCalendar(yearOf(date)).conferenceBy,
    'Q-13': (date) => designationDueOn(date, true, null),
    'Q-17': (date) => plusMix(25, date).minModest,
    'F-07': (date) => withinPerimeter({ division: 'none', place: 'sameCommune', distanceKm: 1 }, date),
    'M-06': transferNoticeEndsOn,
    'M-07': (date) =>
      rightToStay(
        {
          ground: 'demolition',
          tenseZone: null,
          age: null,
          disabledOrDependent: null,
          qpvNow: false,
          qpvAtEntry: null,
          dependantDied: false,
          speciallyDesigned: false,
          offers: [],
        },
        date,
      ).outcome,
    'M-08': (date) =>
      swapOfRight(
        {
          sameOwner: true,
          sameComplex: true,
          households: [
            { persons: 5, children: 3, surfaceM2: 60 },
            { persons: 2, children: 0, surfaceM2: 80 },
          ],
        },
        date,
      ),
  };

  it.each(Object.entries(rules))('%s has an answer', (_, rule) => {
    const gaps = months.filter((month) => {
      const given = rule(month);
      return given === null || given === undefined || isUnknown(given);
    });
    expect(gaps).toEqual([]);
  });

  it('N-08 has an answer from its wording of 21 February 2026, and none invented before', () => {
    const answered = months.filter((month) => receptionDueOn(month, false) !== null);
    expect(answered[0]).toBe('2026-03-01');
    expect(answered).toHaveLength(22);
  });
});

describe('periods of the figures of law', () => {
  it('of obligations cover every month since their first day, without overlap', () => {
    expect(obligationIds.filter((id) => obligationRow(id, civilDate('2027-12-01')) === undefined)).toEqual(
      [],
    );
    expect(overlapping(obligationRows().map((row) => ({ ...row, key: row.id })))).toEqual([]);
  });

  it('of the APL never overlap within a series', () => {
    const rows = aplSeries().flatMap((series) =>
      series.versions.map(({ from, until }) => ({ key: series.id, from, until })),
    );
    expect(overlapping(rows)).toEqual([]);
  });

  it('of ceilings never overlap, and leave no year out from 2017 to 2026', () => {
    const file = new URL('../../src/law/parameters/income-ceilings.csv', import.meta.url);
    const read: Record<string, string>[] = parse(readFileSync(file, 'utf8'), { columns: true });
    const rows = read.map((row) => ({
      key: `${row.financing} ${row.zone}`,
      from: civilDate(row.from ?? ''),
      until: civilDate(row.until ?? ''),
    }));
    expect(overlapping(rows)).toEqual([]);
    const years = Array.from({ length: 10 }, (_, index) => 2017 + index);
    const keys = [...new Set(rows.map((row) => row.key))];
    const gaps = keys.flatMap((key) =>
      years
        .filter((year) => !rows.some((row) => row.key === key && yearOf(row.from) === year))
        .map((year) => `${key} ${year}`),
    );
    expect(keys).toHaveLength(9);
    expect(gaps).toEqual([]);
  });

  it('of quartile orders are the years 2024 to 2026, one order a year', () => {
    expect([...quartileOrders().keys()].sort()).toEqual([2024, 2025, 2026]);
  });

  it('of rules never end before they begin', () => {
    expect(ruleCards.filter((card) => card.until !== null && card.until < card.since)).toEqual([]);
  });
});

type Period = { key: string; from: CivilDate; until: CivilDate | null };

function overlapping(rows: readonly Period[]): Period[] {
  return rows.filter((row, index) =>
    rows.some(
      (other, at) =>
        at !== index &&
        other.key === row.key &&
        row.from <= (other.until ?? '9999-12-31') &&
        other.from <= (row.until ?? '9999-12-31'),
    ),
  );
}

function isUnknown(given: unknown): boolean {
  return typeof given === 'object' && given !== null && 'verdict' in given && given.verdict === 'unknown';
}
