/** The demonstration as a group of towns: more homes to let, and households that ask in one town only. */
import { type DemoLandlord, makeDemoLandlord } from '../../db/demo/demo-landlord.ts';
import type { Vacancy } from '../../src/domain/home.ts';

/** Its runs fall into several territories, which processes may share. `moreHomes` are to let beside those of the demonstration. */
export function groupLandlord(moreHomes: number): DemoLandlord {
  const demo = makeDemoLandlord('small');
  const taken = new Set(demo.vacancies.map(({ homeId }) => homeId));
  const pattern = demo.vacancies.find(({ status, holderId }) => status === 'available' && holderId === null);
  if (!pattern) throw new Error('the demonstration has no home of the landlord itself to let');
  const more = demo.homes
    .filter(({ id }) => !taken.has(id))
    .slice(0, moreHomes)
    .map(({ id }): Vacancy => ({ ...pattern, id: `VAC-GROUPE-${id}`, homeId: id }));
  const applications = demo.applications.map((application) => ({
    ...application,
    wishes: { ...application.wishes, communes: application.wishes.communes.slice(0, 1) },
  }));
  return { ...demo, vacancies: [...demo.vacancies, ...more], applications };
}
