/**
 * What would steer the coming sessions, before anyone validates it: a line a target, from the forecast and the prices
 * of the last session, and what the landlord's own offers say of acceptance. Nothing here takes effect by itself.
 */
import type { Home } from '../../domain/home.ts';
import { contentHash } from '../../kernel/canonical-json.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { acceptancePermille } from '../../matching/acceptance.ts';
import type { BonusCaps } from '../../matching/bonus-caps.ts';
import { type LearnedShare, learnAcceptance } from '../../matching/learn-acceptance.ts';
import { paceTargets } from '../../matching/pacing/pacing.ts';
import type { Policy } from '../../matching/policy.ts';
import type { SteeringLine } from '../../matching/steering.ts';
import type { OfferRecord } from '../facts.ts';
import type { TargetForecast } from '../forecast/forecast.ts';
import { boundedAcceptance, type PriceBounds, priceBounds, steeringBounds } from './bounds.ts';

export type ProposedLine = SteeringLine & { name: string; bounds: PriceBounds };

export type ProposedAcceptance = {
  /** Of the form and of the validation: "57463 T3", or "everywhere". */
  key: string;
  insee: string | null;
  typology: Home['typology'] | null;
  offers: number;
  accepted: number;
  /** What the offers say, drawn to the default; what is proposed within its bound; what counts today. */
  learnedPermille: number;
  permille: number;
  beforePermille: number;
  /** A person had taken the figure that counts today: left aside, it no longer counts. */
  isTaken: boolean;
};

export type SteeringProposal = {
  asOf: CivilDate;
  lines: readonly ProposedLine[];
  acceptance: readonly ProposedAcceptance[];
  /** Of all the above: what a person read is what is validated. */
  stamp: string;
};

export type ProposalParts = {
  asOf: CivilDate;
  forecasts: readonly TargetForecast[];
  /** In force on the day, with the acceptance figures that were validated. */
  policy: Policy;
  caps: BonusCaps;
  /** Published by the last session, by target, where homes of the target were proposed. */
  lastPrices: ReadonlyMap<string, number>;
  offers: readonly OfferRecord[];
};

export function proposeSteering(parts: ProposalParts): SteeringProposal {
  const { asOf, forecasts, policy, caps, lastPrices } = parts;
  const steered = forecasts
    .filter(({ outlook }) => outlook.kind !== 'noLease')
    .map((forecast) => ({
      forecast,
      bounds: priceBounds(forecast.target, policy, caps, lastPrices.get(forecast.target.id) ?? null),
    }));
  const paced = paceTargets(
    steered.map(({ forecast: { target, signedTotal, signedInGroup, leases }, bounds }) => ({
      target,
      signedTotal,
      signedInGroup,
      stillExpectedLeases: leases.expected,
      mostPoints: bounds.mostPoints,
    })),
  );
  const byId = new Map(steered.map((one) => [one.forecast.target.id, one]));
  const lines = paced.flatMap((line): ProposedLine[] => {
    const found = byId.get(line.targetId);
    return found ? [{ ...line, name: found.forecast.target.name, bounds: found.bounds }] : [];
  });
  const acceptance = proposedAcceptance(parts);
  return { asOf, lines, acceptance, stamp: contentHash({ asOf, lines, acceptance }).slice(0, 16) };
}

/** Everywhere first, then the places with enough offers, by their codes. */
function proposedAcceptance({ offers, policy, asOf }: ProposalParts): ProposedAcceptance[] {
  const learned = learnAcceptance(offers, policy.acceptancePermille, asOf);
  const row = (share: LearnedShare, insee: string | null, typology: Home['typology'] | null) => {
    const beforePermille = inForce(policy, insee, typology, asOf);
    return {
      key: insee === null || typology === null ? 'everywhere' : `${insee} ${typology}`,
      insee,
      typology,
      offers: share.offers,
      accepted: share.accepted,
      learnedPermille: share.permille,
      permille: boundedAcceptance(share.permille, beforePermille),
      beforePermille,
      isTaken: policy.acceptanceLearned.some((one) => one.insee === insee && one.typology === typology),
    };
  };
  return [
    row(learned.everywhere, null, null),
    ...learned.byPlace.map((share) => row(share, share.insee, share.typology)),
  ].filter(
    ({ offers: count, permille, beforePermille, isTaken }) =>
      count >= steeringBounds.acceptanceOffers && (isTaken || permille !== beforePermille),
  );
}

function inForce(
  policy: Policy,
  insee: string | null,
  typology: Home['typology'] | null,
  date: CivilDate,
): number {
  if (insee !== null && typology !== null) {
    return acceptancePermille({ acceptancePermille: null }, { insee, typology }, policy, date);
  }
  const everywhere = policy.acceptanceLearned.find((one) => one.insee === null && one.typology === null);
  return everywhere?.permille ?? policy.acceptancePermille;
}
