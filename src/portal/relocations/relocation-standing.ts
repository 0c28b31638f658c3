/** Where a relocation by law stands: its regime, the offers that count, what the tenant keeps, what is unknown. */
import { z } from 'zod';
import { ageOn, type CivilDate, civilDateSchema } from '../../kernel/civil-date.ts';
import { obligationNumber } from '../../law/obligation-figures.ts';
import { isOverProtectedAge, type RelocationCase, rightToStay } from '../../law/relocation.ts';
import type { Outcome } from '../../law/rule.ts';
import type { TransferGround } from '../policy.ts';
import type { Perimeter } from '../transfers/finding.ts';
import type { TenancyFacts } from '../transfers/tenancy-facts.ts';
import {
  type LegalGround,
  type OfferStanding,
  offerStanding,
  type RelocationOffer,
} from './relocation-offer.ts';

export const relocationGrounds = [
  'relocation',
  'underOccupied',
  'adaptedHomeLeft',
] as const satisfies readonly TransferGround[];

/** Q-02 counts urban renewal and ORCOD; the others are told by what they are. */
export const operations = ['urbanRenewal', 'orcod', 'unfitHousing', 'sale', 'demolition'] as const;

/** What a relocation keeps beside its request, under `details.relocation`. */
export const relocationDetailsSchema = z.object({
  /** M-07: a home was designed for this tenant. */
  speciallyDesigned: z.boolean().default(false),
  operation: z.enum(operations).nullable().default(null),
  /** C-13: the sitting that is told of it, and when it was put there. */
  information: z
    .object({ sessionId: z.uuid(), on: civilDateSchema, by: z.string() })
    .nullable()
    .default(null),
  /** The lease signed without a decision; `key`: of the form, which signs once. */
  lease: z
    .object({
      id: z.string(),
      signedOn: civilDateSchema,
      oldEndsOn: civilDateSchema,
      by: z.string(),
      key: z.uuid(),
    })
    .nullable()
    .default(null),
});
export type RelocationDetails = z.infer<typeof relocationDetailsSchema>;
export const noRelocationDetails: RelocationDetails = relocationDetailsSchema.parse({});

/** Which text governs: none obliges where a sale alone, or nothing authorised, founds the move. */
export type Regime =
  | { kind: 'law'; ground: LegalGround }
  | { kind: 'voluntary' | 'notAuthorised' | 'noPerimeter' };

export type RelocationCaseFacts = {
  ground: (typeof relocationGrounds)[number];
  facts: TenancyFacts;
  details: RelocationDetails;
  qpvNow: boolean;
  tenseZone: boolean | null;
  perimeters: readonly Perimeter[];
  /** Oldest first. */
  offers: readonly RelocationOffer[];
};

export type RelocationStanding = {
  regime: Regime;
  perimeter: Perimeter | null;
  offers: readonly (OfferStanding & { offer: RelocationOffer })[];
  /** Refused offers that conform for sure, and those that may; and how many the law wants. */
  sure: number;
  possible: number;
  needed: number | null;
  accepted: RelocationOffer | null;
  speciallyDesigned: boolean;
  open: RelocationOffer | null;
  /** Null where no text can take the right away: outside the law's grounds. */
  right: { outcome: Outcome; titleEndsOn: CivilDate | null } | null;
  /** Nobody knows yet whether a protection of the law holds (zone, age, neighbourhood): no letter may threaten. */
  protectionUnknown: boolean;
};

export function relocationStanding(one: RelocationCaseFacts, date: CivilDate): RelocationStanding {
  const perimeter = perimeterOf(one.perimeters, date);
  const regime = regimeOf(one.ground, perimeter, date);
  const legal = regime.kind === 'law' ? regime.ground : 'demolition';
  const offers = one.offers.map((offer) => ({ offer, ...offerStanding(offer, legal, date) }));
  const sure = offers.filter(({ counts }) => counts === 'yes');
  const possible = offers.filter(({ counts }) => counts !== 'no').length;
  return {
    regime,
    perimeter,
    offers: regime.kind === 'law' ? offers : offers.map((line) => ({ ...line, counts: 'no' as const })),
    sure: regime.kind === 'law' ? sure.length : 0,
    possible: regime.kind === 'law' ? possible : 0,
    needed: obligationNumber('relocation.offers', date),
    accepted: one.offers.find(({ answer, facts }) => answer === 'accepted' && !facts.lost) ?? null,
    open: one.offers.find(({ answer }) => answer === null) ?? null,
    speciallyDesigned: one.details.speciallyDesigned,
    right: regime.kind === 'law' ? rightOf(one, regime.ground, offers, date) : null,
    protectionUnknown: regime.kind === 'law' && protectionUnknown(one, regime.ground, date),
  };
}

