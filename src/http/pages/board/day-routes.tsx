/** "Ma journée": what today asks, in the order of what runs out first; calls with their outcome; the search box. */
import { randomUUID } from 'node:crypto';
import type { Request, Router } from 'express';
import { z } from 'zod';
import { may } from '../../../access/permissions.ts';
import { boardRows, stageCounts } from '../../../committee/board/board-list.ts';
import { daloDue, dayCalls, dueItems } from '../../../committee/board/day.ts';
import { refusalReasons } from '../../../domain/offer.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { addDays, civilDateSchema } from '../../../kernel/civil-date.ts';
import { type DayReturn, dayReturns } from '../../../reporting/returns/day-returns.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { userWhoMay } from '../../middleware/current-user.ts';
import { requireHomesInScope } from '../../middleware/scope.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { runningEmergencies } from '../orientation/emergency-routes.tsx';
import { transferDaysAhead } from '../transfers/day-transfers.tsx';
import { boardReader } from './board-reader.ts';
import { DayPage } from './day-page.tsx';
import type { TheDay } from './day-view.ts';
import { delaysOf } from './watch-routes.tsx';

const callForm = z.object({
  _key: z.uuid(),
  logement: z.string().min(1).max(200),
  numero: z.string().min(1).max(40),
  issue: z.enum(['interested', 'declined', 'noAnswer', 'callBack']),
  motif: z.enum(refusalReasons).catch('other'),
  rappel: civilDateSchema.optional().catch(undefined),
});

const callRefusals = {
  'unknown-file': 'Ce ménage n’est plus dans les demandes.',
  'unknown-home': 'Ce logement n’est plus parmi les logements libérés.',
  'reason-needed': 'Dites pourquoi le ménage se désiste.',
  'day-needed': 'Dites quel jour rappeler.',
} as const;

export function dayRoutes(router: Router, dependencies: HttpDependencies): void {
  router.get('/agent', async (request, response) => {
    const { role } = userWhoMay(request, 'board.read');
    const until = addDays(dependencies.today(), transferDaysAhead);
    const reader = await boardReader(request, dependencies);
    const [day, transfers] = await Promise.all([
      theDay(request, dependencies),
      dependencies.transfers.due(reader, until),
    ]);
    sendPage(
      response,
      <DayPage
        frame={frameOf(request, dependencies)}
        {...day}
        counts={stageCounts(day.rows)}
        transfers={transfers}
        mayCall={may(role, 'candidate.instruct')}
        mayReadFiles={may(role, 'file.read')}
        fileRef={dependencies.files.of}
        emergencies={await runningEmergencies(request, dependencies)}
        newKey={randomUUID}
      />,
    );
  });
  router.post('/agent/appels', async (request, response) => {
    const user = userWhoMay(request, 'candidate.instruct');
    const call = readInput(callForm, request.body);
    await requireHomesInScope(dependencies, user, [call.logement]);
    const recorded = await dependencies.instruction.recordContact(
      user.landlordId,
      {
        key: call._key,
        vacancyId: call.logement,
        number: call.numero,
        outcome: call.issue,
        reason: call.issue === 'declined' ? call.motif : null,
        callBackOn: call.issue === 'callBack' ? (call.rappel ?? addDays(dependencies.today(), 1)) : null,
      },
      { accountId: user.id, name: user.name, role: user.role },
      new Date(),
    );
    if (!recorded.ok) throw new AppError('conflict', callRefusals[recorded.refusal]);
    response.redirect(303, `/agent#appels-${encodeURIComponent(call.logement)}`);
  });
}

/** Legal returns that press, for those who read them. */
async function returnLines(request: Request, { returns, today }: HttpDependencies): Promise<DayReturn[]> {
  const { role, landlordId } = userWhoMay(request, 'board.read');
  if (!may(role, 'return.read')) return [];
  const { places, sendings, since } = await returns.calendar(landlordId);
  return dayReturns(places, sendings, { today: today(), since });
}

async function theDay(request: Request, dependencies: HttpDependencies): Promise<TheDay> {
  const { board, today } = dependencies;
  const date = today();
  const reader = await boardReader(request, dependencies);
  const [{ homes, agencies }, waiting] = await Promise.all([
    board.board(reader),
    delaysOf(dependencies, reader.landlordId, date).then((delays) =>
      board.longWaiters(reader, delays, date, { limit: 0, offset: 0 }),
    ),
  ]);
  const rows = boardRows(homes, agencies, date);
  const seeking = rows
    .filter(({ life }) => life.next.gesture === 'callCandidates')
    .map(({ freed }) => freed.vacancy.id);
  const facts = await board.dayFacts(reader, seeking, date);
  const due = dueItems(rows, facts, date, await returnLines(request, dependencies));
  const calls = dayCalls(rows, facts, date);
  const dalo = daloDue(facts.dalo, date);
  const numbers = [
    ...calls.flatMap((home) => home.calls.map(({ number }) => number)),
    ...facts.received.map(({ number }) => number),
    ...facts.visits.map(({ number }) => number),
    ...dalo.map(({ dalo: { number } }) => number),
  ];
  return {
    date,
    rows,
    facts,
    due,
    calls,
    dalo,
    neverShown: waiting.total,
    people: await board.people(reader.landlordId, numbers),
  };
}
