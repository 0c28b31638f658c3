/** The pages of connections to other systems as an administrator uses them, without a script. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { webhookSendingStore } from '../../../db/stores/webhook-sending-store.ts';
import { guardedPost } from '../../../src/jobs/webhooks/guarded-post.ts';
import { sweepWebhooks } from '../../../src/jobs/webhooks/sender.ts';
import { type TestService, testService } from '../../support/service.ts';
import { type WebhookReceiver, webhookReceiver } from '../../support/webhook-receiver.ts';
import { type Agent, open, send, signIn } from '../sitting/steps.ts';

describe('the pages of connections to other systems', () => {
  let service: TestService;
  let admin: Agent;
  let receiver: WebhookReceiver;
  let address = '';
  beforeAll(async () => {
    receiver = await webhookReceiver();
    service = await testService({ WEBHOOK_ALLOWED_HOSTS: '127.0.0.1' });
    admin = await signIn(service, 'admin');
  });
  afterAll(async () => {
    await service.stop();
    await receiver.stop();
  });

  const plain = (html: string) => html.replace(/&nbsp;|[\u00a0\u202f]/g, ' ');
  const secretOf = (html: string) => /whsec_[A-Za-z0-9+/=]+/.exec(html)?.[0] ?? null;
  const sweep = () =>
    sweepWebhooks({
      deliveries: webhookSendingStore(service.database.db),
      post: guardedPost({ allowedHosts: ['127.0.0.1'], httpsOnly: false }),
      logger: service.dependencies.logger,
      metrics: service.dependencies.metrics,
    });
  const typed = (more: Readonly<Record<string, string | readonly string[]>> = {}) => ({
    nom: 'Gestion locative',
    adresse: receiver.url,
    evenements: ['offer.sent', 'lease.signed'],
    ...more,
  });

  it('teach what a connection is where there is none, with nothing ticked beforehand', async () => {
    const page = plain(await open(admin, '/admin/liaisons'));
    expect(page).toContain('Aucune liaison.');
    expect(page).not.toMatch(/<input[^>]*checked/);
  });

  it('refuse an address on a private network that nobody opened, and keep what was typed', async () => {
    const page = await open(admin, '/admin/liaisons');
    for (const adresse of ['https://10.0.0.8/x', 'https://localhost/x']) {
      const refused = await send(admin, page, '/admin/liaisons', typed({ adresse })).expect(400);
      expect(plain(refused.text)).toContain('WEBHOOK_ALLOWED_HOSTS');
      expect(refused.text).toContain(adresse);
    }
    // No setting opens it: none is named.
    const adresse = 'https://169.254.169.254/latest';
    const metadata = await send(admin, page, '/admin/liaisons', typed({ adresse })).expect(400);
    expect(plain(metadata.text)).toContain('réservée aux machines elles-mêmes');
    expect(plain(metadata.text)).not.toContain('WEBHOOK_ALLOWED_HOSTS');
    const none = await send(admin, page, '/admin/liaisons', typed({ evenements: [] })).expect(400);
    expect(plain(none.text)).toContain('Choisissez au moins un événement');
  });

  it('show the secret of a new connection once, and never again', async () => {
    const page = await open(admin, '/admin/liaisons');
    const created = await send(admin, page, '/admin/liaisons', typed()).expect(201);
    expect(created.headers['cache-control']).toBe('no-store');
    expect(secretOf(created.text)).not.toBeNull();
    address = /href="(\/admin\/liaisons\/[0-9a-f-]+)"/.exec(created.text)?.[1] ?? '';
    const twice = await send(admin, page, '/admin/liaisons', typed()).expect(303);
    expect(twice.headers.location).toBe(`${address}?fait=deja`);
    expect(secretOf(await open(admin, address))).toBeNull();
    expect(service.log()).not.toContain('whsec_');
  });

  it('send a test message and log what its attempt met, without what the answer quotes', async () => {
    receiver.answerWith(422, {}, 'inconnu : 570123456789012345');
    const tried = await send(admin, await open(admin, address), '/essai').expect(303);
    expect(plain(await open(admin, tried.headers.location ?? ''))).toContain('part dans quelques secondes');
    await sweep();
    const log = plain(await open(admin, address));
    expect(log).toContain('réponse HTTP 422');
    expect(log).toContain('« inconnu : … »');
    expect(log).toContain('prochaine tentative le');
    expect(JSON.parse(receiver.received[0]?.body.toString() ?? '{}')).toMatchObject({ type: 'webhook.test' });
  });

  it('replay a message, the same to the byte', async () => {
    receiver.answerWith(204);
    const { deliveries } = await replayable();
    expect(deliveries).toHaveLength(1);
    await send(admin, await open(admin, address), deliveries[0] ?? '').expect(303);
    await sweep();
    const bodies = receiver.received.map(({ body }) => body.toString('hex'));
    expect(new Set(bodies).size).toBe(1);
    expect(plain(await open(admin, `${address}?etat=delivered`))).toContain('Message d’essai');
  });

  it('tell the second of two people what the first did, and do nothing twice', async () => {
    const page = await open(admin, address);
    const first = await send(admin, page, '/secret').expect(200);
    const second = await send(admin, page, '/secret').expect(409);
    expect(secretOf(first.text)).not.toBeNull();
    expect(secretOf(second.text)).toBeNull();
    expect(plain(second.text)).toContain('a modifié cette liaison le 21/11/2026');
    const two = await open(admin, address);
    expect(plain(two)).toContain('Deux secrets signent chaque message');
    await send(admin, two, '/secret/fin').expect(303);
    expect(plain(await open(admin, address))).toContain('Renouveler le secret');
  });

  it('disable and enable a connection, and replay a day that had nothing', async () => {
    await send(admin, await open(admin, address), '/etat').expect(303);
    const off = await open(admin, address);
    expect(plain(off)).toContain('Désactivée par une personne');
    expect(off).not.toContain('/essai"');
    await send(admin, off, '/etat').expect(303);
    const on = await open(admin, address);
    const none = await send(admin, on, '/rejouer', { depuis: '2026-11-21' }).expect(303);
    expect(plain(await open(admin, none.headers.location ?? ''))).toContain('rien n’a été renvoyé');
  });

  it('say that a connection of nobody does not exist', async () => {
    await admin.get('/admin/liaisons/01900000-0000-7000-8000-000000000000').expect(404);
    await admin.get('/admin/liaisons/aucune').expect(404);
  });

  /** Waits out the first failure, so that the message is no longer waiting. */
  const replayable = async () => {
    const later = Date.now() + 120_000;
    await sweepWebhooks({
      deliveries: webhookSendingStore(service.database.db),
      post: guardedPost({ allowedHosts: ['127.0.0.1'], httpsOnly: false }),
      logger: service.dependencies.logger,
      metrics: service.dependencies.metrics,
      now: () => new Date(later),
    });
    const page = await open(admin, address);
    const deliveries = [...page.matchAll(/action="[^"]*(\/envois\/[0-9a-f-]+)"/g)].map(([, one]) => one);
    return { deliveries };
  };
});
