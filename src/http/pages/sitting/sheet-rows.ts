/**
 * The sheets of a home's candidates as lines to compare: the same facts in the same order for everybody. Only what a
 * frozen sheet holds is shown: no nationality, no health, no letter of a priority (D-03, D-04).
 */
import type { AgendaCandidate, CandidateOrigin } from '../../../committee/session.ts';
import { frenchCount, frenchEuros, frenchPercent } from '../../../kernel/french.ts';
import { flagSentence } from '../../../wording/run-sentences.ts';

export type SheetCell = {
  text: string;
  /** A second line: how sure the fact is, or what has to be looked at. */
  note: string | null;
  /** True where most of the other candidates have something else. */
  differs: boolean;
};

export type SheetRow = { fact: string; cells: readonly SheetCell[] };

const originWords: Readonly<Record<CandidateOrigin, string>> = {
  proposal: 'proposition du calcul',
  designation: 'désigné par le réservataire',
  dalo: 'désigné par le préfet (DALO)',
  added: 'ajouté à la demande de la commission',
  interest: 's’est porté candidat',
};

/** "A", "B", … in the order of columns, which follows unique numbers and never a rank. */
export function columnLetter(index: number): string {
  return String.fromCharCode(65 + (index % 26)) + (index < 26 ? '' : String(Math.floor(index / 26)));
}

/** "Candidat A". */
export function columnName(index: number): string {
  return `Candidat ${columnLetter(index)}`;
}

type Fact = {
  fact: string;
  read: (candidate: AgendaCandidate) => { text: string; note?: string | null };
};

const facts: readonly Fact[] = [
  { fact: 'Ménage', read: ({ sheet }) => ({ text: sheet.householdInWords }) },
  { fact: 'Personnes à loger', read: ({ sheet }) => ({ text: frenchCount(sheet.persons, 'personne') }) },
  {
    fact: 'Ressources par mois',
    read: ({ sheet }) =>
      sheet.monthlyResourcesCents === null
        ? { text: 'inconnues', note: 'à demander' }
        : {
            text: frenchEuros(sheet.monthlyResourcesCents),
            note: sheet.resourcesEvidence === 'proved' ? 'justifiées' : 'déclarées, sans justificatif',
          },
  },
  {
    fact: 'APL pour ce logement',
    read: ({ sheet }) => ({
      text: amount(sheet.aplCents),
      note: sheet.aplCents !== null && sheet.aplEstimated ? 'estimée' : null,
    }),
  },
  { fact: 'Reste à payer par mois', read: ({ sheet }) => ({ text: amount(sheet.netCostCents) }) },
  {
    fact: 'Taux d’effort',
    read: ({ sheet }) => ({ text: sheet.effortRate === null ? 'inconnu' : frenchPercent(sheet.effortRate) }),
  },
  {
    fact: 'Reste à vivre',
    read: ({ sheet }) =>
      sheet.residualPerUnitPerDayCents === null
        ? { text: 'inconnu' }
        : { text: frenchEuros(sheet.residualPerUnitPerDayCents), note: 'par jour et par UC' },
  },
  { fact: 'Demande depuis', read: ({ sheet }) => ({ text: seniority(sheet.seniorityMonths) }) },
  { fact: 'Priorité reconnue', read: (candidate) => ({ text: priority(candidate) }) },
  {
    fact: '1er quartile',
    read: ({ sheet }) => ({
      text: sheet.firstQuartile === null ? 'inconnu' : sheet.firstQuartile ? 'oui' : 'non',
    }),
  },
  { fact: 'Mutation', read: ({ sheet }) => ({ text: transfer(sheet.transfer) }) },
  {
    fact: 'À examiner',
    read: ({ sheet }) => ({
      text:
        sheet.toExamine.length === 0 ? 'rien' : sheet.toExamine.map((f) => flagSentence(f.code)).join(' ; '),
    }),
  },
  { fact: 'Venu par', read: ({ origin }) => ({ text: originWords[origin] }) },
];

/** One line a fact, one cell a candidate, in the order of the columns given. */
export function sheetRows(candidates: readonly AgendaCandidate[]): SheetRow[] {
  return facts.map(({ fact, read }) => {
    const cells = candidates.map((candidate) => ({ note: null, ...read(candidate) }));
    const usual = usualText(cells.map(({ text }) => text));
    return { fact, cells: cells.map((cell) => ({ ...cell, differs: cell.text !== usual })) };
  });
}

/** What more than half of the candidates have; null where there is no such thing: then everybody differs. */
function usualText(texts: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const most = [...counts].toSorted((a, b) => b[1] - a[1])[0];
  return most && most[1] * 2 > texts.length ? most[0] : null;
}

function amount(cents: number | null): string {
  return cents === null ? 'inconnu' : frenchEuros(cents);
}

function priority({ sheet, priorityInWords }: AgendaCandidate): string {
  if (sheet.dalo) return 'DALO';
  if (!sheet.priority) return 'aucune';
  return priorityInWords ?? 'situation prioritaire (L441-1)';
}

function transfer(kind: AgendaCandidate['sheet']['transfer']): string {
  if (kind === 'none') return 'non';
  return kind === 'internal' ? 'oui, locataire du bailleur' : 'oui, locataire d’un autre bailleur';
}

/** "3 ans et 2 mois". */
function seniority(months: number): string {
  const years = Math.floor(months / 12);
  const rest = months % 12;
  const parts = [...(years > 0 ? [frenchCount(years, 'an')] : []), ...(rest > 0 ? [`${rest} mois`] : [])];
  return parts.length === 0 ? 'moins d’un mois' : parts.join(' et ');
}
