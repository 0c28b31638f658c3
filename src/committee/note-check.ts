/** Reads what a person typed about a candidate and stops what must not be written there (D-03, D-04). */
import type { ForbiddenNote } from './decision-refusal.ts';

/** Beginnings of words, without accents, in lower case; a space stands for any gap. */
const stems: Readonly<Record<Exclude<ForbiddenNote, 'number' | 'name'>, readonly string[]>> = {
  origin: [
    'nationalit',
    'etranger',
    'immigr',
    'migrant',
    'refugie',
    'apatride',
    'titre de sejour',
    'carte de sejour',
    'sans papier',
    'origine',
    'ethni',
    'africain',
    'maghreb',
    'algerien',
    'marocain',
    'tunisien',
    'turc',
    'turque',
    'europeen',
    'communaut',
    'gens du voyage',
    'rom ',
    'roms',
    'tsigane',
    'religi',
    'musulman',
    'islam',
    'chretien',
    'catholi',
    'juif',
    'juive',
    'voile',
  ],
  health: [
    'malad',
    'handicap',
    'sante',
    'cancer',
    'depress',
    'psych',
    'medica',
    'medecin',
    'hospital',
    'invalidite',
    'addict',
    'alcool',
    'toxico',
    'drogue',
    'grossesse',
    'enceinte',
    'autis',
    'diagnos',
    'vih',
    'sida',
    'schizo',
  ],
  violence: [
    'violence',
    'violent',
    'battu',
    'agress',
    'viol ',
    'ordonnance de protection',
    'plainte',
    'prostitu',
    'traite ',
    'proxenet',
    'feminicide',
    'harcele',
    'conjoint dangereux',
    'fuit son',
  ],
  privateLife: [
    'homosex',
    'lesbien',
    'transgenre',
    'orientation sexuelle',
    'syndicali',
    'syndiqu',
    'opinion politique',
    'casier',
    'prison',
    'detenu',
    'delinqu',
    'mauvaises moeurs',
  ],
};

// "psychologue du quartier" and the like are rare: a person rewords. "Communauté de communes" is not: kept apart.
const allowed = [
  'communaute de communes',
  'communaute d agglomeration',
  'communaute urbaine',
  'reste a traite',
];

/**
 * What the note holds that it may not; null where nothing is found. `names` are those of the household, in any case:
 * words of three letters and more are looked for. A list of words cannot know all: people read the minutes too.
 */
export function forbiddenInNote(note: string, names: readonly string[]): ForbiddenNote | null {
  if (/[0-9A-Z]{18}/.test(note.replace(/[\s.-]/g, '')) && /\d{9}/.test(note.replace(/[\s.-]/g, '')))
    return 'number';
  if (/\S+@\S+\.\S+/.test(note) || /(?:\d[\s.-]?){10}/.test(note)) return 'number';
  const plain = allowed.reduce((text, phrase) => text.replaceAll(phrase, ' '), ` ${plainText(note)} `);
  for (const [because, list] of Object.entries(stems)) {
    if (list.some((stem) => plain.includes(` ${stem}`)) && isForbidden(because)) return because;
  }
  const words = new Set(plain.split(' '));
  const said = names.flatMap((name) => plainText(name).split(' ')).filter((word) => word.length >= 3);
  return said.some((word) => words.has(word) && !titles.has(word)) ? 'name' : null;
}

/** The same for any text that members or minutes read; null where there is none, or nothing is wrong with it. */
export function refusedText(
  text: string | null,
  names: readonly string[],
): { code: 'textForbidden'; because: ForbiddenNote } | null {
  const because = text === null ? null : forbiddenInNote(text, names);
  return because === null ? null : { code: 'textForbidden', because };
}

const titles: ReadonlySet<string> = new Set(['mme', 'monsieur', 'madame', 'mademoiselle', 'les', 'des']);

function isForbidden(text: string): text is keyof typeof stems {
  return text in stems;
}

/** Lower case, without accents, one space between words. */
function plainText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}
