/** Corrections that a household asks for: which datum, in plain words. */

export const correctedData = [
  { code: 'household', label: 'Les personnes qui vivront avec moi' },
  { code: 'income', label: 'Mes ressources' },
  { code: 'taxIncome', label: 'Mon avis d’imposition' },
  { code: 'currentHome', label: 'Mon logement d’aujourd’hui' },
  { code: 'priority', label: 'Ma situation prioritaire' },
  { code: 'seniority', label: 'La date de ma demande' },
  { code: 'wishes', label: 'Les communes ou le type de logement que je souhaite' },
  { code: 'refusals', label: 'Un refus noté dans mon dossier' },
  { code: 'arrears', label: 'Une dette de loyer notée dans mon dossier' },
  { code: 'points', label: 'Mes points' },
  { code: 'other', label: 'Autre chose' },
] as const;
export type CorrectedDatum = (typeof correctedData)[number]['code'];

export const correctedDatumCodes = correctedData.map(({ code }) => code);

/** The request as the officer reads it: the datum, then the household's words. */
export function correctionRequest(datum: CorrectedDatum, words: string): string {
  const label = correctedData.find(({ code }) => code === datum)?.label ?? datum;
  return `${label} : ${words.trim()}`;
}
