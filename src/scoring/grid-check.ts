/** What a grid may not hold, whoever voted it: criteria that the law keeps out, and lines that could not be computed. */

type GridShape = {
  groups: readonly { id: string }[];
  criteria: readonly {
    id: string;
    label: string;
    group: string;
    kind: string;
    tiers?: readonly { from: number }[] | undefined;
  }[];
};

export type GridProblem = { path: (string | number)[]; message: string };

/**
 * Words that no criterion may carry (S-08, L441; M-08d): what a household is by birth, and how it behaved, paid or
 * pleased. Compared with whole words of the identifier and of the label, without accents.
 */
const forbiddenWords: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'la nationalité ou l’origine': ['nationalite', 'nationality', 'ethnie', 'ethnic', 'race'],
    'le sexe': ['sexe', 'sex', 'genre', 'gender'],
    'la religion': ['religion'],
    'la fidélité au bailleur': ['fidelite', 'loyalty', 'loyaute'],
    'le comportement': ['comportement', 'conduct', 'behaviour', 'behavior', 'incivilite', 'incivilites'],
    'les impayés': ['impaye', 'impayes', 'dette', 'dettes', 'arrears', 'arriere', 'arrieres'],
    'le souhait d’un actionnaire': ['actionnaire', 'actionnaires', 'shareholder', 'shareholders'],
  }).flatMap(([ground, words]) => words.map((word) => [word, ground] as const)),
);

/** Words forbidden in an identifier only: in a label they have innocent uses ("quartier d’origine"). */
const forbiddenInIdentifiers: ReadonlyMap<string, string> = new Map([
  ['origine', 'la nationalité ou l’origine'],
  ['origin', 'la nationalité ou l’origine'],
  ['conduite', 'le comportement'],
]);

/** Every reason to refuse a grid, in French, with its path; empty where it can be used. */
export function gridProblems(grid: GridShape): GridProblem[] {
  const groups = new Set(grid.groups.map((group) => group.id));
  const seen = new Set<string>();
  return grid.criteria.flatMap((criterion, index) => {
    const problems: GridProblem[] = [];
    const say = (field: string, message: string) =>
      problems.push({ path: ['criteria', index, field], message });
    const ground = forbiddenGround(criterion.id, criterion.label);
    if (ground) say('id', `« ${criterion.label} » : ${ground} n’entre jamais dans une grille de cotation`);
    if (seen.has(criterion.id)) say('id', `critère « ${criterion.id} » présent deux fois`);
    seen.add(criterion.id);
    if (!groups.has(criterion.group)) say('group', `groupe « ${criterion.group} » absent de la grille`);
    const tiers = criterion.tiers ?? [];
    if (tiers.some((tier, place) => place > 0 && tier.from >= tiers[place - 1]!.from)) {
      say('tiers', 'paliers attendus du plus haut au plus bas');
    }
    return problems;
  });
}

function forbiddenGround(id: string, label: string): string | undefined {
  const inId = id.split('-').flatMap((word) => {
    const ground = forbiddenWords.get(word) ?? forbiddenInIdentifiers.get(word);
    return ground ? [ground] : [];
  });
  return inId[0] ?? wordsOf(label).flatMap((word) => forbiddenWords.get(word) ?? [])[0];
}

function wordsOf(label: string): string[] {
  return label
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
}
