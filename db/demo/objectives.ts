/** Objectives that are counted and never priced: fictive figures on the demonstration's territories. */
import type { Objective } from '../../src/domain/objective.ts';
import { type CivilDate, yearOf } from '../../src/kernel/civil-date.ts';

const fictive = 'objectif fictif de la démonstration';

export function makeObjectives(date: CivilDate): Objective[] {
  const year = yearOf(date);
  const metz = { level: 'epci', code: '200039865', communes: null } as const;
  const moselle = { level: 'departement', code: '57', communes: null } as const;
  return [
    {
      id: `essentiels-metz-${year}`,
      kind: 'essentialWorkers',
      name: 'Travailleurs essentiels, Metz Métropole',
      public: null,
      year,
      territory: metz,
      goal: { kind: 'share', share: 0.1 },
      source: `Convention intercommunale d’attribution, L441-1 al. 35 ; ${fictive}`,
    },
    {
      id: `pompiers-57-${year}`,
      kind: 'volunteerFirefighters',
      name: 'Sapeurs-pompiers volontaires, Moselle',
      public: null,
      year,
      territory: moselle,
      goal: { kind: 'number', number: 6 },
      source: `L441-1 al. 36, R441-1-3 ; ${fictive}`,
    },
    ...publics.map(
      ([key, name, number]): Objective => ({
        id: `etat-${key}-57-${year}`,
        kind: 'statePublic',
        name,
        public: key,
        year,
        territory: moselle,
        goal: { kind: 'number', number },
        source: `Objectif chiffré de l’État pour l’année ; ${fictive}`,
      }),
    ),
  ];
}

/** Each public is a category that leases keep; none reveals why a household is in it. */
const publics = [
  ['d', 'Sortants d’hébergement', 60],
  ['k', 'Personnes sans logement', 45],
] as const;
