/**
 * The day on which a gliding lease passes to its household: it becomes an attribution like any other, so the committee
 * has named the household for that home, the law is asked again, and there is one lease a home (C-05, C-07, N-04 a).
 */
import type { CivilDate } from '../../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { LettingRefusal } from '../letting/gestures.ts';
import type { LettingHome } from '../letting/letting-home.ts';
import { type Place, placesOf } from '../letting/places.ts';

export type GlideRefusal =
  | LettingRefusal
  /** No closed sitting attributes this home to that household. */
  | { code: 'notDecidedFor' };

/** `home`: what the newest closed sitting decided of it; null where none did. */
export function mayGlide(
  home: LettingHome | null,
  number: string,
  signing: { signedOn: CivilDate; verified: boolean },
  today: CivilDate,
): Result<{ home: LettingHome; place: Place }, GlideRefusal> {
  if (home === null) return refuse({ code: 'notDecidedFor' });
  if (home.lease !== null) {
    return refuse({ code: 'alreadySigned', on: home.lease.signedOn, by: home.lease.by });
  }
  if (home.returned !== null) return refuse({ code: 'returned', ...home.returned });
  if (home.vacancy.status === 'withdrawn') return refuse({ code: 'withdrawn' });
  const places = placesOf(home, today);
  const place = places.find((candidate) => candidate.number === number);
  if (!place || place.state.kind === 'notRetained') return refuse({ code: 'notDecidedFor' });
  if (place.state.kind === 'barred') return refuse({ code: 'barred', checks: place.checks });
  // It lives there already, so no offer is needed; but no other household may be before it on the list.
  if (place.state.kind !== 'next' && place.state.kind !== 'accepted') {
    const next = places.find(({ state }) => state.kind === 'next');
    return refuse({ code: 'notNext', rank: next?.rank ?? null });
  }
  if (place.condition?.state === 'awaited') {
    return refuse({ code: 'conditionAwaited', dueOn: place.condition.dueOn });
  }
  if (signing.signedOn < home.heldOn || signing.signedOn > today) {
    return refuse({ code: 'dateOutOfRange', from: home.heldOn, to: today });
  }
  const unsure = place.checks.filter(({ verdict }) => verdict === 'unknown');
  if (unsure.length > 0 && !signing.verified) return refuse({ code: 'toVerify', checks: unsure });
  return ok({ home, place });
}
