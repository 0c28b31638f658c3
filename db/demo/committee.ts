/** The demonstration's commission: its members with their quality, its règlement, the agencies, and special residences. */
import { type Bylaws, defaultBylaws } from '../../src/committee/bylaws.ts';
import type { Commission, Member, MemberQuality } from '../../src/committee/member.ts';
import type { Home, Vacancy } from '../../src/domain/home.ts';
import { epciOfCommune, geography } from '../../src/domain/territory.ts';
import { addMonths, type CivilDate } from '../../src/kernel/civil-date.ts';
import type { Chance } from './chance.ts';

export type DemoMember = Omit<Member, 'accountId'> & {
  /** Address of the demonstration account that the member signs in with. */
  email: string | null;
};

export type DemoCommittee = {
  commission: Commission;
  bylaws: Bylaws;
  members: DemoMember[];
  agencies: { id: string; name: string; communes: string[] }[];
  residenceRules: {
    residence: string;
    fragile: boolean;
    source: string;
    programmeHomes: number | null;
    ownTenantsPermille: number | null;
  }[];
};

export const demoCommissionId = 'caleol';
export const demoChairId = 'admin-1';
// Mayors are entered for the communes with the most homes and those with a home to let; elsewhere the pages say that
// none is known.
const mayorsEntered = 40;

export function makeCommittee(
  chance: Chance,
  homes: readonly Home[],
  vacancies: readonly Vacancy[],
  date: CivilDate,
): DemoCommittee {
  const communes = communesBySize(homes);
  const toLet = new Set(vacancies.filter(({ status }) => status === 'available').map(({ homeId }) => homeId));
  const letting = new Set(homes.filter(({ id }) => toLet.has(id)).map(({ insee }) => insee));
  const withMayor = communes.filter((insee, index) => index < mayorsEntered || letting.has(insee));
  return {
    commission: { id: demoCommissionId, name: 'Commission d’attribution (CALEOL)', communes: null },
    bylaws: demoBylaws(date),
    members: makeMembers(chance, communes, withMayor, date),
    agencies: makeAgencies(communes, date),
    residenceRules: makeResidenceRules(homes),
  };
}

/** What the board adopted in the demonstration; the rest says that it is a default. */
function demoBylaws(date: CivilDate): Bylaws {
  const adopted = {
    quorum: 4,
    remote: true,
    asynchronous: { allowed: true, openHours: 48 },
    convocationDays: 5,
  };
  const base = defaultBylaws(demoCommissionId, addMonths(date, -10));
  return { ...base, ...adopted, defaults: base.defaults.filter((key) => !(key in adopted)) };
}