/** What obliges comes before what does not, and what is authorised before what waits. */
function perimeterOf(perimeters: readonly Perimeter[], date: CivilDate): Perimeter | null {
  const strength = ({ kind, authorisedOn }: Perimeter) =>
    (kind === 'sale' ? 0 : 2) + (authorisedOn !== null && authorisedOn <= date ? 1 : 0);
  return [...perimeters].sort((a, b) => strength(b) - strength(a))[0] ?? null;
}

function regimeOf(
  ground: RelocationCaseFacts['ground'],
  perimeter: Perimeter | null,
  date: CivilDate,
): Regime {
  if (ground !== 'relocation') return { kind: 'law', ground };
  if (perimeter === null) return { kind: 'noPerimeter' };
  if (perimeter.kind === 'sale') return { kind: 'voluntary' };
  const authorised = perimeter.authorisedOn !== null && perimeter.authorisedOn <= date;
  return authorised ? { kind: 'law', ground: 'demolition' } : { kind: 'notAuthorised' };
}

/** What the rule of the right to stay reads, apart from the offers. */
function caseOf(
  { facts, details, qpvNow, tenseZone }: RelocationCaseFacts,
  ground: LegalGround,
  age: number | null,
): Omit<RelocationCase, 'offers'> {
  return {
    ground,
    tenseZone,
    age,
    disabledOrDependent: facts.disabledOrDependent,
    qpvNow,
    qpvAtEntry: facts.qpvAtEntry,
    dependantDied: facts.dependantDied === true,
    speciallyDesigned: details.speciallyDesigned,
  };
}

function rightOf(
  one: RelocationCaseFacts,
  ground: LegalGround,
  offers: RelocationStanding['offers'],
  date: CivilDate,
): NonNullable<RelocationStanding['right']> {
  const counted = offers.filter(({ counts }) => counts === 'yes').map(({ offer }) => offer.notifiedOn);
  const age = ageOf(one.facts.holderBornOn, [...counted].sort()[2] ?? date, date);
  const answered = rightToStay(
    {
      ...caseOf(one, ground, age),
      offers: offers.map(({ offer, conforms }) => ({
        notifiedOn: offer.notifiedOn,
        refused: offer.answer === 'refused',
        meetsArticle13bis: conforms,
      })),
    },
    date,
  );
  const { dependantDied } = one.facts;
  if (ground !== 'adaptedHomeLeft' || dependantDied !== null || answered.outcome.verdict !== 'yes') {
    return answered;
  }
  // Six months or eighteen: while nobody knows which, no date is told.
  const [reason] = answered.outcome.because;
  const because = reason ? [{ ...reason, verdict: 'unknown' as const, code: 'right-unknown' }] : [];
  return {
    titleEndsOn: null,
    outcome: { ...answered.outcome, verdict: 'unknown', because, missing: ['dependantDied'] },
  };
}

/** Asked as if all the offers of the law had been refused today: what is then unknown is a protection. */
function protectionUnknown(one: RelocationCaseFacts, ground: LegalGround, date: CivilDate): boolean {
  const refused = { notifiedOn: date, refused: true, meetsArticle13bis: 'yes' as const };
  const asked = caseOf(one, ground, ageOf(one.facts.holderBornOn, date, date));
  const needed = obligationNumber('relocation.offers', date) ?? 0;
  const { outcome } = rightToStay({ ...asked, offers: Array.from({ length: needed }, () => refused) }, date);
  return outcome.verdict === 'unknown';
}

/** The age on the day of the third offer; unknown where the protected age came since: no text read says which day. */
function ageOf(bornOn: CivilDate | null, thirdOn: CivilDate, today: CivilDate): number | null {
  if (bornOn === null) return null;
  const limit = obligationNumber('relocation.protectedAge', today);
  const [then, now] = [ageOn(bornOn, thirdOn), ageOn(bornOn, today)];
  return isOverProtectedAge(then, limit) === false && isOverProtectedAge(now, limit) === true ? null : then;
}
