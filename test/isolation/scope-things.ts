/** What belongs to the other agencies of the landlord, for whoever is held to one. */
import type postgres from 'postgres';
import { caseKinds } from '../../src/committee/cases/case.ts';
import { heldOn, send, signIn } from '../http/sitting/steps.ts';
import { type TestService, testDemo } from '../support/service.ts';

export const agency = 'nancy';
const within = new Set(testDemo.committee.agencies.find(({ id }) => id === agency)?.communes);
const communeOf = new Map(testDemo.homes.map(({ id, insee }) => [id, insee]));
export const isOutside = (homeId: string) => !within.has(communeOf.get(homeId) ?? '');
/** Files that look for nothing in the agency's communes and live in none. */
export const outsideFiles = testDemo.applications.filter(({ wishes, current }) =>
  [...wishes.communes, ...(current.insee === null ? [] : [current.insee])].every(
    (insee) => !within.has(insee),
  ),
);
export const insideNames = new Set(
  testDemo.applications.filter((file) => !outsideFiles.includes(file)).map(({ name }) => name),
);
export const outsideHomes = testDemo.homes.filter(({ id }) => isOutside(id));
export const outsideVacancies = testDemo.vacancies.filter(({ homeId }) => isOutside(homeId));

/** Identifiers of things that belong to the other agencies alone, by the name or the beginning of the address. */
export async function thingsOutside(
  service: TestService,
  superuser: postgres.Sql,
): Promise<Readonly<Record<string, string>>> {
  const numbers = outsideFiles.map((file) => file.number);
  const homes = outsideHomes.map(({ id }) => id);
  const vacancies = outsideVacancies.map(({ id }) => id);
  const first = async (query: Promise<readonly postgres.Row[]>) => String((await query)[0]?.id);
  const transfer = await first(superuser`
    select r.id from transfer_requests r left join tenancies t on t.id = r.tenancy_id
    where (r.number = any(${numbers}) or r.number is null) and (t.home_id is null or t.home_id = any(${homes})) limit 1`);
  const advert = await first(superuser`
    select id from adverts where vacancy_id = any(${vacancies}) order by id limit 1`);
  const medium = await first(superuser`
    select m.id from advert_media m join adverts a on a.id = m.advert_id where a.id::text = ${advert} limit 1`);
  const review = await first(superuser`
    select o.id from occupancy_reviews o join tenancies t on t.id = o.tenancy_id where t.home_id = any(${homes}) limit 1`);
  const number = numbers[0] ?? '';
  const opened = await first(superuser`
    insert into cases (id, landlord_id, number, kind, received_on, due_on, state, request_key)
    values (gen_random_uuid(), 'demo', ${number}, ${caseKinds[0]}, '2026-11-20', '2027-01-20', 'open', 'scope') returning id`);
  const upload = await first(superuser`
    insert into uploads (id, landlord_id, number, document, file_name, media_type, declared_bytes, received_bytes, state, by)
    values (gen_random_uuid(), 'demo', ${number}, 'last-resources', 'last-resources-1.pdf', 'application/pdf', 1, 1, 'complete', 'le ménage')
    returning id`);
  const free = outsideVacancies.find(({ status }) => status === 'available')?.id ?? '';
  const sitting = await sittingOutside(service, free, number);
  const tenancy = await first(superuser`select id from tenancies where home_id = any(${homes}) limit 1`);
  const found: Record<string, string> = {
    ...{ tenancy, mediumId: medium, uploadId: upload, '/agent/recours/': opened },
    '/agent/annonces/': advert,
    ...{
      '/agent/mutations/:id': transfer,
      '/agent/relogements/:id': transfer,
      '/agent/occupation/:id': review,
    },
  };
  // The agenda is one for the landlord; what stands under each home of it is not.
  found['/agent/seances/:id/logements'] = found['/commission/seances/:id/logements'] = sitting;
  found.sittingHome = free;
  return Object.fromEntries(Object.entries(found).filter(([, id]) => id !== 'undefined'));
}

/** A sitting of the whole landlord with a home of another agency on its agenda, and a household of theirs. */
async function sittingOutside(service: TestService, vacancyId: string, number: string): Promise<string> {
  const officer = await signIn(service, 'agent');
  const page = await officer.get('/agent/seances').expect(200);
  const fields = { jour: heldOn, heure: '09:30', lieu: 'Salle du conseil' };
  const created = await send(officer, page.text, '/agent/seances', fields).expect(303);
  const path = created.headers.location ?? '';
  const folder = await officer.get(path).expect(200);
  const home = { logement: vacancyId, numeros: number, origine: 'added' };
  await send(officer, folder.text, '/logements/main', home).expect(303);
  return path.split('/').at(-1) ?? '';
}

/** One digest a table of the rows that bear on homes and files of the other agencies. */
export async function outsideRows(superuser: postgres.Sql): Promise<Record<string, string>> {
  const linked: Readonly<Record<string, readonly string[]>> = {
    number: outsideFiles.map((file) => file.number),
    home_id: outsideHomes.map(({ id }) => id),
    vacancy_id: outsideVacancies.map(({ id }) => id),
  };
  const digests: Record<string, string> = {};
  for (const [column, ids] of Object.entries(linked)) {
    const tables = await superuser<{ name: string }[]>`
      select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = ${column} and data_type = 'text' order by 1`;
    for (const { name } of tables) {
      const [row] = await superuser.unsafe(
        `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as digest from "${name}" t where "${column}" = any($1)`,
        [ids],
      );
      digests[`${name}.${column}`] = String(row?.digest);
    }
  }
  return digests;
}
