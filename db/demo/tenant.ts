/** The file behind the demonstration's tenant account: a sitting tenant who asks for a smaller home than the one held. */
import type { Application } from '../../src/domain/application.ts';
import { type Home, typologies } from '../../src/domain/home.ts';
import type { Tenancy } from '../../src/domain/tenancy.ts';
import { addYears, type CivilDate } from '../../src/kernel/civil-date.ts';
import type { DemoContact } from './contacts.ts';

/** As the account's holder is called, in the order of files. */
const name = 'Lambert Farid';

type Parts = {
  date: CivilDate;
  applications: readonly Application[];
  tenancies: readonly Tenancy[];
  homes: readonly Home[];
  contacts: readonly DemoContact[];
  designations: readonly { applicationNumber: string }[];
  traps: readonly { applicationNumber: string }[];
};

/** The application of the account: live, valid, with resources, an e-mail and a mobile; its move would free a home. */
export function demoTenant(demo: Parts): Application {
  const busy = new Set([
    ...demo.designations.map(({ applicationNumber }) => applicationNumber),
    ...demo.traps.map(({ applicationNumber }) => applicationNumber),
  ]);
  const homeOf = new Map(demo.homes.map((home) => [home.id, home]));
  const heldIn = new Map(demo.tenancies.map(({ id, homeId }) => [id, homeOf.get(homeId)]));
  const contactOf = new Map(demo.contacts.map((contact) => [contact.number, contact]));
  const found = demo.applications.find((application) => {
    const { number, status, renewedOn, current, relocation, wishes, household } = application;
    const home = heldIn.get(current.tenancyId ?? '');
    const contact = contactOf.get(number);
    const largestWish = Math.max(...wishes.typologies.map((one) => typologies.indexOf(one)));
    return (
      home !== undefined &&
      status === 'live' &&
      !application.withoutNumber &&
      !busy.has(number) &&
      relocation === null &&
      renewedOn > addYears(demo.date, -1) &&
      household.monthlyResourcesCents !== null &&
      largestWish < typologies.indexOf(home.typology) &&
      contact?.preferred === 'email' &&
      contact.email !== null &&
      contact.telephone?.startsWith('06') === true
    );
  });
  if (!found) throw new Error('the demonstration has no tenant who asks for a smaller home');
  return found;
}

/** Gives the file the name of the account. */
export function nameDemoTenant(demo: Parts): void {
  demoTenant(demo).name = name;
}
