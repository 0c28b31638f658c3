/** Data that indicators miss: which lease, what is missing, what to do. A key stays the same from day to day. */
import { geography } from '../domain/territory.ts';
import { compareCodeUnits } from '../kernel/canonical-json.ts';
import { territoryOfCommune } from '../law/quartile-territory.ts';
import type { LeaseRecord } from './facts.ts';

export const defectKinds = [
  'income',
  'employment',
  'label',
  'category',
  'facts',
  'commune',
  'origin',
  'days',
] as const;
export type DefectKind = (typeof defectKinds)[number];

export type Defect = {
  /** "income:BAIL-2026-00012": an assignment is kept under it. */
  key: string;
  kind: DefectKind;
  leaseId: string;
  /** French: what is missing. */
  missing: string;
  /** French: what to do. */
  todo: string;
};

type Rule = Pick<Defect, 'missing' | 'todo'> & { has: (lease: LeaseRecord) => boolean };

const rules: Readonly<Record<DefectKind, Rule>> = {
  income: {
    has: ({ firstQuartile, facts }) => firstQuartile === null && facts?.legalPerson !== true,
    missing: 'Les ressources du ménage : son quartile n’est pas connu',
    todo: 'Demandez les ressources mensuelles et leur justificatif, puis complétez le dossier au SNE.',
  },
  employment: {
    has: ({ employment, dalo, priority }) => employment === null && (dalo || priority),
    missing: 'La situation professionnelle d’un ménage prioritaire',
    todo: 'Dites s’il s’agit d’un salarié ou d’un demandeur d’emploi : seuls ceux-là comptent pour Action Logement.',
  },
  label: {
    has: ({ dalo, facts }) => dalo && facts !== null && facts.daloRecognisedOn === null,
    missing: 'La date de la décision DALO',
    todo: 'Reportez la date de la décision de la commission de médiation.',
  },
  category: {
    has: ({ priority, facts }) => priority && facts !== null && facts.categories.length === 0,
    missing: 'La catégorie qui rend le ménage prioritaire',
    todo: 'Reportez le motif reconnu et l’organisme qui l’a reconnu.',
  },
  facts: {
    has: ({ facts }) => facts === null,
    missing: 'Tout ce qui accompagne le bail (dates, provenance, preuves)',
    todo: 'Importez les faits de ce bail, ou complétez-le : il compte, mais rien ne dit comment il est prouvé.',
  },
  commune: {
    has: ({ insee, signedOn }) =>
      !geography().communes.has(insee) || territoryOfCommune(insee, signedOn) === null,
    missing: 'Une commune connue : le code INSEE ne mène à aucun territoire',
    todo: 'Corrigez le code INSEE du logement.',
  },
  origin: {
    has: ({ transfer, facts }) =>
      (transfer === 'otherLandlord' && (facts?.originLandlord ?? null) === null) ||
      (transfer === 'internal' && facts !== null && facts.originInQpv === null),
    missing: 'La provenance d’un ménage déjà logé (bailleur quitté, quartier)',
    todo: 'Reportez le bailleur que le ménage quitte, et si son ancien logement est en QPV.',
  },
  days: {
    has: ({ facts }) => facts !== null && (facts.availableOn === null || facts.decidedOn === null),
    missing: 'Une date de la vie du logement (disponibilité ou décision)',
    todo: 'Complétez le suivi du logement libéré : les délais se calculent sur ces dates.',
  },
};

/** The defects of these kinds among leases: by kind in the order asked, then by lease. */
export function defectsOf(leases: readonly LeaseRecord[], kinds: readonly DefectKind[]): Defect[] {
  const sorted = [...leases].sort((a, b) => compareCodeUnits(a.id, b.id));
  return kinds.flatMap((kind) => {
    const { has, missing, todo } = rules[kind];
    return sorted.filter(has).map(({ id }) => ({ key: `${kind}:${id}`, kind, leaseId: id, missing, todo }));
  });
}

/** The kind and lease that a key names; null where it is none of ours. */
export function readDefectKey(key: string): { kind: DefectKind; leaseId: string } | null {
  const colon = key.indexOf(':');
  const kind = defectKinds.find((known) => known === key.slice(0, colon));
  const leaseId = key.slice(colon + 1);
  return colon > 0 && kind !== undefined && leaseId !== '' ? { kind, leaseId } : null;
}
