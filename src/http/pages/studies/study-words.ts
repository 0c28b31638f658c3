/** Words of studies: kinds of targets, classes of households, what people live. */
import type { TargetKind } from '../../../domain/target.ts';
import { frenchNumber, frenchPercent } from '../../../kernel/french.ts';
import type { BoardFigures, ClassRow } from '../../../reporting/studies/study.ts';

export const targetKindWords: Readonly<Record<Exclude<TargetKind, 'scarceHomesFreed'>, string>> = {
  q1OutsideQpv: '1er quartile hors QPV',
  nonQ1InQpv: 'Autres quartiles en QPV',
  quarterLandlord: 'DALO ou prioritaires, logements non réservés',
  quarterCollectivity: 'DALO ou prioritaires, contingents des collectivités',
  quarterActionLogement: 'DALO ou prioritaires, Action Logement',
  transfersAnyLandlord: 'Mutations du parc social',
  internalTransfers: 'Mutations internes',
};

export const classWords: Readonly<Record<ClassRow['by'], string>> = {
  size: 'Taille du ménage',
  age: 'Âge du demandeur',
  quartile: 'Quartile de ressources',
  priority: 'Priorité reconnue',
  transfer: 'Situation locative',
};

const values: Readonly<Record<ClassRow['by'], Readonly<Record<string, string>>>> = {
  size: { 1: '1 personne', 2: '2 personnes', 3: '3 personnes', 4: '4 personnes', 5: '5 personnes et plus' },
  age: { a: 'moins de 30 ans', b: 'de 30 à 59 ans', c: '60 ans et plus' },
  quartile: { first: '1er quartile', above: 'autres quartiles', unknown: 'ressources inconnues' },
  priority: { dalo: 'DALO', priority: 'situation prioritaire (L441-1)', none: 'sans priorité reconnue' },
  transfer: {
    none: 'pas encore locataire du parc social',
    internal: 'nos locataires',
    otherLandlord: 'locataires d’un autre bailleur',
  },
};

export function classValueWords({ by, value }: Pick<ClassRow, 'by' | 'value'>): string {
  return values[by][value] ?? value;
}

type BoardLine = { label: string; read: (board: BoardFigures) => string };

/** In the order in which a board reads them: people first, homes last. */
export const boardLines: readonly BoardLine[] = [
  { label: 'Quotas de la loi tenus', read: ({ statutoryHeld }) => partWords(statutoryHeld) },
  {
    label: 'Baux qui manquent aux quotas de la loi',
    read: ({ missingStatutory }) => whole(missingStatutory),
  },
  { label: 'Engagements et objectifs propres tenus', read: ({ othersHeld }) => partWords(othersHeld) },
  {
    label: 'Ménages DALO dépassés à points de grille supérieurs',
    read: ({ daloOvertaken }) => whole(daloOvertaken),
  },
  { label: 'DALO logés dans leur délai', read: ({ daloInTime }) => partWords(daloInTime) },
  {
    label: 'Attente des ménages reconnus prioritaires, 9 sur 10 (mois)',
    read: ({ labelledWaitP90 }) => (labelledWaitP90 === null ? '–' : frenchNumber(labelledWaitP90)),
  },
  {
    label: 'Attentes anormalement longues jamais présentées',
    read: ({ longWaitersNeverPresented }) => partWords(longWaitersNeverPresented),
  },
  { label: 'Rangs égaux à ceux de la grille votée', read: ({ ranksAsGrid }) => shareWords(ranksAsGrid) },
  {
    label: 'Logements sur-occupés après l’emménagement',
    read: ({ overOccupied }) => partWords(overOccupied),
  },
  {
    label: 'Logements sous-occupés après l’emménagement',
    read: ({ underOccupied }) => partWords(underOccupied),
  },
  {
    label: 'Taux d’effort médian après APL',
    read: ({ medianEffortPermille }) =>
      medianEffortPermille === null ? '–' : frenchPercent(medianEffortPermille / 1000),
  },
  {
    label: 'Taux d’effort au-dessus d’un tiers',
    read: ({ effortAboveThird }) => shareWords(effortAboveThird),
  },
  { label: 'Grands logements (T4 et plus) libérés', read: ({ largeHomesFreed }) => whole(largeHomesFreed) },
  { label: 'Logements loués dès la première liste', read: ({ fromFirstList }) => shareWords(fromFirstList) },
  {
    label: 'Jours de vacance, en moyenne',
    read: ({ meanVacantDays }) => (meanVacantDays === null ? '–' : whole(meanVacantDays)),
  },
];

function whole(value: number): string {
  return frenchNumber(value, 0);
}

function partWords({ count, of }: { count: number; of: number }): string {
  return `${whole(count)} sur ${whole(of)}`;
}

function shareWords({ count, of }: { count: number; of: number }): string {
  return of === 0 ? '–' : `${frenchPercent(count / of)} (${partWords({ count, of })})`;
}