function communesBySize(homes: readonly Home[]): string[] {
  const counts = new Map<string, number>();
  for (const { insee } of homes) counts.set(insee, (counts.get(insee) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([insee]) => insee);
}

function makeMembers(
  chance: Chance,
  communes: readonly string[],
  withMayor: readonly string[],
  date: CivilDate,
): DemoMember[] {
  const from = addMonths(date, -30);
  const name = () => `${chance.faker.person.firstName()} ${chance.faker.person.lastName()}`;
  const member = (
    id: string,
    quality: MemberQuality,
    more: Partial<DemoMember> & { name: string },
  ): DemoMember => ({
    id,
    commissionId: demoCommissionId,
    quality,
    representsTenants: false,
    territory: null,
    alternateOf: null,
    chair: false,
    email: null,
    from,
    until: null,
    ...more,
  });
  const board = [
    [demoChairId, 'Dominique Schmitt', 'commission@demo.example'],
    ['admin-2', 'Jean Klein', 'membre2@demo.example'],
    ['admin-3', 'Karima Benali', 'membre3@demo.example'],
    ['admin-4', 'Louis Schneider', 'membre4@demo.example'],
    ['admin-5', 'Marie Fischer', 'membre5@demo.example'],
    ['admin-6', 'Nadia Roth', 'membre6@demo.example'],
  ] as const;
  const places = geography();
  const epcis = [...new Set(communes.flatMap((insee) => epciOfCommune(insee, date)?.siren ?? []))].slice(
    0,
    12,
  );
  return [
    ...board.map(([id, who, email], index) =>
      member(id, 'boardMember', { name: who, email, chair: index === 0, representsTenants: index === 5 }),
    ),
    member('suppleant-2', 'boardMember', { name: name(), alternateOf: 'admin-2' }),
    member('suppleant-6', 'boardMember', { name: name(), alternateOf: 'admin-6', representsTenants: true }),
    member('prefet-57', 'prefet', { name: 'Olivier Garnier', territory: '57', email: 'etat@demo.example' }),
    member('prefet-54', 'prefet', { name: name(), territory: '54' }),
    ...epcis.map((siren) =>
      siren === '200039865'
        ? member('epci-metz', 'epciPresident', {
            name: 'Pauline Meyer',
            territory: siren,
            email: 'metropole@demo.example',
          })
        : member(`epci-${siren}`, 'epciPresident', { name: name(), territory: siren }),
    ),
    ...withMayor.map((insee) =>
      insee === '57463'
        ? member('maire-57463', 'mayor', {
            name: 'Quentin Walter',
            territory: insee,
            email: 'maire@demo.example',
          })
        : member(`maire-${insee}`, 'mayor', { name: name(), territory: insee }),
    ),
    member('insertion', 'approvedBody', { name: name() }),
    member('ccas', 'socialAdviser', {
      name: name(),
      territory: places.communes.get('57463') ? '57463' : null,
    }),
  ];
}

/** Agencies by intermunicipal territory; those with few homes join the agency of their département. */
function makeAgencies(communes: readonly string[], date: CivilDate): DemoCommittee['agencies'] {
  const named = new Map([
    ['200039865', { id: 'metz', name: 'Agence de Metz' }],
    ['245400676', { id: 'nancy', name: 'Agence de Nancy' }],
    ['992367730', { id: 'thionville', name: 'Agence de Thionville' }],
  ]);
  const rest = {
    '57': { id: 'moselle-est', name: 'Agence de Moselle' },
    '54': { id: 'meurthe', name: 'Agence de Meurthe-et-Moselle' },
  };
  const byAgency = new Map<string, { id: string; name: string; communes: string[] }>();
  for (const insee of communes) {
    const siren = epciOfCommune(insee, date)?.siren ?? '';
    const agency = named.get(siren) ?? (insee.startsWith('57') ? rest['57'] : rest['54']);
    const known = byAgency.get(agency.id) ?? { ...agency, communes: [] };
    known.communes.push(insee);
    byAgency.set(agency.id, known);
  }
  return [...byAgency.values()];
}

/** Two residences of priority neighbourhoods listed as fragile, and one new programme. */
function makeResidenceRules(homes: readonly Home[]): DemoCommittee['residenceRules'] {
  const residences = (keep: (home: Home) => boolean) => [
    ...new Set(homes.filter(keep).flatMap(({ residence }) => (residence === null ? [] : [residence]))),
  ];
  const fragile = residences((home) => home.qpvCode !== null).slice(0, 2);
  const recent = residences((home) => (home.constructionYear ?? 0) >= 2024 && home.financing === 'PLUS')[0];
  const source = 'Convention intercommunale d’attribution (exemple inventé), 2025';
  return [
    ...fragile.map((residence) => ({
      residence,
      fragile: true,
      source,
      programmeHomes: null,
      ownTenantsPermille: null,
    })),
    ...(recent === undefined
      ? []
      : [
          {
            residence: recent,
            fragile: false,
            source: 'Programme neuf (exemple inventé)',
            programmeHomes: homes.filter(({ residence }) => residence === recent).length,
            ownTenantsPermille: 100,
          },
        ]),
  ];
}
