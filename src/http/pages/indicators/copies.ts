/** Copies of an indicator as it is on the screen, each in the journal; CSV leaves row by row. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, RequestHandler, Response, Router } from 'express';
import type { IndicatorReader } from '../../../access/indicator-reader.ts';
import { csvStream } from '../../../documents/csv.ts';
import { odsMediaType, writeOds } from '../../../documents/ods.ts';
import { paperBytes } from '../../../documents/pdf/write-paper.ts';
import type { IndicatorName } from '../../../reporting/indicator.ts';
import { csvOf, screenPaper, sheetsOf } from '../../../reporting/screen/exports.ts';
import { figuresIn, filterInWords } from '../../../reporting/screen/filter.ts';
import { readIndicator } from '../../../reporting/screen/reading.ts';
import { type Screen, screenOf } from '../../../reporting/screen/screen.ts';
import { askedBy } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { filterOf } from './filter.ts';
import { indicatorReader } from './reader.ts';

type Format = 'csv' | 'ods' | 'pdf';

export function copyRoutes(
  router: Router,
  dependencies: HttpDependencies,
  { path, name, guards }: { path: string; name: IndicatorName; guards: readonly RequestHandler[] },
): void {
  for (const format of ['csv', 'ods', 'pdf'] as const) {
    router.get(`${path}.${format}`, ...guards, async (request, response) => {
      const reader = indicatorReader(request);
      const screen = await screenFor(dependencies, request, reader, name);
      // In the journal before it leaves: a copy that nobody recorded must not exist.
      await dependencies.indicatorCopies.record(askedBy(reader.user, dependencies), {
        name,
        filter: screen.filter,
        format,
      });
      response.set('cache-control', 'no-store').attachment(`${name}-${screen.asOf}.${format}`);
      await send(response, screen, format, reader.user.landlordName);
    });
  }
}

async function screenFor(
  dependencies: HttpDependencies,
  request: Request,
  reader: IndicatorReader,
  name: IndicatorName,
): Promise<Screen> {
  const filter = filterOf(request.query, dependencies.today(), reader);
  const { indicator, secrecy } = await readIndicator(dependencies, reader, name, filter);
  const words = filterInWords(filter, reader.reach?.name ?? null);
  return screenOf(figuresIn(indicator, filter), words, secrecy);
}

async function send(response: Response, screen: Screen, format: Format, landlordName: string): Promise<void> {
  switch (format) {
    case 'csv': {
      const { columns, rows } = csvOf(screen);
      response.type('text/csv');
      await pipeline(Readable.from(rows), csvStream(columns), response);
      return;
    }
    case 'ods':
      response.type(odsMediaType).send(writeOds(sheetsOf(screen)));
      return;
    case 'pdf':
      response.type('application/pdf').send(await paperBytes(screenPaper(screen, landlordName, new Date())));
  }
}
