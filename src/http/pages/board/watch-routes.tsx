/** What needs to be watched: homes that do not let, households that wait, and the handover to a colleague. */
import type { Request, Router } from 'express';
import { z } from 'zod';
import { may } from '../../../access/permissions.ts';
import { boardRows, filteredRows, noFilter, stageCounts } from '../../../committee/board/board-list.ts';
import { daloDue, dayCalls, dueItems } from '../../../committee/board/day.ts';
import { difficultHomes } from '../../../committee/board/difficulty.ts';
import { vacancyFigures } from '../../../committee/board/vacancy-figures.ts';
import { abnormalDelays } from '../../../committee/board/waiting.ts';
import { addMonths, type CivilDate } from '../../../kernel/civil-date.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { boardReader } from './board-reader.ts';
import { DifficultPage } from './difficult-page.tsx';
import { HandoverPage } from './handover-page.tsx';
import { WaitingPage } from './waiting-page.tsx';

const refusalMonths = 24;
const homesShown = 60;
const waitersAPage = 50;

const pageNumber = z.coerce.number().int().min(1).max(10_000).catch(1);

export function watchRoutes(router: Router, dependencies: HttpDependencies): void {
  const { board, today } = dependencies;
  router.get('/agent/logements/difficiles', async (request, response) => {
    const date = today();
    const reader = await boardReader(request, dependencies);
    const { homes, agencies } = await board.board(reader);
    const rows = boardRows(homes, agencies, date);
    const ids = rows.map(({ freed }) => freed.vacancy.id);
    const facts = await board.difficulty(reader, ids, addMonths(date, -refusalMonths));
    const difficult = difficultHomes(rows, facts, date);
    sendPage(
      response,
      <DifficultPage
        frame={frameOf(request, dependencies)}
        homes={difficult.slice(0, homesShown)}
        found={difficult.length}
        refusalMonths={refusalMonths}
      />,
    );
  });
  router.get('/agent/demandes/attente', async (request, response) => {
    userWhoMay(request, 'file.read');
    const date = today();
    const reader = await boardReader(request, dependencies);
    const delays = await delaysOf(dependencies, reader.landlordId, date);
    const page = pageNumber.parse(request.query.page);
    const [waiting, often] = await Promise.all([
      board.longWaiters(reader, delays, date, { limit: waitersAPage, offset: (page - 1) * waitersAPage }),
      board.oftenEligible(reader),
    ]);
    sendPage(
      response,
      <WaitingPage
        frame={frameOf(request, dependencies)}
        date={date}
        delays={delays}
        waiting={waiting}
        often={often}
        page={page}
        pages={Math.max(1, Math.ceil(waiting.total / waitersAPage))}
        fileRef={dependencies.files.of}
      />,
    );
  });
  router.get('/agent/passation', (request, response) =>
    handover(dependencies, request).then((page) => sendPage(response, page)),
  );
}

async function handover(dependencies: HttpDependencies, request: Request) {
  const { board, today } = dependencies;
  const date = today();
  const user = userWhoMay(request, 'board.read');
  const reader = await boardReader(request, dependencies);
  const { homes, agencies } = await board.board(reader);
  const asked = z.string().max(200).catch('').parse(request.query.agence);
  const agency = agencies.find(({ id }) => id === asked) ?? null;
  const all = boardRows(homes, agencies, date);
  const rows = agency === null ? all : filteredRows(all, { ...noFilter, agency: agency.id });
  const seeking = rows
    .filter(({ life }) => life.next.gesture === 'callCandidates')
    .map(({ freed }) => freed.vacancy.id);
  const facts = await board.dayFacts(reader, seeking, date);
  const calls = dayCalls(rows, facts, date);
  const numbers = calls.flatMap((home) => home.calls.map(({ number }) => number));
  const mayReadFiles = may(user.role, 'file.read');
  return (
    <HandoverPage
      frame={frameOf(request, dependencies)}
      date={date}
      agency={agency}
      agencies={agencies}
      rows={rows}
      counts={stageCounts(rows)}
      figures={vacancyFigures(
        rows.map(({ freed }) => freed),
        date,
      )}
      calls={calls}
      due={dueItems(rows, facts, date)}
      dalo={daloDue(facts.dalo, date).length}
      facts={facts}
      people={mayReadFiles ? await board.people(reader.landlordId, numbers) : null}
    />
  );
}

/** The abnormal delays of the landlord's grids in force. */
export async function delaysOf(
  { publishedRules }: Pick<HttpDependencies, 'publishedRules'>,
  landlordId: string,
  date: CivilDate,
) {
  const rules = await publishedRules(date);
  return abnormalDelays(rules.find((published) => published.landlordId === landlordId)?.grids ?? [], date);
}
