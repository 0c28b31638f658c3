/** The freed homes as a list: filters in the address, pages of fifty. */
import type { Request, Router } from 'express';
import { z } from 'zod';
import { boardRows, filterChoices, filteredRows, stageCounts } from '../../../committee/board/board-list.ts';
import type { DeskOwner } from '../../../committee/board/desk-port.ts';
import { vacancyFigures } from '../../../committee/board/vacancy-figures.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { requirePermission, userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { boardPath, boardQuery, queryString } from './board-query.ts';
import { boardReader } from './board-reader.ts';
import { HomesPage } from './homes-page.tsx';

const rowsAPage = 50;
// The page whose views these are.
const page = '/agent/logements';

const viewForm = z.object({
  nom: z.string().trim().min(1, 'donnez un nom à cette vue').max(60),
  filtres: z.string().max(1000),
});
const viewName = z.object({ id: z.uuid() });

export function homesRoutes(router: Router, dependencies: HttpDependencies): void {
  const { board, desk, today } = dependencies;
  router.get('/agent/logements', async (request, response) => {
    const date = today();
    const reader = await boardReader(request, dependencies);
    const [{ homes, agencies }, views] = await Promise.all([
      board.board(reader),
      desk.views(deskOwner(request), page),
    ]);
    const { filter, page: asked } = boardQuery(request.query);
    const rows = boardRows(homes, agencies, date);
    const outsideStage = filteredRows(rows, { ...filter, stage: null });
    const kept = filter.stage === null ? outsideStage : filteredRows(outsideStage, filter);
    const pages = Math.max(1, Math.ceil(kept.length / rowsAPage));
    const shown = Math.min(asked, pages);
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
        views={views}
        found={kept.length}
        page={shown}
        pages={pages}
      />,
    );
  });
  router.post('/agent/logements/vues', requirePermission('board.read'), async (request, response) => {
    const { nom, filtres } = readInput(viewForm, request.body);
    const { filter } = boardQuery(Object.fromEntries(new URLSearchParams(filtres)));
    await desk.saveView(deskOwner(request), { page, name: nom, query: queryString(filter) });
    response.redirect(303, boardPath(filter));
  });
  router.post('/agent/logements/vues/oublier', requirePermission('board.read'), async (request, response) => {
    await desk.dropView(deskOwner(request), readInput(viewName, request.body).id);
    response.redirect(303, page);
  });
}

function deskOwner(request: Request): DeskOwner {
  const user = userWhoMay(request, 'board.read');
  return { landlordId: user.landlordId, accountId: user.id };
}
