/**
 * The sheets of a home's candidates as lines to compare, on screens and in papers: the same facts in the same order for
 * everybody. Only what a frozen sheet holds is said: no name, no nationality, no health, no letter of a priority (D-03, D-04), and nothing
 * from which a protection could be guessed.
 */
import { frenchCount, frenchEuros, frenchPercent, frenchShortDate } from '../kernel/french.ts';
import { flagSentence } from '../wording/run-sentences.ts';
import type { AgendaCandidate, CandidateOrigin } from './session.ts';
import type { CandidateView, PriorOpinion } from './session-view.ts';

type SheetFact = { text: string; note: string | null };
type SheetRow = { label: string; cells: readonly (SheetFact & { differs: boolean })[] };

/** "A", "B", … in the order of columns, which follows unique numbers and never a rank. */
export function columnLetter(index: number): string {
  const turn = Math.floor(index / 26);
  return `${String.fromCharCode(65 + (index % 26))}${turn === 0 ? '' : turn}`;
}

/** "Candidat A". */
export function columnName(index: number): string {
  return `Candidat ${columnLetter(index)}`;
}

/** Where a candidate comes from. */
const originWords: Readonly<Record<CandidateOrigin, string>> = {
  proposal: 'proposition du calcul',
  designation: 'désigné par le réservataire',
  dalo: 'désigné par le préfet (DALO)',
  added: 'ajouté à la demande de la commission',
  interest: 's’est porté candidat',
};

export function originInWords(origin: CandidateOrigin): string {
  return originWords[origin];
}

export function transferInWords(kind: AgendaCandidate['sheet']['transfer']): string {
  if (kind === 'none') return 'non';
  return kind === 'internal' ? 'oui, locataire du bailleur' : 'oui, locataire d’un autre bailleur';
}

/** One line a fact, one cell a candidate; a cell differs where most of the others say something else. */
export function sheetRows(candidates: readonly CandidateView[]): SheetRow[] {
  return facts.map(({ label, read }) => {
    const cells = candidates.map(read);
    const usual = usualText(cells.map(({ text }) => text));
    return { label, cells: cells.map((cell) => ({ ...cell, differs: cell.text !== usual })) };
  });
}

type Fact = { label: string; read: (candidate: CandidateView) => SheetFact };

const plain = (label: string, text: (candidate: CandidateView) => string): Fact => ({
  label,
  read: (candidate) => ({ text: text(candidate), note: null }),
});

const facts: readonly Fact[] = [
  plain('Ménage', ({ sheet }) => sheet.householdInWords),
  plain('Personnes à loger', ({ sheet }) => frenchCount(sheet.persons, 'personne')),
  {
    label: 'Ressources par mois',
    read: ({ sheet }) =>
      sheet.monthlyResourcesCents === null
        ? { text: 'inconnues', note: 'à demander' }
        : {
            text: frenchEuros(sheet.monthlyResourcesCents),
            note: sheet.resourcesEvidence === 'proved' ? 'justifiées' : 'déclarées, sans justificatif',
          },
  },
  {
    label: 'APL pour ce logement',
    read: ({ sheet }) => ({
      text: amount(sheet.aplCents),
      note: sheet.aplCents !== null && sheet.aplEstimated ? 'estimée' : null,
    }),
  },
  plain('Reste à payer par mois', ({ sheet }) => amount(sheet.netCostCents)),
  plain('Taux d’effort', ({ sheet }) =>
    sheet.effortRate === null ? 'inconnu' : frenchPercent(sheet.effortRate),
  ),
  {
    label: 'Reste à vivre',
    read: ({ sheet }) => ({
      text: amount(sheet.residualPerUnitPerDayCents),
      note: sheet.residualPerUnitPerDayCents === null ? null : 'par jour et par UC',
    }),
  },
  plain('Demande depuis', ({ sheet }) => seniorityInWords(sheet.seniorityMonths)),
  plain('Priorité reconnue', priorityOf),
  plain('1er quartile', ({ sheet }) => yesNoUnknown(sheet.firstQuartile)),
  {
    label: 'Mutation',
    read: ({ sheet }) => ({
      text: transferInWords(sheet.transfer),
      // The size only: where a household lives today may be protected.
      note: sheet.freedHome?.relet ? `libérerait un ${sheet.freedHome.typology}` : null,
    }),
  },
  plain('À examiner', ({ sheet }) =>
    sheet.toExamine.length === 0 ? 'rien' : sheet.toExamine.map(({ code }) => flagSentence(code)).join(' ; '),
  ),
  plain('Avis préalables', ({ opinions }) =>
    opinions.length === 0 ? 'aucun' : opinions.map(opinionInWords).join(' ; '),
  ),
  plain('Venu par', ({ origin }) => originInWords(origin)),
];

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

function yesNoUnknown(value: boolean | null): string {
  return value === null ? 'inconnu' : value ? 'oui' : 'non';
}

function priorityOf({ sheet, priorityInWords }: AgendaCandidate): string {
  if (sheet.dalo) return 'droit au logement opposable (DALO)';
  if (!sheet.priority) return 'aucune';
  return priorityInWords ?? 'situation prioritaire (L441-1)';
}

/** "3 ans et 2 mois". */
function seniorityInWords(months: number): string {
  const years = Math.floor(months / 12);
  const rest = months % 12;
  const parts = [...(years > 0 ? [frenchCount(years, 'an')] : []), ...(rest > 0 ? [`${rest} mois`] : [])];
  return parts.length === 0 ? 'moins d’un mois' : parts.join(' et ');
}

const recommendations: Readonly<Record<PriorOpinion['recommendation'], string>> = {
  favourable: 'favorable',
  withSupport: 'favorable avec accompagnement',
  otherHome: 'favorable à un autre logement',
  unfavourable: 'défavorable',
};

const followUps: Readonly<Record<PriorOpinion['followUp'], string | null>> = {
  none: null,
  socialSupport: 'accompagnement social',
  debtPlan: 'plan d’apurement',
  adaptedHome: 'logement adapté',
  glidingLease: 'bail glissant',
};

function opinionInWords({ body, on, recommendation, followUp }: PriorOpinion): string {
  const next = followUps[followUp];
  return `${body}, ${frenchShortDate(on)}, ${recommendations[recommendation]}${next === null ? '' : `, suite : ${next}`}`;
}
