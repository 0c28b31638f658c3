/** Duplicates: found again at each visit, judged by a person, and the judgement can be taken back. */
import { Router } from 'express';
import { z } from 'zod';
import { findDuplicates, isStrong } from '../../../committee/candidates/duplicates.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { requirePermission, userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { DuplicatesPage } from './duplicates-page.tsx';
import { actorOf } from './file-router.tsx';

const shownAtOnce = 40;

const verdict = z.enum(['same', 'different', '']).transform((text) => (text === '' ? null : text));
const judgement = z.object({
  premier: z.string().min(1).max(40),
  second: z.string().min(1).max(40),
  avis: verdict,
  vu: verdict,
});

export function duplicatesRouter(dependencies: HttpDependencies): Router {
  const { duplicates, today } = dependencies;
  const router = Router();
  router.get('/agent/doublons', requirePermission('candidate.instruct'), async (request, response) => {
    const user = userWhoMay(request, 'candidate.instruct');
    const { landlordId } = user;
    const scope = await dependencies.scopes.communesOf(user);
    const [records, reviews] = await Promise.all([
      duplicates.records(landlordId, scope),
      duplicates.reviews(landlordId),
    ]);
    const names = new Map(records.map(({ number, name }) => [number, name] as const));
    const named = <Pair extends { first: string; second: string }>(pair: Pair) => ({
      ...pair,
      names: [names.get(pair.first) ?? null, names.get(pair.second) ?? null] as const,
    });
    const done = new Set(reviews.map(({ first, second }) => `${first} ${second}`));
    const open = findDuplicates(records).filter(({ first, second }) => !done.has(`${first} ${second}`));
    const strong = open.filter(isStrong);
    const weak = open.filter((pair) => !isStrong(pair));
    sendPage(
      response,
      <DuplicatesPage
        frame={frameOf(request, dependencies)}
        strong={{ count: strong.length, pairs: strong.slice(0, shownAtOnce).map(named) }}
        weak={{ count: weak.length, pairs: weak.slice(0, shownAtOnce).map(named) }}
        judged={reviews.filter(({ first, second }) => names.has(first) && names.has(second)).map(named)}
        fileRef={dependencies.files.of}
      />,
    );
  });
  router.post('/agent/doublons', async (request, response) => {
    const user = userWhoMay(request, 'candidate.instruct');
    const form = readInput(judgement, request.body);
    const records = await duplicates.records(user.landlordId, await dependencies.scopes.communesOf(user));
    const both = records.filter(({ number }) => number === form.premier || number === form.second);
    const [pair] = findDuplicates(both);
    if (!pair) {
      throw new AppError(
        'conflict',
        'Ces deux demandes ne se ressemblent plus, ou l’une a quitté le registre.',
        {
          hint: 'Revenez à la liste des doublons.',
        },
      );
    }
    const { first, second, evidence } = pair;
    const done = await duplicates.judge(
      user.landlordId,
      { first, second, evidence, verdict: form.avis, seen: form.vu },
      actorOf(user),
      new Date(),
      today(),
    );
    if (!done.ok) {
      const who = done.refusal.by ?? 'Un collègue';
      throw new AppError('conflict', `${who} a jugé cette paire pendant que vous la lisiez.`, {
        hint: 'Revenez à la liste : elle montre son avis, que vous pouvez reprendre.',
      });
    }
    response.redirect(303, '/agent/doublons');
  });
  return router;
}
