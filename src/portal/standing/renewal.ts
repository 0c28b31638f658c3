/** Renewal of a request (N-03, R441-2-7): each datum confirmed or changed, then one button. Nothing is ticked before. */
import type { Application } from '../../domain/application.ts';
import { geography } from '../../domain/territory.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { frenchEuros, frenchLongDate, frenchNumber } from '../../kernel/french.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { householdInWords } from '../../matching/candidate-sheet.ts';

export const renewedCodes = ['household', 'income', 'taxIncome', 'currentHome', 'wishes'] as const;
export type RenewedCode = (typeof renewedCodes)[number];

export type RenewedDatum = { code: RenewedCode; label: string; value: string };

/** Untouched: nothing was said yet. `changed`: what is true today, in the household's words. */
export type RenewalAnswer = { code: RenewedCode; said: 'same' | 'changed' | null; words: string };

export type RenewalRefusal =
  /** Neither confirmed nor changed; or changed, and not said into what. */
  { code: 'unanswered' | 'unsaid'; data: readonly RenewedCode[] } | { code: 'notLive' };

type File = Omit<Application, 'name'>;

/** What the file holds today, in the order of the page. */
export function renewedData(application: File, today: CivilDate): readonly RenewedDatum[] {
  const { household, wishes, current } = application;
  const { n2Cents } = household.taxIncome;
  return [
    { code: 'household', label: 'Les personnes du foyer', value: householdInWords(household, today) },
    {
      code: 'income',
      label: 'Mes ressources du mois',
      value: amountOr(household.monthlyResourcesCents, 'pas encore données'),
    },
    {
      code: 'taxIncome',
      label: 'Mon revenu fiscal de l’avant-dernière année',
      value: amountOr(n2Cents, 'pas encore donné'),
    },
    { code: 'currentHome', label: 'Mon logement d’aujourd’hui', value: currentInWords(current) },
    { code: 'wishes', label: 'Les logements que je souhaite', value: wishesInWords(wishes) },
  ];
}

/** The request as the officer reads it, or what is still to say. */
export function checkRenewal(
  application: File,
  answers: readonly RenewalAnswer[],
  today: CivilDate,
): Result<string, RenewalRefusal> {
  if (application.status !== 'live' && application.status !== 'expired') return refuse({ code: 'notLive' });
  const data = renewedData(application, today);
  const answerTo = (code: RenewedCode) => answers.find((one) => one.code === code);
  const unanswered = data.flatMap(({ code }) => ((answerTo(code)?.said ?? null) === null ? [code] : []));
  if (unanswered.length > 0) return refuse({ code: 'unanswered', data: unanswered });
  const changed = data.filter(({ code }) => answerTo(code)?.said === 'changed');
  const unsaid = changed.flatMap(({ code }) => (answerTo(code)?.words.trim() === '' ? [code] : []));
  if (unsaid.length > 0) return refuse({ code: 'unsaid', data: unsaid });
  const same = data.filter((one) => !changed.includes(one)).map(({ label }) => label);
  return ok(
    [
      `Renouvellement demandé le ${frenchLongDate(today)}.`,
      ...(same.length === 0 ? [] : [`Confirmé : ${same.join(' ; ')}.`]),
      ...changed.map(({ code, label }) => `Changé — ${label} : ${answerTo(code)?.words.trim()}`),
    ].join('\n'),
  );
}

function amountOr(cents: number | null, otherwise: string): string {
  return cents === null ? otherwise : frenchEuros(cents);
}

function currentInWords({ insee, landlord, habitableRooms, surfaceM2, rentCents }: File['current']): string {
  const parts = [
    insee === null ? null : communeName(insee),
    landlord === null ? null : `bailleur : ${landlord}`,
    habitableRooms === null ? null : `${habitableRooms} pièce${habitableRooms < 2 ? '' : 's'}`,
    surfaceM2 === null ? null : `${frenchNumber(surfaceM2, 0)} m²`,
    rentCents === null ? null : `loyer : ${frenchEuros(rentCents)}`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? 'pas encore donné' : parts.join(', ');
}

function wishesInWords({ communes, typologies }: File['wishes']): string {
  const where = communes.length === 0 ? 'toute commune' : communes.map(communeName).join(', ');
  return `${typologies.length === 0 ? 'toute taille' : typologies.join(', ')}, à : ${where}`;
}

function communeName(insee: string): string {
  return geography().communes.get(insee)?.name ?? insee;
}
