/** One freed home: its life, what is next, and the steps that an officer records. */
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { may } from '../../../access/permissions.ts';
import { boardRows } from '../../../committee/board/board-list.ts';
import type { BoardRefusal } from '../../../committee/board/board-port.ts';
import {
  homeStepRefusalSentences,
  homeStepSchema,
  withdrawalGrounds,
} from '../../../committee/board/home-step.ts';
import { lifeLine } from '../../../committee/board/life-line.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { civilDateSchema } from '../../../kernel/civil-date.ts';
import { actInWords } from '../../../wording/act-words.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { boardReader } from './board-reader.ts';
import { HomePage } from './home-page.tsx';
import { momentInWords } from './home-words.ts';

// A form of each step: a field left blank must say so, not be taken for another step.
const stepForm = z.object({
  version: z.coerce.number().int().min(0),
  geste: z.enum(['exitVisit', 'works', 'available', 'withdraw']),
  date: civilDateSchema.optional(),
  motif: z.enum(withdrawalGrounds).optional(),
  pourquoi: z.string().max(300).optional(),
});

export function homeRoutes(router: Router, dependencies: HttpDependencies): void {
  router.get('/agent/logements/:vacancyId', (request, response) =>
    showHome(dependencies, request, response, request.params.vacancyId, null),
  );
  router.post('/agent/logements/:vacancyId', async (request, response) => {
    const user = userWhoMay(request, 'board.write');
    const { vacancyId } = request.params;
    const form = readInput(stepForm, request.body);
    const step = readInput(homeStepSchema, {
      kind: form.geste,
      on: form.date,
      untilOn: form.date,
      ground: form.motif,
      why: form.pourquoi,
    });
    const recorded = await dependencies.board.recordStep({
      reader: await boardReader(request, dependencies, 'board.write'),
      vacancyId,
      version: form.version,
      step,
      date: dependencies.today(),
      at: new Date(),
      actor: { accountId: user.id, name: user.name, role: user.role },
    });
    if (recorded.ok) return response.redirect(303, `/agent/logements/${encodeURIComponent(vacancyId)}`);
    await showHome(dependencies, request, response, vacancyId, refusalInWords(recorded.refusal));
  });
}

async function showHome(
  dependencies: HttpDependencies,
  request: Request,
  response: Response,
  vacancyId: string,
  refused: string | null,
): Promise<void> {
  const { board, journal, today } = dependencies;
  const reader = await boardReader(request, dependencies);
  const date = today();
  const [freed, agencies, story, watch, advert] = await Promise.all([
    board.home(reader, vacancyId),
    board.agencies(reader.landlordId),
    journal.story(reader.landlordId, `vacancy:${vacancyId}`, 40),
    dependencies.transferWatch.ofVacancy(reader, vacancyId, date),
    dependencies.adverts.ofVacancy(reader.landlordId, vacancyId),
  ]);
  const [row] = boardRows(freed ? [freed] : [], agencies, date);
  if (!row) {
    throw new AppError('not-found', 'Ce logement n’est pas parmi les logements libérés.', {
      hint: 'Revenez au tableau des logements et cherchez-le par son adresse.',
    });
  }
  const { role } = userWhoMay(request, 'board.read');
  sendPage(
    response,
    <HomePage
      frame={frameOf(request, dependencies)}
      date={date}
      row={row}
      line={lifeLine(row.freed, row.life, date)}
      story={story}
      watch={watch}
      advert={advert}
      may={{ advert: may(role, 'advert.read'), writeAdvert: may(role, 'advert.write') }}
      mayWrite={may(role, 'board.write')}
      refused={refused}
    />,
    refused === null ? 200 : 409,
  );
}

function refusalInWords(refusal: BoardRefusal): string {
  if (refusal.code === 'unknownHome') return 'Ce logement n’est plus parmi les logements libérés.';
  if (refusal.code !== 'changedMeanwhile') return homeStepRefusalSentences[refusal.code];
  const { last } = refusal;
  const what = last ? ` : ${actInWords(last.kind)}, par ${last.name}, ${momentInWords(last.at)}` : '';
  return `Ce logement a changé depuis que vous avez ouvert la page${what}. Rien n’a été enregistré : vérifiez ci-dessous, puis recommencez si c’est encore utile.`;
}
