/**
 * Which households a home draws on. Its holder's, while it is oriented; otherwise every live application. Where two
 * grids stand without a published conversion, a home goes to one kind of applicants, and the reason says which.
 */
import { compareCodeUnits } from '../kernel/canonical-json.ts';
import { articleOf } from '../law/cards/index.ts';
import { fact } from '../law/outcome.ts';
import { territoryOfCommune } from '../law/quartile-territory.ts';
import type { Fact, Reason } from '../law/rule.ts';
import type { ApplicantIndex } from './applicant-index.ts';
import { type ApplicantKind, type GridPlan, gridPlanner, NO_GRID, type Scale } from './grid-plan.ts';
import { type Letting, type Orientation, orientationOf } from './orientation.ts';
import type { ShortlistResult } from './run-result.ts';
import type { Snapshot } from './snapshot.ts';
import { transferShares } from './transfer-shares.ts';

export type PoolChoice = Letting & {
  kind: ShortlistResult['pool']['kind'];
  orientation: Orientation;
  plan: GridPlan;
  /** The only kind of applicants drawn on, or null for both. */
  only: ApplicantKind | null;
  gridId: string;
  reasons: readonly Reason[];
};

/** The scale on which a kind of applicants is scored for a home. */
export function scaleOf(
  choice: Pick<PoolChoice, 'plan' | 'only' | 'kind'>,
  kind: ApplicantKind,
): Scale | null {
  // The préfet's DALO candidates stand alone whatever their kind: one grid for all of them, the general one.
  if (choice.kind === 'daloDesignation') return choice.plan.general ?? choice.plan.transfer;
  return kind === 'transfer' ? choice.plan.transfer : choice.plan.general;
}

/** The pool of every vacancy of a snapshot, in the order of vacancy ids. */
export function choosePools(snapshot: Snapshot, index: ApplicantIndex): PoolChoice[] {
  const planOf = gridPlanner(snapshot.grids, snapshot.date);
  const lettings = [...snapshot.vacancies]
    .sort((a, b) => compareCodeUnits(a.vacancy.id, b.vacancy.id))
    .map(({ vacancy, home }) => ({
      vacancy,
      home,
      orientation: orientationOf(snapshot, { vacancy, home }),
      plan: planOf(territoryOfCommune(home.insee, snapshot.date)),
    }));
  const open = lettings.filter(({ orientation, plan }) => !plan.mixed && !isHeld(orientation));
  const toTransfers = transferShares(snapshot, index, lettings, open);
  return lettings.map((letting) => {
    const { orientation, plan } = letting;
    const base = { ...letting, gridId: gridIdOf(plan, null) };
    if (orientation.state === 'daloDesignation') {
      return { ...base, kind: 'daloDesignation', only: null, reasons: [orientation.reason] };
    }
    const held = isHeld(orientation);
    if (plan.mixed) {
      const because = poolReason(mixedCode(plan), [fact('grid', base.gridId)]);
      return { ...base, kind: held ? 'holder' : 'both', only: null, reasons: [orientation.reason, because] };
    }
    const { only, reason } = held
      ? kindOfDesignated(snapshot, index, orientation)
      : kindOfOpenHome(snapshot, index, letting, toTransfers.get(letting.vacancy.id));
    return {
      ...base,
      kind: held ? 'holder' : only,
      only,
      gridId: gridIdOf(plan, only),
      reasons: [orientation.reason, reason],
    };
  });
}

/** Held by a holder, or by the mayor who designated after a failure: only then does a failed one name anybody. */
function isHeld({ state, designated }: Orientation): boolean {
  return state === 'oriented' || state === 'daloDesignation' || (state === 'failed' && designated.size > 0);
}

type OneKind = { only: ApplicantKind; reason: Reason };

function kindOfOpenHome(
  snapshot: Pick<Snapshot, 'policy'>,
  index: ApplicantIndex,
  { home }: Letting,
  behind: string | undefined,
): OneKind {
  if (behind !== undefined) {
    return { only: 'transfer', reason: poolReason('transfer-target-behind', [fact('target', behind)]) };
  }
  const wished = snapshot.policy.defaultPool;
  const { places, transfers } = index.wishing(home.insee, home.typology);
  const inPool = wished === 'transfer' ? transfers : places.length - transfers;
  if (inPool === 0 && places.length > 0) {
    const other = wished === 'transfer' ? 'general' : 'transfer';
    return { only: other, reason: poolReason('only-kind-that-wishes-it', []) };
  }
  return { only: wished, reason: poolReason('default-pool', [fact('pool', wished)]) };
}

/** A holder's home goes to the kind that most of its designated households are of; the policy's where none is. */
function kindOfDesignated(
  snapshot: Pick<Snapshot, 'policy'>,
  index: ApplicantIndex,
  { designated }: Orientation,
): OneKind {
  const places = [...designated].flatMap((number) => index.placeOf.get(number) ?? []);
  const transfers = places.filter((place) => index.isTransfer[place] === 1).length;
  const firstTime = places.length - transfers;
  if (transfers === firstTime) {
    const only = snapshot.policy.defaultPool;
    return { only, reason: poolReason('default-pool', [fact('pool', only)]) };
  }
  const only = transfers > firstTime ? 'transfer' : 'general';
  const left = Math.min(transfers, firstTime);
  return {
    only,
    reason: poolReason('kind-of-designated', [fact('pool', only), fact('designatedLeftOut', left)]),
  };
}

function mixedCode({ general, transfer }: GridPlan): string {
  if (!general || !transfer) return 'no-grid';
  return general.compiled === transfer.compiled ? 'one-grid' : 'published-conversion';
}

function gridIdOf(plan: GridPlan, only: ApplicantKind | null): string {
  const scale = only === 'transfer' ? plan.transfer : plan.general;
  return scale?.into.id ?? NO_GRID;
}

function poolReason(code: string, facts: readonly Fact[]): Reason {
  return { rule: 'S-03', article: articleOf('S-03'), verdict: 'yes', code, facts };
}
