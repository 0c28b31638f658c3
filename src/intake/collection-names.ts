/** The collections of an import, as people read them. */
import type { ImportCollection } from './import-port.ts';

export const collectionNames: Readonly<Record<ImportCollection, string>> = {
  homes: 'logements',
  vacancies: 'vacances',
  applications: 'demandes',
  labels: 'labels',
  endings: 'radiations',
  tenancies: 'baux',
  contacts: 'contacts de locataires',
  leases: 'baux signés',
  leaseFacts: 'faits de baux signés',
  holders: 'réservataires',
  designations: 'désignations',
  targets: 'objectifs',
  objectives: 'objectifs comptés',
  socialBodies: 'organismes de logement social',
  commitments: 'territoires de la convention',
  pastSittings: 'séances tenues',
  grids: 'grilles',
  policies: 'politiques',
};
