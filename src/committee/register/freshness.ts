/** What must be refreshed before a committee reads a file: renewal (N-03), resources and income with their proof. */
import type { Application } from '../../domain/application.ts';
import { type CivilDate, daysBetween, yearOf } from '../../kernel/civil-date.ts';
import { frenchLongDate, frenchShortDate } from '../../kernel/french.ts';
import { expiresOn } from '../../law/application-life.ts';
import { renewalSoonDays } from '../candidates/staleness.ts';
import type { CopyField } from './event-words.ts';

export type ToRefresh = CopyField & {
  /** True: the file cannot be examined as it is (expired, no resources at all). */
  blocking: boolean;
};

/** What of an application is missing, unproved, or will have expired by the sitting; nothing where all is fresh. */
export function toRefresh(application: Application, heldOn: CivilDate, today: CivilDate): ToRefresh[] {
  const { household } = application;
  return [
    ...renewal(application, heldOn, today),
    ...(household.monthlyResourcesCents === null
      ? [row('Ressources mensuelles', 'inconnues : à demander au ménage', true)]
      : household.resourcesEvidence === 'declared'
        ? [row('Ressources mensuelles', 'déclarées, sans pièce : à prouver', false)]
        : []),
    ...(household.taxIncome.n2Cents === null
      ? [row(`Revenu fiscal ${yearOf(heldOn) - 2}`, 'inconnu : avis d’imposition à demander', false)]
      : []),
  ];
}

function renewal(application: Application, heldOn: CivilDate, today: CivilDate): ToRefresh[] {
  const label = 'Renouvellement de la demande';
  if (application.status !== 'live')
    return [row(label, 'demande radiée : retirez-la de l’ordre du jour', true)];
  const expiry = expiresOn(application, today);
  if (expiry === null) return [];
  if (expiry < today) return [row(label, `expirée depuis le ${frenchLongDate(expiry)}`, true)];
  if (expiry < heldOn) return [row(label, `expire le ${frenchLongDate(expiry)}, avant la séance`, true)];
  return daysBetween(heldOn, expiry) <= renewalSoonDays
    ? [row(label, `expire le ${frenchShortDate(expiry)} : à renouveler avant l’offre`, false)]
    : [];
}

function row(label: string, value: string, blocking: boolean): ToRefresh {
  return { label, value, blocking };
}
