/** Duplicates: found again when the data changed, judged by a person, and the judgement can be taken back. */
import { Router } from 'express';
import { z } from 'zod';
import {
  type DuplicateEvidence,
  duplicateEvidences,
  isStrong,
} from '../../../committee/candidates/duplicates.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { actorOf } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { requirePermission, userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { pageOf } from '../page-links.tsx';
import { DuplicatesPage, duplicateLists, duplicatesPath, type ShownPair } from './duplicates-page.tsx';

const shownAtOnce = 25;
const where = z.object({
  liste: z.enum(duplicateLists).catch('strong'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

const verdict = z.enum(['same', 'different', '']).transform((text) => (text === '' ? null : text));
const judgement = z.object({
  premier: z.string().min(1).max(40),
  second: z.string().min(1).max(40),
  avis: verdict,
  vu: verdict,
  ...where.shape,
});

type PairToName = Omit<ShownPair, 'names'>;

function knownEvidence(codes: readonly string[]): DuplicateEvidence[] {
  return duplicateEvidences.filter((known) => codes.includes(known));
}

export function duplicatesRouter(dependencies: HttpDependencies): Router {
  const { duplicates, today } = dependencies;
  const router = Router();
  router.get('/agent/doublons', requirePermission('candidate.instruct'), async (request, response) => {
    const user = userWhoMay(request, 'candidate.instruct');
    const { landlordId } = user;
    const scope = await dependencies.scopes.communesOf(user);
    const asked = where.parse(request.query);
    const [{ pairs, names }, reviews] = await Promise.all([
      duplicates.pairs(landlordId, scope),
      duplicates.reviews(landlordId),
    ]);
    const named = (pair: PairToName): ShownPair => ({
      ...pair,
      names: [names.get(pair.first) ?? null, names.get(pair.second) ?? null],
    });
    const done = new Set(reviews.map(({ first, second }) => `${first} ${second}`));
    const open = pairs.filter(({ first, second }) => !done.has(`${first} ${second}`));
    const lists: Readonly<Record<(typeof duplicateLists)[number], readonly PairToName[]>> = {
      strong: open.filter(isStrong),
      weak: open.filter((pair) => !isStrong(pair)),
      judged: reviews
        .filter(({ first, second }) => names.has(first) && names.has(second))
        .map((review) => ({ ...review, evidence: knownEvidence(review.evidence) })),
    };
    const { rows, page, pages } = pageOf(lists[asked.liste], asked.page, shownAtOnce);
    sendPage(
      response,
      <DuplicatesPage
        frame={frameOf(request, dependencies)}
        list={asked.liste}
        counts={{ strong: lists.strong.length, weak: lists.weak.length, judged: lists.judged.length }}
        pairs={rows.map(named)}
        page={page}
        pages={pages}
        fileRef={dependencies.files.of}
      />,
    );
  });
  router.post('/agent/doublons', async (request, response) => {
    const user = userWhoMay(request, 'candidate.instruct');
    const form = readInput(judgement, request.body);
    const { pairs } = await duplicates.pairs(user.landlordId, await dependencies.scopes.communesOf(user));
    const pair = pairs.find(({ first, second }) => first === form.premier && second === form.second);
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
    response.redirect(303, duplicatesPath(form.liste, form.page));
  });
  return router;
}
