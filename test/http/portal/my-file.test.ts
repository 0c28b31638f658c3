import { desc, eq } from 'drizzle-orm';
import request from 'supertest';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../../db/connection.ts';
import { demoTenant } from '../../../db/demo/tenant.ts';
import { adverts, interests } from '../../../db/schema/advert.ts';
import { applications } from '../../../db/schema/application.ts';
import { agendaCandidates, agendaHomes, committeeSessions } from '../../../db/schema/committee.ts';
import { homes, vacancies } from '../../../db/schema/home.ts';
import { demoPassword } from '../../../src/access/demo-accounts.ts';
import { addDays } from '../../../src/kernel/civil-date.ts';
import { frenchLongDate } from '../../../src/kernel/french.ts';
import { makeAgendaHome } from '../../committee/papers/make-sitting.ts';
import { decisionOf, writeDecided } from '../../support/decided-home.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';

const heldOn = addDays(testDemo.date, -2);

describe('a household’s own file', () => {
  const { number, labels } = demoTenant(testDemo);
  const other = testDemo.applications.find((one) => one.number !== number && one.name !== null)!;
  let service: TestService;
  let browser: ReturnType<typeof request.agent>;
  const inside = <Value>(work: Parameters<typeof withLandlord<Value>>[2]) =>
    withLandlord(service.database.db, 'demo', work);
  const page = async (path: string, of = browser) => {
    const { text } = await of.get(path).set('accept', 'text/html').expect(200);
    expect(Buffer.byteLength(text)).toBeLessThan(100_000);
    return text;
  };

  beforeAll(async () => {
    service = await testService();
    browser = request.agent(service.app);
    const credentials = { email: 'locataire@demo.example', password: demoPassword };
    await browser.post('/api/v1/sessions').send(credentials).expect(201);
    const [place] = await inside((tx) =>
      tx
        .select({ advert: adverts, home: homes, vacancy: vacancies })
        .from(adverts)
        .innerJoin(vacancies, eq(vacancies.id, adverts.vacancyId))
        .innerJoin(homes, eq(homes.id, vacancies.homeId))
        .where(eq(adverts.state, 'open'))
        .orderBy(adverts.id)
        .limit(1),
    );
    const { advert, home, vacancy } = place!;
    await inside(async (tx) => {
      const sensitive = {
        category: 'h' as const,
        by: 'Commission parcours de sortie',
        on: heldOn,
        until: null,
      };
      const [row] = await tx.select().from(applications).where(eq(applications.number, number));
      await tx
        .update(applications)
        .set({ content: { ...row!.content, labels: [...labels, sensitive] } })
        .where(eq(applications.number, number));
      await tx.insert(interests).values({
        ...{ landlordId: 'demo', advertId: advert.id, number, state: 'live', wishOrder: 1, source: 'portal' },
        ...{ by: 'le ménage', expressedOn: addDays(heldOn, -6), told: {}, requestKey: v7() },
      });
      await tx
        .update(adverts)
        .set({ state: 'closed', opensOn: addDays(heldOn, -20), closesOn: addDays(heldOn, -5) })
        .where(eq(adverts.id, advert.id));
    });
    const decisions = [
      decisionOf(other.number, 1),
      decisionOf(number, null, { reasons: ['sizeMismatch'], note: 'Le foyer compte une personne de plus.' }),
    ];
    await writeDecided(service.database.db, 'demo', [{ home, vacancy, heldOn, decisions }], []);
  });
  afterAll(() => service.stop());

  it('tells a stranger what it is for, and sends the rest to the door', async () => {
    const stranger = request.agent(service.app);
    const text = await page('/demandeur', stranger);
    expect(text).toContain('Ouvrir mon dossier');
    expect(text).toContain('Voir les logements à louer');
    expect(text).not.toContain('Dans une prochaine version');
    for (const path of ['/demandeur/suivi', '/demandeur/documents']) {
      const sent = await stranger.get(path).set('accept', 'text/html').expect(303);
      expect(sent.headers.location).toContain('/demandeur/acces?vers=');
    }
    expect(await page('/facile-a-lire/ma-demande', stranger)).toContain('Ouvrir mon dossier');
  });

  it('has no answer before the wish is answered, then who decided, why, what next and until when', async () => {
    expect(await page('/demandeur/suivi')).not.toContain('Réponse à votre candidature');
    const { today } = service.dependencies;
    await service.dependencies.wishAnswers.answerDay('demo', today(), new Date(`${today()}T10:00:00Z`));
    const text = await page('/demandeur/suivi');
    expect(text).toContain('Réponse à votre candidature');
    expect(text).toContain('commission d’attribution des logements (CALEOL)');
    expect(text).toContain(frenchLongDate(heldOn));
    expect(text).toContain('La taille de ce logement ne convient pas');
    expect(text).toContain('Le foyer compte une personne de plus');
    expect(text).toMatch(/demander au bailleur de la revoir/);
    expect(text).toMatch(/2\s(?:\S+\s)?mois|2 mois/);
    expect(await page('/demandeur')).toContain('Réponse à votre candidature');
    expect(await page('/demandeur/souhaits')).toContain('Lire la réponse et ses raisons');
    expect(await page('/facile-a-lire/ma-demande')).toContain('Ce logement est pour un autre foyer.');
  });

  it('never names another candidate, nor the ground of a priority that must not be shown', async () => {
    for (const path of ['/demandeur', '/demandeur/suivi', '/demandeur/points', '/facile-a-lire/ma-demande']) {
      const text = await page(path);
      expect(text).not.toContain(other.number);
      expect(text).not.toContain(other.name!);
      // "menacé… violences" of the points page lists what anyone may ask to have recognised, not this household's ground.
      expect(text).not.toMatch(/L441[-\u2011]1 [a-m]\)|lettre h|prostitution|traite/);
    }
    const points = await page('/demandeur/points');
    expect(points).toContain('situation prioritaire (L441\u20111), depuis le');
    // The body that recognised a ground could betray which, to a helper who reads too.
    expect(points).not.toContain('parcours de sortie');
  });

  it('says nothing of an agenda that is only prepared, and its day once the sitting is convened', async () => {
    const on = addDays(testDemo.date, 11);
    const sessionId = v7();
    const own = { landlordId: 'demo', sessionId };
    const [place] = await inside((tx) => tx.select().from(vacancies).orderBy(desc(vacancies.id)).limit(1));
    const { id: vacancyId, homeId } = place!;
    await inside(async (tx) => {
      await tx.insert(committeeSessions).values({
        ...{ ...own, id: sessionId, commissionId: 'caleol', heldOn: on, mode: 'inPerson' },
        ...{ kind: 'ordinary', state: 'draft', bylawsVersion: 1 },
      });
      await tx
        .insert(agendaHomes)
        .values({ ...own, vacancyId, homeId, position: 1, state: 'pending', next: [] });
      await tx.insert(agendaCandidates).values({
        ...{
          ...own,
          vacancyId,
          number,
          position: 1,
          origin: 'added',
          sheet: makeAgendaHome(1, 1).candidates[0]!.sheet,
        },
      });
    });
    const onAgenda = async (state: 'draft' | 'convened') => {
      await inside((tx) =>
        tx.update(committeeSessions).set({ state }).where(eq(committeeSessions.id, sessionId)),
      );
      const life = await service.dependencies.fileLives.of('demo', number, testDemo.date);
      return life?.agendas.filter((agenda) => agenda.vacancyId === vacancyId) ?? [];
    };
    expect(await onAgenda('draft')).toEqual([]);
    expect(await onAgenda('convened')).toMatchObject([{ state: 'coming' }]);
    expect(await page('/demandeur')).toContain('La commission examine votre demande');
  });

  it('narrows the steps to a part, and keeps to all of them for a part that is none', async () => {
    const wishes = await page('/demandeur/suivi?voir=wish');
    expect(wishes).toContain('Vous avez candidaté');
    expect(wishes).not.toContain('Votre demande est enregistrée');
    expect(await page('/demandeur/suivi?voir=<script>')).toContain('Votre demande est enregistrée');
  });

  it('shows the open adverts in short sentences', async () => {
    const text = await page('/facile-a-lire/annonces');
    expect(text).toContain('Répondre vite ne donne pas plus de chances.');
    expect(text).toMatch(/Il coûte .* euros par mois/);
    expect(await page('/facile-a-lire')).toContain('/facile-a-lire/ma-demande');
    expect(await page('/annonces')).toContain('/facile-a-lire/annonces');
  });
});
