import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, type CivilDate, civilDate } from '../../src/kernel/civil-date.ts';
import { type Exact, exact, maxOf, minOf, roundHalfUp } from '../../src/kernel/exact.ts';
import { type AplAnswer, type AplQuestion, apl, aplInCents, aplZone } from '../../src/law/apl.ts';
import { aplScaleOn, aplSeries } from '../../src/law/parameters/apl-scale.ts';

const december = civilDate('2025-12-01');
const grid = new URL('../../../shared/data/law/apl_grid_2025-12.csv', import.meta.url);

type GridRow = Record<string, string>;

function questionOf(row: GridRow): AplQuestion {
  const zones = { '1': 1, '2': 2, '3': 3 } as const;
  const zone = zones[row.zone as keyof typeof zones];
  return {
    date: december,
    zone,
    couple: row.couple === '1',
    dependants: Number(row.personnes_a_charge),
    yearlyIncomeCents: Number(row.ressources_annuelles) * 100,
    rentCents: Number(row.loyer_hors_charges) * 100,
  };
}

describe('housing benefit of December 2025', () => {
  it.skipIf(!existsSync(grid))('is that of all 1 458 computed cases, to the cent', () => {
    const rows: GridRow[] = parse(readFileSync(grid, 'utf8'), { columns: true });
    expect(rows).toHaveLength(1458);
    const wrong = rows.filter((row) => {
      const answer = apl(questionOf(row));
      const { steps } = answer;
      if (!steps) return true;
      return (
        answer.monthlyAidCents !== Math.round(Number(row.apl_mensuelle) * 100) ||
        roundHalfUp(steps.rentCeiling, 2) !== Number(row.loyer_plafond) ||
        roundHalfUp(steps.retainedRent, 2) !== Number(row.loyer_retenu) ||
        roundHalfUp(steps.flatCharges, 2) !== Number(row.charges) ||
        roundHalfUp(steps.r0, 2) !== Number(row.r0) ||
        roundHalfUp(steps.familyRate, 6) !== Number(row.taux_famille) ||
        roundHalfUp(steps.rentRate, 5) !== Number(row.taux_loyer) ||
        roundHalfUp(steps.participation, 2) !== Number(row.participation_personnelle) ||
        roundHalfUp(steps.solidarityRentReduction, 2) !== Number(row.rls)
      );
    });
    expect(wrong).toEqual([]);
  });
});

const households = fc.record({
  zone: fc.constantFrom(1 as const, 2 as const, 3 as const),
  couple: fc.boolean(),
  dependants: fc.integer({ min: 0, max: 9 }),
  rentCents: fc.integer({ min: 0, max: 200_000 }),
  yearlyIncomeCents: fc.integer({ min: 0, max: 6_000_000 }),
});

describe('housing benefit with income', () => {
  it('never grows, the solidarity rent reduction counted in', () => {
    // Alone it steps up at the income where the reduction ends, because the reduction is deducted from it.
    fc.assert(
      fc.property(households, fc.integer({ min: 0, max: 1_000_000 }), (household, more) => {
        const lower = apl({ ...household, date: december });
        const higher = apl({
          ...household,
          date: december,
          yearlyIncomeCents: household.yearlyIncomeCents + more,
        });
        const sameReduction = reductionCents(lower) === reductionCents(higher);
        return (
          reliefCents(higher) <= reliefCents(lower) &&
          (!sameReduction || (higher.monthlyAidCents ?? 0) <= (lower.monthlyAidCents ?? 0))
        );
      }),
      { seed: 20261121, numRuns: 300 },
    );
  });

  it('is the same for a couple and a lone person from the first dependant on', () => {
    fc.assert(
      fc.property(households, (household) => {
        const dependants = household.dependants + 1;
        const alone = apl({ ...household, dependants, couple: false, date: december });
        const couple = apl({ ...household, dependants, couple: true, date: december });
        return alone.monthlyAidCents === couple.monthlyAidCents;
      }),
      { seed: 20261121, numRuns: 100 },
    );
  });
});

