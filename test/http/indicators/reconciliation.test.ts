/** Signed leases beside an extract of the register, on the page that an officer opens. */
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../../db/connection.ts';
import { leases } from '../../../db/schema/tenancy.ts';
import { demoPassword } from '../../../src/access/demo-accounts.ts';
import { request as demande, message } from '../../intake/sne-messages.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';

const path = '/agent/indicateurs/sne';

describe('the leases beside the register', () => {
  let service: TestService;
  let agent: ReturnType<typeof request.agent>;
  let token = '';
  const held = testDemo.applications[0]?.number ?? '';
  const signIn = async (mailbox: string) => {
    const one = request.agent(service.app);
    const credentials = { email: `${mailbox}@demo.example`, password: demoPassword };
    await one.post('/api/v1/sessions').send(credentials).expect(201);
    return one;
  };
  beforeAll(async () => {
    service = await testService();
    const [like] = testDemo.leases;
    if (!like) throw new Error('the demonstration has no lease');
    await withLandlord(service.database.db, 'demo', (tx) =>
      tx.insert(leases).values({
        ...{
          ...like,
          landlordId: 'demo',
          id: 'BAIL-SNE',
          signedOn: testDemo.date,
          transfer: 'none' as const,
        },
        applicationNumber: held,
      }),
    );
    agent = await signIn('agent');
    const { text } = await agent.get(path).expect(200);
    token = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
  });
  afterAll(() => service.stop());

  const period = { du: `${testDemo.date.slice(0, 4)}-01-01`, au: testDemo.date };
  const compare = async (extrait: string) =>
    (
      await agent
        .post(path)
        .type('form')
        .send({ _csrf: token, ...period, extrait })
        .expect(200)
    ).text;
  const plain = (text: string) => text.replaceAll('\u00a0', ' ');
  const ref = () => service.dependencies.files.of(held);

  it('tells a lease that the register still holds live, with its file and never its number in an address', async () => {
    const text = plain(await compare(message('MOD', [demande({ number: held })])));
    expect(text).toContain('Signés ici, encore actifs au SNE : 1');
    expect(text).toContain('<th scope="row">BAIL-SNE</th>');
    expect(text).toContain(`href="/agent/dossiers/${ref()}"`);
    expect(text).not.toMatch(new RegExp(`href="[^"]*${held}`));
    expect(text).toContain('Baux sans numéro unique');
  });

  it('tells a household that the register says housed and that nobody here let to', async () => {
    const body = '<radiation><motifRadiation code="RADATT"/></radiation>';
    const text = plain(await compare(message('RAD', [demande({ number: '099112600000000099', body })])));
    expect(text).toContain('099112600000000099');
    expect(text).toContain('Signés ici, absents de l’extrait : 1');
  });

  it('reads the same extract as a file, over the days asked for', async () => {
    const send = (du: string) =>
      agent
        .post(path)
        .field('_csrf', token)
        .field('du', du)
        .field('au', testDemo.date)
        .attach('fichier', Buffer.from(message('MOD', [demande({ number: held })])), 'extrait.xml');
    expect(plain((await send(period.du).expect(200)).text)).toContain('encore actifs au SNE : 1');
    await send('2027-01-01').expect(400);
  });

  it('says what is wrong with a file that is no extract', async () => {
    expect(await compare('bonjour')).toContain('role="alert"');
    await agent
      .post(path)
      .type('form')
      .send({ ...period, extrait: 'x' })
      .expect(403);
  });

  it('is closed to those who do not keep the register, and linked for those who do', async () => {
    const prefecture = await signIn('prefecture');
    await prefecture.get(path).expect(403);
    expect((await prefecture.get('/prefecture').expect(200)).text).not.toContain(path);
    expect((await agent.get('/agent/indicateurs').expect(200)).text).toContain(`href="${path}"`);
  });
});
