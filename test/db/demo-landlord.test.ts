import { describe, expect, it } from 'vitest';
import { demoDate, makeDemoLandlord } from '../../db/demo/demo-landlord.ts';
import { trapKinds } from '../../db/demo/traps.ts';
import { duplicateRecord, findDuplicates } from '../../src/committee/candidates/duplicates.ts';
import { applicationSchema, isTransfer } from '../../src/domain/application.ts';
import { homeSchema, vacancySchema } from '../../src/domain/home.ts';
import { offerSchema } from '../../src/domain/offer.ts';
import { targetSchema } from '../../src/domain/target.ts';
import { leaseSchema, tenancySchema } from '../../src/domain/tenancy.ts';
import { geography } from '../../src/domain/territory.ts';
import { contentHash } from '../../src/kernel/canonical-json.ts';

const full = makeDemoLandlord('full');

describe('the demonstration landlord', () => {
  it('is the same each time it is made', () => {
    expect(contentHash(makeDemoLandlord('small'))).toBe(contentHash(makeDemoLandlord('small')));
  });

  it('has the size of its real model, and thirty homes for the next session', () => {
    expect(full.homes).toHaveLength(21_758);
    expect(full.applications).toHaveLength(12_000);
    expect(full.vacancies.filter(({ status }) => status === 'available')).toHaveLength(30);
    expect(full.holders).toHaveLength(4);
  });

  it('holds only values that the domain accepts', () => {
    for (const home of full.homes) homeSchema.parse(home);
    for (const vacancy of full.vacancies) vacancySchema.parse(vacancy);
    for (const application of full.applications) applicationSchema.parse(application);
    for (const lease of full.leases) leaseSchema.parse(lease);
    for (const tenancy of full.tenancies) tenancySchema.parse(tenancy);
    for (const target of full.targets) targetSchema.parse(target);
    for (const offer of full.offers) offerSchema.parse(offer);
    expect(new Set(full.applications.map(({ number }) => number)).size).toBe(full.applications.length);
    expect(new Set(full.vacancies.map(({ homeId }) => homeId)).size).toBe(full.vacancies.length);
  });

  it('stays near the published figures that it is calibrated on', () => {
    const share = (count: number, total: number) => count / total;
    const { applications, homes } = full;
    expect(share(applications.filter(isTransfer).length, applications.length)).toBeCloseTo(0.32, 1);
    expect(
      share(
        applications.filter(({ household }) => household.persons.length === 1).length,
        applications.length,
      ),
    ).toBeCloseTo(0.47, 1);
    expect(share(homes.filter(({ qpvCode }) => qpvCode !== null).length, homes.length)).toBeCloseTo(0.31, 1);
    expect(share(homes.filter(({ financing }) => financing === 'PLUS').length, homes.length)).toBeCloseTo(
      0.86,
      1,
    );
  });

  it('keeps the perimeter of the commitments of Thionville and Val de Fensch although they have merged', () => {
    const perimeter = (siren: string) =>
      full.targets.find(({ id }) => id === `pp5-${siren}`)?.territory.communes ?? [];
    const merged = new Set(geography().epcis.get('992367730')?.communes);
    expect(perimeter('245701222').length).toBeGreaterThan(0);
    expect(perimeter('245701222').length + perimeter('245701362').length).toBe(merged.size);
    expect(full.targets.find(({ id }) => id === 'q02-992367730')).toBeDefined();
  });

  it('carries the cells of the table that set no goal', () => {
    const goal = (id: string) => full.targets.find((target) => target.id === id)?.goal;
    expect(goal('pp5-200043693')).toEqual({ kind: 'none', because: 'forSale' });
    expect(goal('pp5-200070589')).toEqual({ kind: 'none', because: 'notSignificant' });
    expect(goal('pp5-200069433')).toEqual({ kind: 'none', because: 'empty' });
    expect(goal('pp5-57')).toEqual({ kind: 'share', share: 0.3 });
  });

  it('plants five hundred illegal pairs of five kinds, on homes and households that exist', () => {
    expect(full.traps).toHaveLength(500);
    expect(new Set(full.traps.map(({ kind }) => kind))).toEqual(new Set(trapKinds));
    const numbers = new Set(full.applications.map(({ number }) => number));
    const vacancies = new Set(full.vacancies.map(({ id }) => id));
    expect(
      full.traps.every((trap) => numbers.has(trap.applicationNumber) && vacancies.has(trap.vacancyId)),
    ).toBe(true);
  });

  it('knows no fact dated after its reference day, but the labels planted too late', () => {
    const late = full.applications.filter(({ labels }) => labels.some(({ on }) => on > demoDate));
    const planted = new Set(
      full.traps.filter(({ kind }) => kind === 'labelTooLate').map((trap) => trap.applicationNumber),
    );
    expect(late.every(({ number }) => planted.has(number))).toBe(true);
    expect(
      full.applications.every(({ filedOn, renewedOn }) => filedOn <= renewedOn && renewedOn <= demoDate),
    ).toBe(true);
    expect(full.leases.every(({ signedOn }) => signedOn < demoDate)).toBe(true);
  });

  it('gives no two households one telephone by chance, and three pairs that filed twice', () => {
    const contactOf = new Map(full.contacts.map((contact) => [contact.number, contact]));
    const telephones = full.contacts.flatMap(({ telephone }) => telephone ?? []);
    expect(new Set(telephones).size).toBe(telephones.length);
    expect(
      telephones.every((line) =>
        /^(06 39 98|01 99 00|02 61 91|03 53 01|04 65 71|05 36 49)( \d\d){2}$/.test(line),
      ),
    ).toBe(true);
    const pairs = findDuplicates(
      full.applications.map((application) =>
        duplicateRecord(application, contactOf.get(application.number) ?? null),
      ),
    );
    const twice = pairs.filter(
      ({ evidence }) => evidence.includes('sameBirths') && evidence.includes('sameSignerAndCloseName'),
    );
    expect(twice).toHaveLength(3);
  });

  it('has two households designated under DALO, each alone for its home and with its label', () => {
    const dalo = full.designations.filter((designation) => designation.dalo);
    expect(dalo).toHaveLength(2);
    for (const { vacancyId, applicationNumber, holderId } of dalo) {
      expect(holderId).toBe('prefet');
      expect(full.designations.filter((one) => one.vacancyId === vacancyId)).toHaveLength(1);
      const application = full.applications.find(({ number }) => number === applicationNumber);
      expect(application?.labels.some(({ category }) => category === 'dalo')).toBe(true);
    }
  });

  it('lets homes to the holders of a territory within it alone, near the shares of their conventions', () => {
    const of = (holder: string) => full.leases.filter(({ holderId }) => holderId === holder);
    expect(of('ville-nancy').every(({ insee }) => insee === '54395')).toBe(true);
    const metropole = new Set(geography().epcis.get('200039865')?.communes);
    expect(of('metz-metropole').every(({ insee }) => metropole.has(insee))).toBe(true);
    for (const { id, flowPermille } of full.holders) {
      const received = of(id).length / full.leases.length;
      expect(Math.abs(received - (flowPermille ?? 0) / 1000)).toBeLessThan(0.06);
    }
  });

  it('lists its assumptions, those without a source marked so', () => {
    expect(full.assumptions.filter(({ source }) => source === null).length).toBeGreaterThan(3);
    expect(full.assumptions.filter(({ source }) => source !== null).length).toBeGreaterThan(8);
  });
});
