/** The freed homes as a list: filters in the address, pages of fifty. */
import type { Router } from 'express';
import { boardRows, filterChoices, filteredRows, stageCounts } from '../../../committee/board/board-list.ts';
import { vacancyFigures } from '../../../committee/board/vacancy-figures.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { boardQuery } from './board-query.ts';
import { boardReader } from './board-reader.ts';
import { HomesPage } from './homes-page.tsx';

const rowsAPage = 50;

export function homesRoutes(router: Router, dependencies: HttpDependencies): void {
  const { board, today } = dependencies;
  router.get('/agent/logements', async (request, response) => {
    const date = today();
    const { homes, agencies } = await board.board(await boardReader(request, dependencies));
    const { filter, page } = boardQuery(request.query);
    const rows = boardRows(homes, agencies, date);
    const outsideStage = filteredRows(rows, { ...filter, stage: null });
    const kept = filter.stage === null ? outsideStage : filteredRows(outsideStage, filter);
    const pages = Math.max(1, Math.ceil(kept.length / rowsAPage));
    const shown = Math.min(page, pages);
    sendPage(
      response,
      <HomesPage
        frame={frameOf(request, dependencies)}
        date={date}
        filter={filter}
        choices={filterChoices(rows)}
        counts={stageCounts(outsideStage)}
        figures={vacancyFigures(
          outsideStage.map(({ freed }) => freed),
          date,
        )}
        rows={kept.slice((shown - 1) * rowsAPage, shown * rowsAPage)}
        found={kept.length}
        page={shown}
        pages={pages}
      />,
    );
  });
}
