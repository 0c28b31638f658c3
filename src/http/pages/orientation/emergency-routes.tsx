/** One gesture to an emergency sitting, from the page of special lettings or from a protected file. */
import type { Request, Router } from 'express';
import { z } from 'zod';
import {
  type Emergency,
  earliestEmergency,
  emergencyClock,
} from '../../../committee/orientation/emergency.ts';
import { sessionRefusalInWords } from '../../../committee/session-refusal.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { askedBy } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { type CurrentUser, userWhoMay } from '../../middleware/current-user.ts';
import type { EmergencyChoice } from './emergency-form.tsx';

const form = z.object({ _key: z.uuid(), commission: z.string().min(1).max(200) });

export function emergencyRoutes(router: Router, dependencies: HttpDependencies): void {
  const { committees, sessions, today } = dependencies;
  router.post('/agent/particuliers/urgence', async (request, response) => {
    const user = userWhoMay(request, 'session.prepare');
    const { _key: key, commission: commissionId } = readInput(form, request.body);
    const known = await committees.commissions(user.landlordId, today());
    const chosen = known.find(({ commission }) => commission.id === commissionId);
    if (!chosen) throw new AppError('not-found', 'Cette commission n’existe pas.');
    const asked = askedBy(user, dependencies);
    const first = earliestEmergency(chosen.bylaws, asked.now);
    if (first === null) {
      throw new AppError('conflict', sessionRefusalInWords({ code: 'emergencyNotAllowed' }), {
        hint: 'Faites-le prévoir par le conseil d’administration, ou passez par un logement déjà loué à une association.',
      });
    }
    const made = await sessions.create(asked, {
      key,
      commissionId,
      ...first,
      place: null,
      mode: 'inPerson',
      kind: 'emergency',
    });
    if (!made.ok) throw new AppError('conflict', sessionRefusalInWords(made.refusal));
    response.redirect(303, `/agent/seances/${made.value.sessionId}`);
  });
}

/** The commissions with the first hour at which each may sit in emergency. */
export async function emergencyChoices(
  user: CurrentUser,
  dependencies: HttpDependencies,
): Promise<EmergencyChoice[]> {
  const { now } = askedBy(user, dependencies);
  const known = await dependencies.committees.commissions(user.landlordId, dependencies.today());
  return known.map(({ commission, bylaws }) => ({
    id: commission.id,
    name: commission.name,
    first: earliestEmergency(bylaws, now),
  }));
}

export type RunningEmergency = Emergency & { hoursLeft: number; dueAt: Date };

/** The emergency sittings that the account may see, the first to run out on top. */
export async function runningEmergencies(
  request: Request,
  dependencies: HttpDependencies,
): Promise<RunningEmergency[]> {
  const user = userWhoMay(request, 'board.read');
  const scope = await dependencies.scopes.communesOf(user);
  const { now } = askedBy(user, dependencies);
  const open = await dependencies.specialLettings.emergencies(user.landlordId);
  return open
    .filter(
      ({ communes }) => scope === null || communes.length === 0 || communes.some((insee) => scope.has(insee)),
    )
    .map((one) => ({ ...one, ...emergencyClock(one.startedAt, now) }))
    .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
}
