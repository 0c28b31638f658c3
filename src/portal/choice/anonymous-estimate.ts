/** What a home would cost a reader who tells only persons and income: an estimate, nothing of it kept. */
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { Cents } from '../../kernel/money.ts';
import { aplInCents, aplZone } from '../../law/apl.ts';
import type { AdvertFacts } from '../advert.ts';

export type AnonymousHousehold = { adults: number; children: number; monthlyResourcesCents: Cents };

const monthsPerYear = 12;

/** The estimated APL and what would be left of rent and charges, in cents a month, never below nothing. */
export function estimateFor(
  { adults, children, monthlyResourcesCents }: AnonymousHousehold,
  facts: AdvertFacts,
  date: CivilDate,
): { aplCents: Cents; leftToPayCents: Cents } {
  const benefit = aplInCents({
    date,
    zone: aplZone(facts.insee),
    couple: adults > 1,
    dependants: children,
    yearlyIncomeCents: monthlyResourcesCents * monthsPerYear,
    rentCents: facts.rentCents,
    mode: 'estimate',
  });
  const aplCents = benefit?.monthlyAidCents ?? 0;
  const reduction = benefit?.solidarityRentReductionCents ?? 0;
  const gross = facts.rentCents + facts.annexRentCents + facts.chargesCents + facts.flatChargesCents;
  return { aplCents, leftToPayCents: Math.max(0, gross - reduction - aplCents) };
}
