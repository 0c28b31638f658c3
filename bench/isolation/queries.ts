/** Queries of the stores that read much or often, as they are, and with the landlord named in place of the policies. */

export type Asked = { name: string; landlordId: string; text: string; named: string };

/** `of` is the landlord's condition on a table's alias: true where policies say it already. */
type Writing = (of: (alias: string) => string) => string;

const writings: readonly (readonly [string, Writing])[] = [
  [
    'a page of live applications (snapshot)',
    (of) =>
      `select a.number, a.content from applications a where ${of('a')} and a.status = 'live' and a.number > '0000000000500' order by a.number limit 4000`,
  ],
  [
    'homes to let with their home (snapshot)',
    (of) =>
      `select v.*, h.* from vacancies v join homes h on h.landlord_id = v.landlord_id and h.id = v.home_id where ${of('v')} and ${of('h')} and v.status = 'available' order by v.id`,
  ],
  [
    'live applications counted',
    (of) => `select count(*) from applications a where ${of('a')} and a.status = 'live'`,
  ],
  [
    'applications by first commune',
    (of) => `select a.first_commune, count(*) from applications a where ${of('a')} group by 1`,
  ],
  [
    'one application by its number',
    (of) => `select a.* from applications a where ${of('a')} and a.number = '0000000000500G7501'`,
  ],
  [
    'the oldest fifty live applications',
    (of) =>
      `select a.number, a.filed_on from applications a where ${of('a')} and a.status = 'live' order by a.filed_on limit 50`,
  ],
  [
    'one home with its vacancy',
    (of) =>
      `select h.*, v.status from homes h left join vacancies v on v.landlord_id = h.landlord_id and v.home_id = h.id where ${of('h')} and h.id = 'M-000100'`,
  ],
];

/** All of them for one landlord, whose identifier is written by this bench. */
export function queries(landlordId: string): Asked[] {
  return writings.map(([name, writing]) => ({
    name,
    landlordId,
    text: writing(() => 'true'),
    named: writing((alias) => `${alias}.landlord_id = '${landlordId}'`),
  }));
}
