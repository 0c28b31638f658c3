/** An officer's gestures as a form gives them, and the choices of the session that they make. */
import { z } from 'zod';
import { AppError } from '../../kernel/app-error.ts';
import { unreachable } from '../../kernel/result.ts';
import type { Snapshot } from '../../matching/snapshot.ts';
import { homeTitle } from '../../views/run-view.ts';
import type { ShownRun } from './stored-run-view.ts';

const household = { logement: z.string().min(1).max(200), numero: z.string().min(1).max(40) };

const motif = z.string().trim().min(5, 'Dites pourquoi en quelques mots (5 caractères au moins).').max(300);

export const choiceForm = z.discriminatedUnion('geste', [
  z.object({ geste: z.literal('fixer'), ...household, rang: z.coerce.number().int().min(1).max(10) }),
  z.object({ geste: z.literal('liberer'), ...household }),
  z.object({
    geste: z.literal('ecarter'),
    ...household,
    motif,
  }),
  z.object({ geste: z.literal('remettre'), ...household }),
  // One gesture: who leaves is set aside, who comes stands at the same rank.
  z.object({ geste: z.literal('remplacer'), ...household, remplacant: z.string().min(1).max(40), motif }),
]);
export type Choice = z.infer<typeof choiceForm>;

type Choices = Pick<Snapshot, 'pins' | 'bans'>;

/**
 * The choices after one more gesture: a rank holds one household, a household one rank in a home. `rankOf`: where a
 * household stands on a home's list now, or null. Throws a 409 for a replacement of somebody who no longer stands there.
 */
export function withChoice(
  { pins, bans }: Choices,
  choice: Choice,
  rankOf: (vacancyId: string, number: string) => number | null,
): Choices {
  const same = (row: { vacancyId: string; applicationNumber: string }) =>
    row.vacancyId === choice.logement && row.applicationNumber === choice.numero;
  const place = { vacancyId: choice.logement, applicationNumber: choice.numero };
  const otherPins = pins.filter((pin) => !same(pin));
  const otherBans = bans.filter((ban) => !same(ban));
  switch (choice.geste) {
    case 'fixer': {
      const free = otherPins.filter((pin) => pin.vacancyId !== choice.logement || pin.rank !== choice.rang);
      return { pins: [...free, { ...place, rank: choice.rang }], bans: otherBans };
    }
    case 'ecarter':
      return { pins: otherPins, bans: [...otherBans, { ...place, reason: choice.motif }] };
    case 'remplacer': {
      const rank = rankOf(choice.logement, choice.numero);
      if (rank === null) {
        throw new AppError('conflict', 'Ce ménage n’est plus sur la liste de ce logement.', {
          hint: 'Revenez à la liste : elle a changé entre-temps.',
        });
      }
      const away = withChoice(
        { pins, bans },
        { geste: 'ecarter', logement: choice.logement, numero: choice.numero, motif: choice.motif },
        rankOf,
      );
      const comes = {
        geste: 'fixer',
        logement: choice.logement,
        numero: choice.remplacant,
        rang: rank,
      } as const;
      return withChoice(away, comes, rankOf);
    }
    case 'liberer':
    case 'remettre':
      return { pins: otherPins, bans: otherBans };
    default:
      return unreachable(choice);
  }
}

export type Change = { text: string; undo: 'liberer' | 'remettre'; vacancyId: string; number: string };

/** What this run changes from a plain proposal, each with the gesture that undoes it. */
export function changesOf({ pins, bans, view }: Pick<ShownRun, 'pins' | 'bans' | 'view'>): Change[] {
  const titles = new Map(view.homes.map((place) => [place.vacancy.id, homeTitle(place)]));
  return [
    ...pins.map(
      (pin): Change => ({
        text: `Demande ${pin.applicationNumber} fixée au rang ${pin.rank ?? 'libre'}, ${titles.get(pin.vacancyId) ?? pin.vacancyId}`,
        undo: 'liberer',
        vacancyId: pin.vacancyId,
        number: pin.applicationNumber,
      }),
    ),
    ...bans.map(
      (ban): Change => ({
        text: `Demande ${ban.applicationNumber} écartée, ${titles.get(ban.vacancyId) ?? ban.vacancyId} : ${ban.reason}`,
        undo: 'remettre',
        vacancyId: ban.vacancyId,
        number: ban.applicationNumber,
      }),
    ),
  ];
}
