/** The year's targets: the quotas of the Code, and the commitments of a real table carried over to the year. */
import type { Home } from '../../src/domain/home.ts';
import type { Commitment } from '../../src/domain/objective.ts';
import type { Target, TargetGoal } from '../../src/domain/target.ts';
import { epciOfCommune, geography } from '../../src/domain/territory.ts';
import { compareCodeUnits } from '../../src/kernel/canonical-json.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import { yearOf } from '../../src/kernel/civil-date.ts';
import { q1ThresholdOn } from '../../src/law/quartile.ts';
import { demoHolders } from './holders.ts';
import { type CommitmentRow, commitments } from './territories.ts';

export function makeTargets(homes: readonly Home[], date: CivilDate): Target[] {
  return [
    ...mixityTargets(homes, date),
    ...quarterTargets(date),
    ...transferTargets(date),
    ...ownTargets(date),
    freedHomesTarget(date),
  ];
}

const landlordWide: Target['territory'] = { level: 'landlord', code: null, communes: null };

/** for each EPCI of the year's order where the landlord has homes. */
function mixityTargets(homes: readonly Home[], date: CivilDate): Target[] {
  const year = yearOf(date);
  const epcis = new Map<string, { name: string; inQpv: boolean }>();
  for (const home of homes) {
    const epci = epciOfCommune(home.insee, date);
    if (!epci || (q1ThresholdOn(date, epci.siren)?.thresholdCents ?? null) === null) continue;
    const known = epcis.get(epci.siren);
    epcis.set(epci.siren, { name: epci.name, inQpv: (known?.inQpv ?? false) || home.qpvCode !== null });
  }
  return [...epcis]
    .sort(([a], [b]) => compareCodeUnits(a, b))
    .flatMap(([siren, { name, inQpv }]) => {
      const territory: Target['territory'] = { level: 'epci', code: siren, communes: null };
      const outside: Target = {
        id: `q02-${siren}`,
        kind: 'q1OutsideQpv',
        name: `1er quartile hors QPV, ${name}`,
        class: 'statutory',
        year,
        territory,
        goal: { kind: 'share', share: 0.25 },
        source: 'CCH L441-1 al. 24 à 26',
      };
      const inside: Target = {
        ...outside,
        id: `q03-${siren}`,
        kind: 'nonQ1InQpv',
        name: `Autres quartiles en QPV, ${name}`,
        goal: { kind: 'share', share: 0.5 },
        source: 'CCH L441-1 al. 27',
      };
      return inQpv ? [outside, inside] : [outside];
    });
}

/** a quarter for DALO or priority households, for the landlord and for each holder bound to it. */
function quarterTargets(date: CivilDate): Target[] {
  const quarter = { class: 'statutory', year: yearOf(date), goal: { kind: 'share', share: 0.25 } } as const;
  const landlord: Target = {
    ...quarter,
    id: 'q05',
    kind: 'quarterLandlord',
    name: 'DALO ou prioritaires, logements non réservés',
    territory: landlordWide,
    source: 'CCH L441-1 al. 43',
  };
  const holders = demoHolders.flatMap((holder): Target[] => {
    if (holder.kind === 'state') return [];
    const territory: Target['territory'] = { level: 'holder', code: holder.id, communes: null };
    const name = `DALO ou prioritaires, contingent ${holder.name}`;
    return holder.kind === 'actionLogement'
      ? [{ ...quarter, id: 'q07', kind: 'quarterActionLogement', name, territory, source: 'CCH L313-26-2' }]
      : [
          {
            ...quarter,
            id: `q06-${holder.id}`,
            kind: 'quarterCollectivity',
            name,
            territory,
            source: 'CCH L441-1 al. 39',
          },
        ];
  });
  return [landlord, ...holders];
}

/** PP-5 per département and EPCI: the perimeter is the commitment's own list of communes, as it was signed. */
function transferTargets(date: CivilDate): Target[] {
  const { source, rows } = commitments();
  return rows.map((row): Target => {
    const isDepartement = row.level === 'departement';
    const code = isDepartement ? row.departement : row.siren;
    const communes = isDepartement ? null : [...(geography().epcis.get(row.siren ?? '')?.communes ?? [])];
    return {
      id: `pp5-${code}`,
      kind: 'transfersAnyLandlord',
      name: `Mutations du parc social, ${row.name}`,
      class: 'convention',
      year: yearOf(date),
      territory: { level: isDepartement ? 'departement' : 'epci', code, communes },
      goal: goalOf(row),
      source: `${source} ; engagement 2023 reconduit, à confirmer par avenant`,
    };
  });
}

/** The same rows as the convention printed them: the years before it, and the rate of its last year. */
export function makeCommitments(): Commitment[] {
  const { source, rows } = commitments();
  return rows.flatMap((row): Commitment[] => {
    const code = row.level === 'departement' ? row.departement : row.siren;
    if (code === null) return [];
    const shareOf = (percent: number | null) => (percent === null ? null : percent / 100);
    return [
      {
        level: row.level,
        code,
        name: row.name,
        reference: {
          years: '2018-2020',
          number: row.transfers20182020,
          share: shareOf(row.sharePercent20182020),
        },
        rates: [{ year: 2023, share: shareOf(row.committedPercent2023) }],
        source,
      },
    ];
  });
}

function goalOf(row: CommitmentRow): TargetGoal {
  if (row.committedPercent2023 !== null) return { kind: 'share', share: row.committedPercent2023 / 100 };
  return { kind: 'none', because: row.because ?? 'empty' };
}

function ownTargets(date: CivilDate): Target[] {
  const own = {
    kind: 'internalTransfers',
    class: 'own',
    year: yearOf(date),
    territory: landlordWide,
    source:
      'Convention d’utilité sociale 2021-2026, engagements propres ; reconduits, à confirmer par avenant',
  } as const;
  return [
    {
      ...own,
      id: 'mutations-internes-part',
      name: 'Mutations internes (15 %)',
      goal: { kind: 'share', share: 0.15 },
    },
    {
      ...own,
      id: 'mutations-internes-nombre',
      name: 'Mutations internes (230 par an)',
      goal: { kind: 'number', number: 230 },
    },
    {
      ...own,
      id: 'mutations-parc-social',
      kind: 'transfersAnyLandlord',
      name: 'Ménages déjà logés dans le parc social (30 %)',
      goal: { kind: 'share', share: 0.3 },
    },
  ];
}

/** Large homes are what this landlord lacks: a tenant who leaves one for a smaller home frees it for a family. */
function freedHomesTarget(date: CivilDate): Target {
  return {
    id: 'logements-liberes-t4',
    kind: 'scarceHomesFreed',
    name: 'Grands logements libérés (T4 et plus), Moselle',
    class: 'own',
    year: yearOf(date),
    territory: { level: 'departement', code: '57', communes: null },
    goal: { kind: 'number', number: 60, freeing: { typologies: ['T4', 'T5', 'T6'], communes: null } },
    source: 'objectif propre, fictif',
  };
}
