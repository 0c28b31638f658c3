/** The published chance in plain French: five words, their range, what they rest on, or that too little is known. */
import { frenchCount, frenchNumber } from '../../kernel/french.ts';
import type { Chance, ChanceLevel } from './chance-port.ts';

type Known = Extract<Chance, { kind: 'chance' }>;

/** From 1 to 5. */
export const chanceLevels: Readonly<Record<ChanceLevel, string>> = {
  1: 'très faible',
  2: 'faible',
  3: 'moyenne',
  4: 'bonne',
  5: 'très bonne',
};

/** "entre 8 et 14 sur 100". */
export function chanceRange({ low, high }: Pick<Known, 'low' | 'high'>): string {
  const from = Math.floor(low / 10);
  const to = Math.max(1, Math.ceil(high / 10));
  return from === to ? `environ ${to} sur 100` : `entre ${from} et ${to} sur 100`;
}

/** What the chance rests on, and what it does not do. */
export function chanceBasis({ outcomes }: Pick<Known, 'outcomes'>): string {
  return `Ce calcul regarde ${frenchCount(outcomes, 'candidature passée', 'candidatures passées')} qui ressemblent à la vôtre. Il ne décide de rien, et il change quand d’autres candidatent.`;
}

/** Why no chance can be told. */
export function tooLittleWords({ outcomes, needed }: Extract<Chance, { kind: 'tooLittle' }>): string {
  const because =
    outcomes < needed
      ? `nous connaissons la suite de ${frenchCount(outcomes, 'candidature passée', 'candidatures passées')}, il en faut ${frenchNumber(needed, 0)}`
      : 'trop peu de candidatures passées ressemblent à la vôtre';
  return `Nous ne pouvons pas encore vous dire une chance : ${because}.`;
}

/** The same in one text, for a message. */
export function chanceInWords(chance: Chance): string {
  return chance.kind === 'tooLittle'
    ? tooLittleWords(chance)
    : `Votre chance d’obtenir ce logement, ce jour-là : ${chanceLevels[chance.level]}, ${chanceRange(chance)}. ${chanceBasis(chance)}`;
}
