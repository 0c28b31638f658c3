/** The acts of a day, from the stores that carry them out. */
import type { AccessFeatures } from './http/access-features.ts';
import type { CommitteeFeatures } from './http/committee-features.ts';
import type { PortalFeatures } from './http/portal-features.ts';
import type { ReportingFeatures } from './http/reporting-features.ts';
import type { DayAct } from './jobs/day-acts.ts';

export type DayStores = CommitteeFeatures &
  PortalFeatures &
  Pick<ReportingFeatures, 'returns'> &
  Pick<AccessFeatures, 'tasks'>;

type Deliveries = { erase: (landlordId: string, now: Date) => Promise<number> };

/** Each with the name that administrators read. */
export function dayActs(stores: DayStores, deliveries: Deliveries): readonly DayAct[] {
  return [
    {
      key: 'offers-lapse',
      name: 'Propositions sans réponse',
      every: 'hour',
      steps: [stores.lettings.lapseOffers],
    },
    {
      key: 'orientation-lapse',
      name: 'Orientations sans désignation',
      every: 'hour',
      steps: [stores.orientation.lapse],
    },
    {
      key: 'register-events',
      name: 'Événements du SNE',
      every: 'hour',
      steps: [(landlordId, today) => stores.register.gather(landlordId, today)],
    },
    { key: 'mandates', name: 'Fins de mandat', every: 'day', steps: [stores.mandates.remind] },
    {
      key: 'portal-codes',
      name: 'Codes du portail',
      every: 'hour',
      steps: [(landlordId, _today, now) => stores.portalAccess.dropOldCodes(landlordId, now)],
    },
    {
      key: 'adverts',
      name: 'Annonces et candidatures',
      every: 'hour',
      // What is learned from the answers comes after them, and they after the adverts of the day.
      steps: [
        stores.adverts.runDay,
        stores.alerts.sendDigests,
        stores.standingWishes.answerAdverts,
        stores.wishAnswers.answerDay,
        stores.chances.gather,
        stores.chances.refit,
      ],
    },
    { key: 'uploads', name: 'Envois inachevés', every: 'hour', steps: [stores.sentFiles.sweep] },
    {
      key: 'exchanges-lapse',
      name: 'Accords d’échange sans réponse',
      every: 'hour',
      steps: [stores.exchanges.lapseDay],
    },
    {
      key: 'transfer-findings',
      name: 'Repérages des mutations',
      every: 'day',
      steps: [stores.transferFindings.scanDay],
    },
    {
      key: 'return-reminders',
      name: 'Rappels des états à transmettre',
      every: 'day',
      steps: [stores.returns.remind],
    },
    {
      key: 'webhook-events',
      name: 'Événements des liaisons',
      every: 'day',
      steps: [(landlordId, _today, now) => deliveries.erase(landlordId, now)],
    },
    {
      key: 'task-remains',
      name: 'Restes des tâches terminées',
      every: 'day',
      steps: [(landlordId, _today, now) => stores.tasks.dropOld(landlordId, now)],
    },
  ];
}
