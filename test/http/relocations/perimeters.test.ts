/** Perimeters recorded by an officer: the homes of a residence, what founds them, and the findings that follow (M-07). */
import { and, eq, isNull } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../../db/connection.ts';
import { homes } from '../../../db/schema/home.ts';
import { journalLines } from '../../../db/schema/journal.ts';
import { tenancies } from '../../../db/schema/tenancy.ts';
import { perimeters, transferFindings } from '../../../db/schema/transfer.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';
import { type Agent, open, send, signIn } from '../sitting/steps.ts';

const path = '/agent/relogements/perimetres';
const today = testDemo.date;
const plain = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&nbsp;|[\u00a0\u202f]/g, ' ')
    .replace(/\s+/g, ' ');

describe('perimeters of demolition and sale', () => {
  let service: TestService;
  let officer: Agent;
  beforeAll(async () => {
    service = await testService();
    officer = await signIn(service, 'agent');
  });
  afterAll(() => service.stop());

  const inDatabase = <Value>(work: Parameters<typeof withLandlord<Value>>[2]) =>
    withLandlord(service.database.db, 'demo', work);
  /** Homes that are let, of a residence with no home in a perimeter. */
  const letHomes = (count: number) =>
    inDatabase(async (tx) => {
      const known = new Set((await tx.select().from(perimeters)).flatMap(({ homeIds }) => homeIds));
      const rows = await tx
        .select({ homeId: homes.id, insee: homes.insee, residence: homes.residence, tenancyId: tenancies.id })
        .from(tenancies)
        .innerJoin(homes, eq(homes.id, tenancies.homeId))
        .where(isNull(tenancies.endedOn));
      const placeOf = (row: (typeof rows)[number]) => `${row.insee} ${row.residence}`;
      const taken = new Set(rows.filter(({ homeId }) => known.has(homeId)).map(placeOf));
      return rows.filter((row) => row.residence !== null && !taken.has(placeOf(row))).slice(0, count);
    });
  const findingOf = (tenancyId: string) =>
    inDatabase(async (tx) => {
      const [row] = await tx
        .select()
        .from(transferFindings)
        .where(and(eq(transferFindings.tenancyId, tenancyId), eq(transferFindings.ground, 'relocation')));
      return row ?? null;
    });
  const given = {
    nom: 'Tour des Bouleaux',
    fondement: 'demolitionAuthorised',
    autorise: '',
    piece: 'Dossier préfectoral 2026-118',
  };

  it('records named homes once, reads their leases again, and waits for the authorisation', async () => {
    const [one] = await letHomes(1);
    if (!one) throw new Error('no let home');
    expect(await findingOf(one.tenancyId)).toBeNull();
    const form = await open(officer, path);
    const both = { ...given, logements: one.homeId, residence: `${one.insee} ${one.residence}` };
    await send(officer, form, '/perimetres', both).expect(400);
    const wrong = await send(officer, form, '/perimetres', { ...given, logements: `${one.homeId}\nABSENT` });
    expect(wrong.status).toBe(409);
    expect(plain(wrong.text)).toContain('ABSENT');
    const clicks = await Promise.all(
      [1, 2].map(() => send(officer, form, '/perimetres', { ...given, logements: one.homeId })),
    );
    expect(clicks.map(({ status }) => status)).toEqual([303, 303]);
    const rows = await inDatabase((tx) => tx.select().from(perimeters).where(eq(perimeters.name, given.nom)));
    expect(rows).toMatchObject([
      {
        kind: 'demolition',
        authorisedOn: null,
        source: 'CCH L443-15-1 ; Dossier préfectoral 2026-118',
        homeIds: [one.homeId],
      },
    ]);
    expect(await findingOf(one.tenancyId)).toMatchObject({ state: 'open', because: { verdict: 'unknown' } });

    const page = await open(officer, path);
    expect(plain(page)).toContain('Tour des Bouleaux pas encore autorisé');
    const authorised = { perimetre: rows[0]?.id ?? '', jour: today, piece: 'Arrêté du 20 novembre 2026' };
    await send(officer, page, '/autorisation', authorised).expect(303);
    expect(await findingOf(one.tenancyId)).toMatchObject({ because: { verdict: 'yes' } });
    expect(plain(await open(officer, path))).toContain('Autorisé le 21/11/2026');
    const kinds = (await inDatabase((tx) => tx.select().from(journalLines)))
      .map(({ kind }) => kind)
      .filter((kind) => kind.startsWith('perimeter.'));
    expect(kinds).toEqual(['perimeter.recorded', 'perimeter.authorised']);
  });

  it('takes a whole residence, and takes it back with its findings where it founds nothing yet', async () => {
    const [one] = await letHomes(1);
    if (!one) throw new Error('no let home');
    const form = await open(officer, path);
    const sale = { ...given, nom: 'Vente du patrimoine', fondement: 'saleToTenants', autorise: today };
    const place = `${one.insee} ${one.residence}`;
    await send(officer, form, '/perimetres', { ...sale, residence: place }).expect(303);
    const [row] = await inDatabase((tx) => tx.select().from(perimeters).where(eq(perimeters.name, sale.nom)));
    const all = await inDatabase((tx) =>
      tx
        .select({ id: homes.id })
        .from(homes)
        .where(and(eq(homes.insee, one.insee), eq(homes.residence, one.residence ?? ''))),
    );
    expect(row?.kind).toBe('sale');
    expect([...(row?.homeIds ?? [])].sort()).toEqual(all.map(({ id }) => id).sort());
    expect(await findingOf(one.tenancyId)).toMatchObject({ state: 'open' });
    await send(officer, await open(officer, path), '/retrait', { perimetre: row?.id ?? '' }).expect(303);
    expect(await findingOf(one.tenancyId)).toMatchObject({ state: 'setAside' });
  });

  it('keeps a perimeter that founds a relocation, whatever is sent', async () => {
    const founding = (
      await service.dependencies.perimeters.list({ landlordId: 'demo', communes: null })
    ).find(({ relocations }) => relocations > 0);
    const csrf = /name="_csrf" value="([^"]+)"/.exec(await open(officer, path))?.[1] ?? '';
    await officer
      .post(`${path}/retrait`)
      .type('form')
      .send({ _csrf: csrf, perimetre: founding?.id ?? '' })
      .expect(409);
  });
});
