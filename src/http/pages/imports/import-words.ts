/** Imports in French, for the officer who sends a file. */
import type { ImportKind } from '../../../intake/import-kinds.ts';
import { importResultSchema } from '../../../jobs/import-job.ts';
import type { Job, JobState } from '../../../jobs/job.ts';

/** Grids and policies are set by the command: no page takes their JSON. */
export const sentKinds = [
  'applications',
  'homes',
  'vacancies',
  'tenancies',
  'leases',
  'labels',
  'holders',
  'designations',
  'targets',
  'objectives',
  'social-bodies',
  'commitments',
  'past-sittings',
] as const satisfies readonly ImportKind[];

export const importKindNames: Readonly<Record<ImportKind, string>> = {
  applications: 'Demandes de logement (SNE ou tableau)',
  homes: 'Logements (RPLS ou tableau)',
  vacancies: 'Logements libérés',
  tenancies: 'Baux en cours',
  leases: 'Baux signés',
  labels: 'Labels des demandes (priorités)',
  holders: 'Réservataires',
  designations: 'Désignations des réservataires',
  targets: 'Objectifs',
  objectives: 'Objectifs comptés',
  'social-bodies': 'Organismes de logement social',
  commitments: 'Territoires de la convention',
  'past-sittings': 'Séances déjà tenues',
  grids: 'Grilles de cotation',
  policy: 'Politique d’attribution',
};

const stateNames: Readonly<Record<JobState, string>> = {
  queued: 'en attente',
  running: 'en cours',
  done: 'terminé',
  failed: 'refusé',
  dead: 'abandonné',
  cancelled: 'interrompu',
};

/** How an import stands: "en cours", "terminé", "fichier refusé". */
export function importState({ state, result }: Job): string {
  const read = importResultSchema.safeParse(result);
  if (read.success && read.data.state === 'refused') return 'fichier refusé';
  if (read.success && read.data.state === 'dryRun') return 'essayé à blanc';
  return stateNames[state];
}
