/** Letters of a sitting against real PostgreSQL: once each, corrected when decisions are, never to an old address. */
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../db/connection.ts';
import { letters as letterRows, outbox } from '../../db/schema/correspondence.ts';
import { journalLines } from '../../db/schema/journal.ts';
import { defaultTemplates } from '../../src/committee/letters/default-templates.ts';
import { letterText } from '../../src/committee/letters/letter-content.ts';
import type { Asked } from '../../src/domain/act.ts';
import { civilDate } from '../../src/kernel/civil-date.ts';
import { makeNumber } from '../support/make-domain.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import { type LetterScene, oldStreet, protect, writeLetterScene } from './letter-scene.ts';
import { askedBy, decideInput, decisionOn, done, landlordId, officer, refusalOf } from './session-scene.ts';

const everywhere = { landlordId, communes: null };
const asked: Asked = officer;

describe('letters', () => {
  let database: TestDatabase;
  let scene: LetterScene;
  beforeAll(async () => {
    database = await testDatabase();
    scene = await writeLetterScene(database.db);
  });
  afterAll(() => database.drop());

  const rows = () => withLandlord(database.db, landlordId, (tx) => tx.select().from(letterRows));
  const letterOf = async (number: string, kind: string) => {
    const line = (await scene.letters.list(everywhere)).find(
      (one) => one.number === number && one.kind === kind,
    );
    const letter = line ? await scene.letters.find(landlordId, line.id) : null;
    if (!letter) throw new Error(`no letter ${kind}`);
    return letter;
  };

  it('wait to be written, counted by sitting', async () => {
    const [line, ...others] = await scene.letters.toWrite(landlordId);
    expect(others).toEqual([]);
    // Three decisions, and three households whose home was postponed at the closing.
    expect(line).toMatchObject({ sessionId: scene.sessionId, missing: 6, written: 0 });
  });

  it('are written once each by ten people who click at the same time', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        done(scene.letters.writeForSession(askedBy(`Personne ${index}`), scene.sessionId)),
      ),
    );
    expect(answers.reduce((sum, { written }) => sum + written, 0)).toBe(6);
    expect(await rows()).toHaveLength(6);
    const messages = await withLandlord(database.db, landlordId, (tx) => tx.select().from(outbox));
    expect(messages).toHaveLength(2);
    const lines = await withLandlord(database.db, landlordId, (tx) => tx.select().from(journalLines));
    expect(lines.filter(({ kind }) => kind === 'letter.written')).toHaveLength(6);
    expect(await scene.letters.toWrite(landlordId)).toEqual([]);
  });

  it('say the rank, the reason and the words that are this household’s own', async () => {
    const second = letterText((await letterOf(makeNumber(2), 'rank')).content);
    expect(second).toContain('au 2e rang');
    const refused = letterText((await letterOf(makeNumber(3), 'nonAttribution')).content);
    expect(refused).toContain('La taille de ce logement ne convient pas');
    expect(refused).toContain('Dans votre cas : Deux chambres de plus que nécessaire.');
    const postponed = letterText((await letterOf(makeNumber(1), 'postponed')).content);
    expect(postponed).toContain('Elle n’a pas refusé votre demande');
  });

  it('go by e-mail, by post, or wait for an officer, as each household can be reached', async () => {
    expect((await letterOf(makeNumber(1), 'rank')).state).toBe('queued');
    expect((await letterOf(makeNumber(2), 'rank')).state).toBe('toPrint');
    expect(await letterOf(makeNumber(3), 'nonAttribution')).toMatchObject({
      state: 'toHand',
      handBecause: 'noAddress',
    });
  });

  it('marked as posted twice are counted once', async () => {
    const queue = await scene.letters.printQueue(everywhere);
    expect(queue.map(({ number }) => number)).toEqual([makeNumber(2), makeNumber(2)]);
    const ids = queue.map(({ id }) => id);
    const marks = await Promise.all([
      scene.letters.markSent({ ...asked, communes: null }, ids, 'post'),
      scene.letters.markSent({ ...asked, communes: null }, ids, 'post'),
    ]);
    expect(marks.sort()).toEqual([0, 2]);
    expect(await scene.letters.printQueue(everywhere)).toEqual([]);
  });

  it('are not seen, nor marked, by an account held to other communes', async () => {
    const elsewhere = { landlordId, communes: new Set(['54395']) };
    expect(await scene.letters.list(elsewhere)).toEqual([]);
    const { id } = await letterOf(makeNumber(3), 'nonAttribution');
    expect(await scene.letters.markSent({ ...asked, ...elsewhere }, [id], 'hand')).toBe(0);
  });

  it('after a correction, tell the new decision to those whose decision changed, and to nobody else', async () => {
    const view = await scene.sessions.find(landlordId, scene.sessionId, null);
    const first = view?.homes.find(({ agenda }) => agenda.vacancyId === 'v-h1')?.current;
    const { version: _version, ...input } = decideInput(scene.sessionId, 'v-h1');
    await done(
      scene.sessions.correct(officer, {
        ...input,
        requestKey: v7(),
        supersedes: first?.id ?? '',
        why: 'Les rangs 2 et 3 ont été inversés à la saisie',
        candidates: [
          decisionOn(makeNumber(1), 1),
          decisionOn(makeNumber(3), 2),
          decisionOn(makeNumber(2), null),
        ],
      }),
    );
    const [line] = await scene.letters.toWrite(landlordId);
    expect(line).toMatchObject({ missing: 2 });
    expect(await done(scene.letters.writeForSession(officer, scene.sessionId))).toMatchObject({ written: 2 });
    expect(await done(scene.letters.writeForSession(officer, scene.sessionId))).toMatchObject({ written: 0 });
    const corrected = letterText((await letterOf(makeNumber(2), 'correction')).content);
    expect(corrected).toContain('il était décidé : vous attribuer le logement au 2e rang');
    expect(corrected).toContain('il est décidé : ne pas vous attribuer le logement');
    // What was preparatory is now a refusal: the appeal changes with it.
    expect(corrected).toContain('tribunal administratif');
    expect(await scene.letters.toWrite(landlordId)).toEqual([]);
  });

  it('of a sitting that is not closed, or that does not exist, are refused', async () => {
    expect(await refusalOf(scene.letters.writeForSession(officer, v7()))).toEqual({ code: 'noSuchSession' });
  });

  const linesOf = (number: string) => scene.letters.list(everywhere, { number });

  it('to a file protected since leave the printing queue when nobody may be written to', async () => {
    await protect(database.db, makeNumber(2), null);
    const lines = await linesOf(makeNumber(2));
    const unsent = lines.filter(({ sentAt }) => sentAt === null);
    expect(unsent.map(({ kind }) => kind)).toEqual(['correction']);
    for (const line of unsent) expect(line).toMatchObject({ state: 'toHand', handBecause: 'protected' });
    expect(await scene.letters.printQueue(everywhere)).toEqual([]);
  });

  it('to a file protected since go to the new contact alone, and keep no address', async () => {
    await protect(database.db, makeNumber(1), {
      email: 'nouvelle@exemple.example',
      telephone: null,
      address: ['Boîte postale 12', '54000 Nancy'],
    });
    const [line] = await linesOf(makeNumber(1));
    const letter = await scene.letters.find(landlordId, line?.id ?? '');
    expect(letter?.delivery).toEqual({ by: 'email', to: 'nouvelle@exemple.example' });
    expect(letter?.guarded).toBe(true);
    const everything = JSON.stringify(
      await withLandlord(database.db, landlordId, (tx) => tx.select().from(letterRows)),
    );
    expect(everything).not.toContain(oldStreet);
  });

  const text = { ...defaultTemplates.documentRequest, subject: 'Des pièces à nous envoyer' };

  it('in the landlord’s own words replace the software’s, from the next one on', async () => {
    expect(await scene.letters.template(landlordId, 'documentRequest')).toMatchObject({
      version: 0,
      by: null,
    });
    const saved = await done(scene.letters.saveTemplate(asked, 'documentRequest', text, 0));
    expect(saved.version).toBe(1);
    await done(
      scene.letters.saveLetterhead(asked, { place: 'Metz', lines: ['1 place d’Armes', '57000 Metz'] }, 0),
    );
    const request = {
      number: makeNumber(3),
      about: 'letter:test',
      eventKey: 'documentRequest|letter:test',
      situation: {
        kind: 'documentRequest',
        documents: ['Avis d’imposition'],
        dueOn: civilDate('2026-12-01'),
      },
    } as const;
    const [first, second] = [
      await done(scene.letters.write(asked, request)),
      await done(scene.letters.write(asked, request)),
    ];
    expect([first.written, second.written, second.id === first.id]).toEqual([true, false, true]);
    const letter = await scene.letters.find(landlordId, first.id);
    expect(letter?.subject).toBe('Des pièces à nous envoyer');
    expect(letter?.content).toMatchObject({
      templateVersion: 1,
      sender: { name: 'Bailleur de test', place: 'Metz', lines: ['1 place d’Armes', '57000 Metz'] },
    });
  });

  it('whose text two people save from the same version keep the first and names who was first', async () => {
    const answers = await Promise.all(
      ['Anne', 'Bruno'].map((name) =>
        scene.letters.saveTemplate(askedBy(name), 'documentRequest', { ...text, subject: `De ${name}` }, 1),
      ),
    );
    const kept = answers.find((answer) => answer.ok);
    const told = answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal]));
    expect(told).toEqual([{ code: 'changedMeanwhile', by: kept?.ok ? kept.value.by : '' }]);
    const history = await scene.letters.templateHistory(landlordId, 'documentRequest');
    expect(history.map(({ version }) => version)).toEqual([2, 1, 0]);
  });

  it('keep no text with faults', async () => {
    const refusal = await refusalOf(
      scene.letters.saveTemplate(
        asked,
        'documentRequest',
        { ...text, body: `${text.body} {{numero_secu}}` },
        2,
      ),
    );
    expect(refusal).toMatchObject({ code: 'faults' });
  });
});
