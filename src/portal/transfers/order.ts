/** The published order of priority among transfer requests (M-09): the same for all, told to everybody. */
import type { Typology } from '../../domain/home.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { PortalPolicy, TransferGround } from '../policy.ts';

/** Place of a ground in the published order: 1 first; a ground that no list names comes last. */
export function tierOf(policy: Pick<PortalPolicy, 'transferOrder'>, ground: TransferGround): number {
  const index = policy.transferOrder.findIndex((grounds) => grounds.includes(ground));
  return index === -1 ? policy.transferOrder.length + 1 : index + 1;
}

/** Whether the move would free a home of a typology that the landlord lacks. */
export function isFastLane(
  policy: Pick<PortalPolicy, 'scarceTypologies'>,
  typology: Typology | null,
): boolean {
  return typology !== null && policy.scarceTypologies.includes(typology);
}

export type Place = { id: string; tier: number; fastLane: boolean; receivedOn: CivilDate };

/** Order of examination: tier, then moves that free a scarce home, then the day of the request, then its key. */
export function byPriority(a: Place, b: Place): number {
  if (a.tier !== b.tier) return a.tier - b.tier;
  if (a.fastLane !== b.fastLane) return a.fastLane ? -1 : 1;
  if (a.receivedOn !== b.receivedOn) return a.receivedOn < b.receivedOn ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

export const aheadClasses = ['none', 'few', 'some', 'many'] as const;
export type AheadClass = (typeof aheadClasses)[number];

/** How many stand before, as a class: a household's page tells no exact figure about others. */
export function aheadOf(place: Place, others: readonly Place[]): AheadClass {
  const before = others.filter(
    (other) => other.id !== place.id && other.tier === place.tier && byPriority(other, place) < 0,
  ).length;
  if (before === 0) return 'none';
  return before < 5 ? 'few' : before < 20 ? 'some' : 'many';
}
