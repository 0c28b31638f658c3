/** C-10: what of a situation the Code tells the committee to look at. Chosen for each decision, never pre-ticked. */

export type Criterion = { code: string; label: string; article: string };

export const criteria: readonly Criterion[] = [
  { code: 'composition', label: 'Composition du ménage', article: 'CCH L441-1' },
  { code: 'income', label: 'Niveau de ressources', article: 'CCH L441-1' },
  { code: 'assets', label: 'Patrimoine', article: 'CCH L441-1' },
  { code: 'currentHousing', label: 'Conditions de logement actuelles', article: 'CCH L441-1' },
  { code: 'effort', label: 'Taux d’effort et reste à vivre', article: 'CCH R441-3-1' },
  {
    code: 'housingBenefit',
    label: 'Aide au logement à laquelle le ménage aurait droit',
    article: 'CCH L441-1',
  },
  { code: 'distanceToWork', label: 'Éloignement des lieux de travail', article: 'CCH L441-1' },
  { code: 'jobMobility', label: 'Mobilité géographique liée à l’emploi', article: 'CCH L441-1' },
  { code: 'facilities', label: 'Proximité des équipements répondant aux besoins', article: 'CCH L441-1' },
  {
    code: 'childcareWork',
    label: 'Activité d’assistant maternel ou d’assistant familial agréé',
    article: 'CCH L441-1',
  },
  { code: 'legalPriority', label: 'Priorité reconnue (DALO ou L441-1)', article: 'CCH L441-1' },
  { code: 'seniority', label: 'Ancienneté de la demande', article: 'CCH L441-1-4' },
];

const byCode: ReadonlyMap<string, Criterion> = new Map(criteria.map((row) => [row.code, row]));

/** The criterion of a code; undefined for none of ours. */
export function criterionOf(code: string): Criterion | undefined {
  return byCode.get(code);
}
