/** The pages of letters and cases as officers and secretaries use them, without a script. */
import { randomUUID } from 'node:crypto';
import type request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestService, testService } from '../../support/service.ts';
import { open, send, signIn } from '../sitting/steps.ts';
import { type ClosedSitting, closedSitting } from './closed-sitting.ts';

describe('the pages of letters', () => {
  let service: TestService;
  let sitting: ClosedSitting;
  let officer: Awaited<ReturnType<typeof signIn>>;
  let secretary: Awaited<ReturnType<typeof signIn>>;
  beforeAll(async () => {
    service = await testService();
    sitting = await closedSitting(service);
    officer = await signIn(service, 'agent');
    secretary = await signIn(service, 'secretaire');
  });
  afterAll(() => service.stop());

  const plain = (html: string) => html.replace(/&nbsp;|[\u00a0\u202f]/g, ' ');
  const bytes = (response: request.Response): Buffer => {
    if (!Buffer.isBuffer(response.body)) throw new Error('no file came');
    return response.body;
  };

  it('write all letters of a closed sitting in one gesture, and nothing the second time', async () => {
    const page = await open(officer, '/agent/courriers');
    expect(plain(page)).toContain('3 courriers à écrire');
    const gesture = `/seances/${sitting.sessionId}`;
    const first = await send(officer, page, gesture).expect(303);
    expect(first.headers.location).toBe('/agent/courriers?ecrits=3');
    const again = await send(officer, page, gesture).expect(303);
    expect(plain(await open(officer, again.headers.location ?? ''))).toContain(
      'rien n’a été écrit deux fois',
    );
  });

  it('never put a household’s number in an address', async () => {
    const page = await open(officer, '/agent/courriers');
    const addresses = [...page.matchAll(/(?:href|action)="([^"]*)"/g)].map((match) => match[1]);
    for (const number of [sitting.first, sitting.second, sitting.refused]) {
      expect(addresses.join(' ')).not.toContain(number);
    }
  });

  it('print what waits for the post in one file, then note it as posted once', async () => {
    const printed = await officer.get('/agent/courriers/a-imprimer.pdf').expect(200);
    expect(printed.headers['content-type']).toBe('application/pdf');
    expect(printed.headers['cache-control']).toBe('no-store');
    expect(bytes(printed).subarray(0, 5).toString()).toBe('%PDF-');
    // As a task, for those that are many: the same sheets.
    const asked = await officer
      .post('/agent/courriers/impressions')
      .type('form')
      .send({
        _csrf: /name="_csrf" value="([^"]+)"/.exec(await open(officer, '/agent/courriers'))?.[1] ?? '',
        _key: randomUUID(),
      })
      .expect(303);
    const address = asked.headers.location ?? '';
    await service.dependencies.jobs.settled('demo', address.split('/').at(-1) ?? '');
    expect(plain(await open(officer, address))).toMatch(/[12] courriers? prêts? à imprimer/);
    const drawn = await officer.get(`${address}/courriers.pdf`).expect(200);
    expect(bytes(drawn).length).toBe(bytes(printed).length);
    const page = await open(officer, '/agent/courriers');
    const marked = await send(officer, page, '/postes').expect(303);
    expect(marked.headers.location).toMatch(/partis=[12]$/);
    const again = await send(officer, page, '/postes').expect(303);
    expect(again.headers.location).toBe('/agent/courriers?partis=0');
    await officer.get('/agent/courriers/a-imprimer.pdf').expect(404);
  });

  it('show a letter on screen as it is printed, with what the law has it say', async () => {
    const page = await open(officer, '/agent/courriers');
    const href = /href="(\/agent\/courriers\/[0-9a-f-]{36})">Non-attribution/.exec(page)?.[1] ?? '';
    const letter = plain(await open(officer, href));
    expect(letter).toContain('ne convient pas au nombre de personnes de votre foyer');
    expect(letter).toContain('L311-3-1');
    expect(letter).toContain('tribunal administratif');
    const file = await officer.get(`${href}.pdf`).expect(200);
    expect(bytes(file).length).toBeGreaterThan(5_000);
  });

  it('refuse a template with an unknown word, show the preview, and keep what is right', async () => {
    const page = await open(secretary, '/admin/courriers/nonAttribution');
    expect(plain(page)).toContain('Aperçu, pour un ménage inventé');
    const text = /<textarea[^>]*name="texte"[^>]*>([\s\S]*?)<\/textarea>/.exec(page)?.[1] ?? '';
    const wrong = { texte: `${text}\n\n{{prenom}}`, geste: 'enregistrer' };
    const refused = await send(secretary, page, '/admin/courriers/nonAttribution', wrong).expect(422);
    expect(plain(refused.text)).toContain('« {{prenom}} » n’existe pas dans ce courrier');
    expect(refused.text).toContain('{{prenom}}</textarea>');
    const right = { texte: `${text}\n\nNotre équipe reste à votre écoute.`, geste: 'enregistrer' };
    await send(secretary, page, '/admin/courriers/nonAttribution', right).expect(303);
    const after = plain(await open(secretary, '/admin/courriers/nonAttribution'));
    expect(after).toContain('Notre équipe reste à votre écoute.</p>');
    expect(after).toContain('version 1, Hugo Becker');
    // The same old form sent by somebody else is told that another version came between.
    const late = await send(secretary, page, '/admin/courriers/nonAttribution', right).expect(422);
    expect(plain(late.text)).toContain('Hugo Becker a enregistré une autre version');
  });

  it('ask for documents of the closed list only', async () => {
    const page = await open(officer, '/agent/courriers/nouveau');
    const asked = {
      numero: sitting.first,
      pieces: ['tax-notice', 'family-benefits'],
      courrier: 'documentRequest',
    };
    const written = await send(officer, page, '/nouveau', asked).expect(303);
    expect(plain(await open(officer, written.headers.location ?? ''))).toContain('Attestation de la CAF');
    const file = await service.dependencies.householdFiles.find('demo', sitting.first);
    const requested = file?.documents.filter(({ state }) => state === 'requested') ?? [];
    expect(requested.map(({ document }) => document)).toEqual(expect.arrayContaining(asked.pieces));
    const outside = { ...asked, pieces: ['bank-statements'] };
    const refused = await send(officer, page, '/nouveau', outside).expect(422);
    expect(plain(refused.text)).toContain('pas dans la liste limitative');
  });

  it('open a case with its acknowledgement, and answer it in a letter', async () => {
    const page = await open(officer, '/agent/recours');
    const received = { numero: sitting.refused, nature: 'appeal', demande: 'Je ne comprends pas.' };
    const opened = await send(officer, page, '/agent/recours', received).expect(303);
    const address = opened.headers.location ?? '';
    const shown = await open(officer, address);
    expect(plain(shown)).toContain('Non-attribution');
    expect(plain(shown)).toContain('Responsable : Camille Weber');
    const short = await send(officer, shown, '/reponse', { suite: 'rejetee', reponse: 'Non.' }).expect(409);
    expect(plain(short.text)).toContain('une réponse de 20 caractères au moins');
    const answer = { suite: 'rejetee', reponse: 'Le logement compte trop de chambres pour votre foyer.' };
    const answered = await send(officer, shown, '/reponse', answer).expect(303);
    const letter = plain(await open(officer, answered.headers.location ?? ''));
    expect(letter).toContain('trop de chambres pour votre foyer');
    expect(letter).toContain('tribunal administratif');
    const late = await send(officer, shown, '/reponse', answer).expect(409);
    expect(plain(late.text)).toContain('Camille Weber a déjà répondu');
  });

  it.each([
    ['membre2', '/agent/courriers', 403],
    ['admin', '/agent/courriers', 403],
    ['agent', '/admin/courriers', 403],
    ['secretaire', '/agent/recours', 403],
    ['prefecture', '/agent/recours', 403],
  ])('answer %s at %s with %i', async (mailbox, address, status) => {
    const agent = await signIn(service, mailbox);
    await agent.get(address).expect(status);
  });

  it('leave no name, number or address in the log', () => {
    const log = service.log();
    for (const number of [sitting.first, sitting.second, sitting.refused]) expect(log).not.toContain(number);
    expect(log).not.toContain('@exemple.example');
  });
});
