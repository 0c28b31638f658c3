/**
 * Two invented grids for the demonstration landlord: one for first applications, one for transfers. They are marked
 * fictive, bear no city's name and publish no conversion, so that a home goes to one pool (S-03, S-07).
 */
import type { PriorityLetter } from '../domain/application.ts';
import { civilDate } from '../kernel/civil-date.ts';
import type { Criterion, Grid } from './grid.ts';

type Base = Pick<Criterion, 'id' | 'label' | 'group'>;

const declared = { evidence: 'declared', l4411: [] as PriorityLetter[] } as const;

function flag(base: Base, points: number, source: Criterion['source'] = 'gridFact'): Criterion {
  return { ...base, ...declared, kind: 'flag', source, points };
}

/** A criterion that implements letters of L441-1: counted once a named body has verified it. */
function priority(id: string, label: string, letters: PriorityLetter[], points: number): Criterion {
  return {
    id,
    label,
    group: 'priorites',
    evidence: 'verified',
    l4411: letters,
    kind: 'flag',
    source: 'gridFact',
    points,
  };
}

function perUnit(base: Base, source: Criterion['source'], pointsPerUnit: number, cap: number): Criterion {
  return { ...base, ...declared, kind: 'perUnit', source, pointsPerUnit, cap };
}

const dalo: Criterion = {
  id: 'dalo',
  label: 'Décision favorable de la commission de médiation (DALO)',
  group: 'dalo',
  evidence: 'verified',
  l4411: [],
  kind: 'flag',
  source: 'daloLabel',
  points: 80,
};

/** The smallest gives 20 points: quotas weigh less by default. */
const priorities: readonly Criterion[] = [
  priority('handicap', 'Handicap d’une personne du ménage', ['a'], 30),
  priority('coordination-therapeutique', 'Sortie d’un appartement de coordination', ['b'], 30),
  priority('difficultes-cumulees', 'Mal-logement ou difficultés particulières', ['c'], 20),
  priority('hebergement', 'Hébergement en structure ou logement de transition', ['d'], 25),
  priority('reprise-emploi', 'Reprise d’activité après un chômage de longue durée', ['e'], 20),
  priority('habitat-indigne', 'Habitat indigne', ['f'], 40),
  priority('mise-en-securite', 'Mise en sécurité', ['g', 'gbis', 'h', 'i'], 45),
  priority('enfant-mineur-mal-loge', 'Enfant mineur en logement suroccupé ou non décent', ['j'], 35),
  priority('sans-logement', 'Absence de logement, y compris hébergement par un tiers', ['k'], 40),
  priority('menace-expulsion', 'Menace d’expulsion sans relogement', ['l'], 35),
  priority('sortie-ase', 'Sortie de l’aide sociale à l’enfance', ['m'], 30),
];

const effortToday: Criterion = {
  id: 'taux-effort-actuel',
  label: 'Part des ressources consacrée au logement actuel (en %)',
  group: 'logement-actuel',
  ...declared,
  kind: 'tiers',
  source: 'gridFact',
  tiers: [
    { from: 50, points: 15 },
    { from: 40, points: 10 },
    { from: 33, points: 5 },
  ],
};

const sharedGroups: readonly Grid['groups'][number][] = [
  { id: 'dalo', label: 'Droit au logement opposable', cumul: 'sum', cap: null },
  { id: 'priorites', label: 'Priorités de l’article L441-1', cumul: 'maxInGroup', cap: null },
  { id: 'anciennete', label: 'Ancienneté de la demande', cumul: 'sum', cap: null },
];

const shared = {
  version: 1,
  epci: null,
  from: civilDate('2024-01-01'),
  until: null,
  fictive: true,
  source: 'Grille fictive de démonstration, votée par personne',
  refusalMalus: { points: 10, minRefusals: 2, expiresAfterMonths: 12 },
  abnormalDelayMonths: 30,
} as const;

const general: Grid = {
  ...shared,
  id: 'demo-general',
  name: 'Grille fictive, premières demandes',
  kind: 'general',
  conversions: [],
  groups: [
    ...sharedGroups,
    { id: 'logement-actuel', label: 'Logement actuel', cumul: 'sum', cap: 40 },
    { id: 'situation', label: 'Situation du ménage', cumul: 'sum', cap: 30 },
  ],
  criteria: [
    dalo,
    ...priorities,
    perUnit(
      { id: 'anciennete-mois', label: 'Un point par mois d’attente, 60 au plus', group: 'anciennete' },
      'seniorityMonths',
      1,
      60,
    ),
    flag(
      { id: 'delai-anormal', label: 'Attente au-delà du délai anormalement long', group: 'anciennete' },
      15,
      'waitBeyondAbnormalDelay',
    ),
    flag(
      { id: 'surface-insuffisante', label: 'Surface sous le minimum légal', group: 'logement-actuel' },
      15,
      'overOccupied',
    ),
    perUnit(
      { id: 'pieces-manquantes', label: 'Pièces manquantes, 5 points chacune', group: 'logement-actuel' },
      'tooFewRooms',
      5,
      15,
    ),
    effortToday,
    flag({ id: 'parent-isole', label: 'Parent seul avec enfant', group: 'situation' }, 10),
    flag({ id: 'separation', label: 'Séparation en cours', group: 'situation' }, 5),
    flag({ id: 'rapprochement-emploi', label: 'Rapprochement du lieu de travail', group: 'situation' }, 10),
    flag(
      { id: 'travail-essentiel', label: 'Travail essentiel non télétravaillable', group: 'situation' },
      10,
    ),
  ],
};

const transfer: Grid = {
  ...shared,
  id: 'demo-mutation',
  name: 'Grille fictive, mutations',
  kind: 'transfer',
  // Published, as the rest of the fictive grid: first applications and transfers may then share a shortlist.
  conversions: [{ toGrid: 'demo-general', numerator: 1, denominator: 1 }],
  groups: [
    ...sharedGroups,
    { id: 'occupation', label: 'Taille du logement actuel', cumul: 'sum', cap: 60 },
    { id: 'logement-actuel', label: 'Coût du logement actuel', cumul: 'sum', cap: null },
    { id: 'parcours', label: 'Parcours du ménage', cumul: 'sum', cap: 70 },
  ],
  criteria: [
    dalo,
    ...priorities,
    perUnit(
      { id: 'anciennete-mois', label: 'Un point par mois d’attente, 48 au plus', group: 'anciennete' },
      'seniorityMonths',
      1,
      48,
    ),
    perUnit(
      {
        id: 'pieces-en-trop',
        label: 'Pièces libérées par le départ, 15 points chacune',
        group: 'occupation',
      },
      'underOccupied',
      15,
      45,
    ),
    flag(
      { id: 'surface-insuffisante', label: 'Surface sous le minimum légal', group: 'occupation' },
      30,
      'overOccupied',
    ),
    perUnit(
      { id: 'pieces-manquantes', label: 'Pièces manquantes, 10 points chacune', group: 'occupation' },
      'tooFewRooms',
      10,
      30,
    ),
    effortToday,
    flag({ id: 'relogement', label: 'Relogement par une opération de la loi', group: 'parcours' }, 60),
    flag({ id: 'loyer-plus-bas', label: 'Recherche d’un loyer plus bas', group: 'parcours' }, 10),
    flag({ id: 'rapprochement-emploi', label: 'Rapprochement du lieu de travail', group: 'parcours' }, 10),
  ],
};

/** The grids of the demonstration, first applications then transfers. */
export const demonstrationGrids: readonly Grid[] = [general, transfer];