describe('the aid in whole cents', () => {
  it('is that of the decree taken step by step, exact between two roundings', () => {
    fc.assert(
      fc.property(households, (household) => {
        const answer = apl({ ...household, date: december });
        expect(answer.monthlyAidCents).toBe(stepByStepCents(answer, household));
      }),
      { seed: 20261121, numRuns: 500 },
    );
  });

  it('is the same with its steps and without them, whatever rents and families were asked for before', () => {
    fc.assert(
      fc.property(households, fc.boolean(), (household, isLater) => {
        const date = isLater ? civilDate('2026-11-21') : december;
        const question = { ...household, date, mode: 'estimate' as const };
        const { monthlyAidCents, steps, figure } = apl(question);
        expect(aplInCents(question)).toEqual({
          monthlyAidCents,
          solidarityRentReductionCents:
            steps && Math.round(roundHalfUp(steps.solidarityRentReduction, 2) * 100),
          estimated: figure === 'estimated',
        });
      }),
      { seed: 20261121, numRuns: 300 },
    );
    expect(aplInCents({ ...lone, date: civilDate('2026-11-21') })).toBeNull();
  });
});

const lone = {
  zone: 2 as const,
  couple: false,
  dependants: 0,
  yearlyIncomeCents: 900_000,
  rentCents: 40_000,
};

/** The aid by its formula: what is covered, lowered by a high rent, less the flat reduction, the RLS and the CRDS. */
function stepByStepCents({ steps }: AplAnswer, { zone, rentCents }: Pick<AplQuestion, 'zone' | 'rentCents'>) {
  const { scale } = aplScaleOn(december);
  if (!scale || !steps) throw new Error('no scale for December 2025');
  const zero = exact(0);
  const rent = exact(rentCents).div(100);
  const from = toCent(steps.rentCeiling.mul(scale.figure('degressivity', `declineZone${zone}`)));
  const to = toCent(steps.rentCeiling.mul(scale.figure('degressivity', `endZone${zone}`)));
  const kept = maxOf(zero, minOf(exact(1), to.sub(rent).div(to.sub(from))));
  const covered = maxOf(zero, steps.retainedRent.add(steps.flatCharges).sub(steps.participation)).mul(kept);
  const gross = toCent(maxOf(zero, covered.sub(scale.figure('flatReduction', 'amount'))));
  const deducted = steps.solidarityRentReduction.mul(scale.figure('solidarityShare', 'share'));
  const net = maxOf(zero, gross.sub(deducted)).mul(exact(1).sub(scale.figure('crds', 'rate')));
  return Math.round(roundHalfUp(net, 2) * 100);
}

function toCent(euros: Exact): Exact {
  return exact(roundHalfUp(euros, 2));
}

describe('the scale of housing benefit', () => {
  const months = Array.from({ length: 48 }, (_, index) => addMonths(civilDate('2024-01-01'), index));

  it('answers strictly in every month of 2024 and 2025, and in no month of 2026 and 2027', () => {
    const answered = months.filter((month) => aplScaleOn(month).scale !== null);
    expect(answered).toEqual(months.slice(0, 24));
  });

  it('has no overlap of versions in any series', () => {
    const overlaps = aplSeries().flatMap((series) =>
      months.filter((month) => inForce(series, month) > 1).map((month) => `${series.id} ${month}`),
    );
    expect(overlaps).toEqual([]);
  });

  it('is estimated after 2025 with the figures of December 2025', () => {
    const question = { zone: 2 as const, couple: true, dependants: 1, yearlyIncomeCents: 1_300_000 };
    const known = apl({ ...question, rentCents: 42_000, date: december });
    for (const month of months.slice(24)) {
      expect(apl({ ...question, rentCents: 42_000, date: month, mode: 'estimate' })).toMatchObject({
        monthlyAidCents: known.monthlyAidCents,
        figure: 'estimated',
        scaleOf: '2025-12',
      });
    }
  });
});

describe('the zone of housing benefit', () => {
  it('is 1 in Paris and its arrondissements, 2 in Metz and overseas, 3 in a village', () => {
    expect(['75056', '75113', '57463', '97411', '01001'].map(aplZone)).toEqual([1, 1, 2, 2, 3]);
  });
});

function reductionCents(answer: AplAnswer): number {
  return answer.steps ? Math.round(roundHalfUp(answer.steps.solidarityRentReduction, 2) * 100) : 0;
}

function reliefCents(answer: AplAnswer): number {
  return (answer.monthlyAidCents ?? 0) + reductionCents(answer);
}

function inForce(series: ReturnType<typeof aplSeries>[number], month: CivilDate): number {
  return series.versions.filter((row) => row.from <= month && (row.until === null || month <= row.until))
    .length;
}
