/** For each target, who asks for a home of its communes and sizes, and who of them would count. */
import type { Application } from '../../domain/application.ts';
import { type Target, type TargetKind, targetKinds } from '../../domain/target.ts';
import { inTargetGroup } from '../../law/quota-membership.ts';
import type { Policy } from '../../matching/policy.ts';
import { quotaFactsReader } from '../../matching/quota-facts.ts';
import type { ReportingFacts } from '../facts.ts';
import type { Part } from './mix.ts';
import { placeKey, type TargetReader } from './population.ts';

type Counted = { kind: TargetKind; part: Part };

/** By target id. Null where who counts cannot be told from an application: which home it would give back is not there. */
export function poolParts(
  facts: Pick<ReportingFacts, 'landlord' | 'asOf' | 'socialBodies'>,
  pool: readonly Application[],
  policy: Policy,
  readers: ReadonlyMap<Target, TargetReader>,
): Map<string, Part | null> {
  const parts = new Map<string, Part | null>();
  const byPlace = new Map<string, Counted[]>();
  for (const [{ id, kind }, { places }] of readers) {
    const part = kind === 'scarceHomesFreed' ? null : { inGroup: 0, total: 0 };
    parts.set(id, part);
    if (part === null) continue;
    for (const place of places) byPlace.set(place, [...(byPlace.get(place) ?? []), { kind, part }]);
  }
  const live = pool.filter(({ status }) => status === 'live');
  const landlord = { ...facts.landlord, aliases: [...facts.landlord.aliases] };
  const socialBodies = facts.socialBodies.length === 0 ? undefined : [...facts.socialBodies];
  const factsOf = quotaFactsReader(
    { date: facts.asOf, landlord, policy, ...(socialBodies && { socialBodies }) },
    { applicants: live },
  );
  for (const { number, wishes } of live) {
    const done = new Set<Part>();
    for (const insee of wishes.communes) {
      let kinds: ReadonlySet<TargetKind> | null = null;
      for (const { kind, part } of wishes.typologies.flatMap(
        (size) => byPlace.get(placeKey(insee, size)) ?? [],
      )) {
        if (done.has(part)) continue;
        done.add(part);
        kinds ??= kindsOf(factsOf(number, insee));
        part.total += 1;
        if (kinds.has(kind)) part.inGroup += 1;
      }
    }
  }
  return parts;
}

/** The kinds of target that a household would count for, were it to sign in that commune. */
function kindsOf(facts: Parameters<typeof inTargetGroup>[1]): ReadonlySet<TargetKind> {
  return new Set(
    targetKinds.filter((kind) => kind !== 'scarceHomesFreed' && inTargetGroup(kind, facts).verdict === 'yes'),
  );
}
