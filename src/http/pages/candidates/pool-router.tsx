/** The pool of a home: who may have it, who might, who may not, each with their why. */
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import {
  type PoolFilter,
  poolFilterSchema,
  poolPage,
  withAsked,
} from '../../../committee/candidates/pool-filter.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { requirePermission, userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { doubtfulNumbers } from '../file/duplicate-reading.ts';
import { frameOf } from '../frame.ts';
import { PoolPage } from './pool-page.tsx';
import { poolReading } from './pool-reading.ts';

const searched = z.object({ recherche: z.string().trim().max(100).catch('') });

export function poolRouter(dependencies: HttpDependencies): Router {
  const router = Router();
  const read = poolReading(dependencies);
  const doubts = doubtfulNumbers(dependencies);
  const show = async (
    request: Request<{ vacancyId: string }>,
    response: Response,
    filter: PoolFilter,
    text: string,
  ) => {
    const { landlordId } = userWhoMay(request, 'candidate.instruct');
    const reading = await read(landlordId, request.params.vacancyId);
    const asked = await dependencies.pool.asked(landlordId, request.params.vacancyId);
    const pool = { ...reading.pool, rows: withAsked(reading.pool.rows, asked) };
    const numbers = text === '' ? null : await dependencies.pool.search(landlordId, text);
    const found = poolPage(pool, filter, numbers);
    const shown = found.rows.map(({ number }) => number);
    const designated = reading.place.designations.map(({ applicationNumber }) => applicationNumber);
    const [details, known, contacts, doubtful] = await Promise.all([
      reading.details([...new Set([...shown, ...designated])]),
      dependencies.pool.known(landlordId, [...new Set([...shown, ...designated])]),
      dependencies.pool.lastContacts(landlordId, reading.pool.vacancyId, shown),
      doubts(landlordId),
    ]);
    sendPage(
      response,
      <PoolPage
        frame={frameOf(request, dependencies)}
        place={reading.place}
        pool={pool}
        asked={asked}
        filter={filter}
        searched={text}
        found={found}
        details={new Map(details.map((detail) => [detail.number, detail]))}
        known={known}
        contacts={contacts}
        today={dependencies.today()}
        doubtful={doubtful}
        fileRef={dependencies.files.of}
      />,
    );
  };
  const path = '/agent/logements/:vacancyId/candidats';
  router.get(
    path,
    requirePermission('candidate.instruct'),
    (request: Request<{ vacancyId: string }>, response) =>
      show(request, response, poolFilterSchema.parse(request.query), ''),
  );
  // A name or a number travels in the body; filters alone make an address that can be kept and sent.
  router.post(path, async (request: Request<{ vacancyId: string }>, response) => {
    userWhoMay(request, 'candidate.instruct');
    const { recherche } = readInput(searched, request.body);
    const filter = poolFilterSchema.parse(request.body);
    if (recherche === '') return response.redirect(303, `${request.path}${filterQuery(filter)}`);
    await show(request, response, filter, recherche);
  });
  return router;
}

/** "?groupe=refused&personnes=3": the filters that are set. */
function filterQuery(filter: PoolFilter): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) {
    if (value !== null && !(name === 'page' && value === 1)) query.set(name, String(value));
  }
  return `?${query}`;
}
