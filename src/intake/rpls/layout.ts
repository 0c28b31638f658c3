/**
 * The record layout of the national stock file (RPLS; order of 5 January 2010 as amended, article 3): a first line
 * on the organisation, then one line of 64 fields a home. Field 22 was named for ZUS and holds QPV since 2015.
 */
import type { Layout } from '../csv/header.ts';
import { refuseFile } from '../refusal.ts';

const fields = 64;

/** The name of a field in messages: "champ 25". */
export function rplsField(position: number): string {
  return `champ ${position}`;
}

/** The first line has the year of the survey in field 1, a SIRET in field 10, the number of homes in field 11. */
export function isRplsHeader(cells: readonly string[]): boolean {
  return /^\d{4}$/.test((cells[0] ?? '').trim()) && /^\d{14}$/.test((cells[9] ?? '').trim());
}

export const rplsLayout: Layout = {
  columns: Array.from({ length: fields }, (_, at) => rplsField(at + 1)),
  announcedRows: (firstLine) => {
    if (!isRplsHeader(firstLine)) {
      refuseFile(
        'header',
        'La première ligne n’est pas celle de l’organisme (année en champ 1, SIRET en champ 10).',
        'Envoyez le fichier RPLS tel qu’il est déposé, avec sa ligne d’en-tête.',
        1,
      );
    }
    const announced = (firstLine[10] ?? '').trim();
    return /^\d{1,6}$/.test(announced) ? Number(announced) : null;
  },
};

/** What the "initial financing" (field 32) says of the income ceilings, where field 47 is empty; null: none of them. */
export const financingOfCode: Readonly<Record<string, 'PLAI' | 'PLUS' | 'PLS'>> = {
  '10': 'PLAI',
  '11': 'PLAI',
  '12': 'PLUS',
  '13': 'PLUS',
  '14': 'PLS',
  '50': 'PLUS',
  '51': 'PLUS',
  '52': 'PLUS',
};

/** Field 47, the ceiling of the CUS: it prevails over the initial financing. */
export const ceilingOfCode: Readonly<Record<string, 'PLAI' | 'PLUS' | 'PLS'>> = {
  '11': 'PLAI',
  '13': 'PLUS',
  '14': 'PLS',
};

/** Field 63 gives a contingent, not a name: the holder's identifier is made of it and of the département. */
export const contingentHolders: Readonly<Record<string, { prefix: string; byDepartement: boolean } | null>> =
  {
    '1': { prefix: 'fonctionnaires', byDepartement: true },
    '2': { prefix: 'prefet', byDepartement: true },
    '3': { prefix: 'action-logement', byDepartement: false },
    '4': { prefix: 'collectivites', byDepartement: true },
    '5': { prefix: 'fonctionnaires', byDepartement: true },
    '6': { prefix: 'autres', byDepartement: false },
    '7': null,
  };
