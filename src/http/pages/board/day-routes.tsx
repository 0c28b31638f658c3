/** "Ma journée": what today asks, in the order of what runs out first. */
import type { Router } from 'express';
import { boardRows, stageCounts } from '../../../committee/board/board-list.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { boardReader } from './board-reader.ts';
import { DayPage } from './day-page.tsx';

export function dayRoutes(router: Router, dependencies: HttpDependencies): void {
  const { board, today } = dependencies;
  router.get('/agent', async (request, response) => {
    const date = today();
    const { homes, agencies } = await board.board(await boardReader(request, dependencies));
    const rows = boardRows(homes, agencies, date);
    sendPage(
      response,
      <DayPage frame={frameOf(request, dependencies)} date={date} rows={rows} counts={stageCounts(rows)} />,
    );
  });
}
