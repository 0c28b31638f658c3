/** Who asks and when, as stores and the journal are told: the same in every room. */
import type { Actor, Asked } from '../domain/act.ts';
import { type CivilDate, civilDateInParis, daysBetween } from '../kernel/civil-date.ts';
import type { HttpDependencies } from './dependencies.ts';
import type { CurrentUser } from './middleware/current-user.ts';

/** The person, the application's day, and the hour of the clock on that day. */
export function askedBy(user: CurrentUser, { today }: Pick<HttpDependencies, 'today'>): Asked {
  return askedAs(user.landlordId, actorOf(user), today());
}

/** The same for an actor who holds no account: a household on the portal, whoever it mandated. */
export function askedAs(landlordId: string, actor: Actor, today: CivilDate): Asked {
  return { landlordId, actor, now: instantOn(today, new Date()), today };
}

/** The person as the journal names them. */
export function actorOf({ id, name, role }: Pick<CurrentUser, 'id' | 'name' | 'role'>): Actor {
  return { accountId: id, name, role };
}

const millisecondsADay = 86_400_000;

/**
 * The clock's hour on the application's day. They differ only where the day is fixed, as in the demonstration: what is
 * recorded then tells one day, not two.
 */
function instantOn(today: CivilDate, clock: Date): Date {
  return new Date(clock.getTime() + daysBetween(civilDateInParis(clock), today) * millisecondsADay);
}
