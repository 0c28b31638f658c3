/** Codes of the SNE exchange interface 02.00 and 02.01 that the import reads, and what each becomes. */
import type { Application, applicationStatuses } from '../../domain/application.ts';
import type { Typology } from '../../domain/home.ts';
import type { Person } from '../../domain/household.ts';

export const sneNamespace = 'http://nuu.application.i2/';
export const sneVersions: ReadonlySet<string> = new Set(['02.00', '02.01']);

/** Kinds of message: those that carry an application, its end, its suppression, and those that change nothing here. */
export const messageKinds = {
  CRE: 'application',
  CRS: 'application',
  MOD: 'application',
  REN: 'application',
  RAD: 'ending',
  SUP: 'removal',
  DIS: 'ignored',
  RET: 'ignored',
  COP: 'ignored',
} as const satisfies Record<string, 'application' | 'ending' | 'removal' | 'ignored'>;

/** "motifRadiation": the grounds of R441-2-8. */
export const endingStatuses: Readonly<
  Record<string, Exclude<(typeof applicationStatuses)[number], 'live'> | undefined>
> = {
  RADATT: 'housed',
  RADABA: 'renounced',
  RADCON: 'unreachable',
  RADIRR: 'inadmissible',
  RADREN: 'expired',
};

/** "lienDemandeur": what a co-holder of the lease is; a flatmate is neither partner nor dependant. */
export const coHolderRoles: Readonly<Record<string, Person['role'] | undefined>> = {
  M: 'partner',
  P: 'partner',
  C: 'partner',
  L: 'other',
};

/** "typeLogement"; a room (chambre) is looked for among T1. */
export const wishedTypologies: Readonly<Record<string, Typology | undefined>> = {
  C: 'T1',
  T1: 'T1',
  T2: 'T2',
  T3: 'T3',
  T4: 'T4',
  T5: 'T5',
  T6P: 'T6',
};

/** "ressourceRecue"; later forms added codes, which are summed all the same. */
export const knownResources: ReadonlySet<string> = new Set(
  'SAL RET CHO PAR PINV AF AAH AEEH AJPP RSA AMV PAJE BE AUT'.split(' '),
);
/** U-02: the form's total is without housing benefit. */
export const housingBenefits: ReadonlySet<string> = new Set(['APL', 'AL', 'ALF', 'ALS']);

/** "typeContratTravail", for Q-07: employees and job-seekers only. */
export const employments: Readonly<Record<string, NonNullable<Application['employment']> | undefined>> = {
  CDI: 'employee',
  CDD: 'employee',
  APP: 'employee',
  CHO: 'jobSeeker',
  ART: 'other',
  ETU: 'other',
  RET: 'other',
  AUT: 'other',
};

/** "motifDemande" 07 (handicap) and 08 (health) are never kept (D-03). */
export const healthMotives: ReadonlySet<string> = new Set(['07', '08']);

/** "aideTechniqueHandicap" and "equipementHandicap" that only a home fit for a wheelchair answers. */
export const wheelchairNeeds = { aids: new Set(['4', '5']), fittings: new Set(['2']) } as const;
/** "capaciteMarcheHandicap" (steps that can be climbed) and "equipementHandicap" that ask for a step-free way. */
export const stepFreeNeeds = { climbing: new Set(['1', '2', '3']), fittings: new Set(['3', '4']) } as const;
