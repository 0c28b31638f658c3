/** The search box of the day: a number opens its file, a column of numbers is understood, words find homes and people. */
import type { Router } from 'express';
import { z } from 'zod';
import { may } from '../../../access/permissions.ts';
import { boardRows, filteredRows, noFilter } from '../../../committee/board/board-list.ts';
import { searchedIn } from '../../../committee/board/search-text.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { boardReader } from './board-reader.ts';
import { FoundNumbersPage, FoundPage } from './search-page.tsx';

const searchForm = z.object({ texte: z.string().trim().min(1, 'écrivez ce que vous cherchez').max(60_000) });
const homesShown = 30;

export function searchRoutes(router: Router, dependencies: HttpDependencies): void {
  const { board, files, householdFiles, today } = dependencies;
  // A number and a name travel in the body: addresses are kept by browsers and proxies.
  router.post('/agent/recherche', async (request, response) => {
    const user = userWhoMay(request, 'board.read');
    const { texte } = readInput(searchForm, request.body);
    const mayReadFiles = may(user.role, 'file.read');
    const searched = searchedIn(texte);
    const frame = frameOf(request, dependencies);
    if (searched.kind === 'numbers' && mayReadFiles) {
      const people = await board.people(user.landlordId, searched.numbers);
      const [only] = searched.numbers;
      if (searched.numbers.length === 1 && only !== undefined && people.has(only)) {
        return response.redirect(303, `/agent/dossiers/${files.of(only)}`);
      }
      const found = searched.numbers.flatMap((number) => {
        const person = people.get(number);
        return person ? [{ number, person }] : [];
      });
      const unknown = searched.numbers.filter((number) => !people.has(number));
      return sendPage(
        response,
        <FoundNumbersPage
          frame={frame}
          found={found}
          unknown={unknown}
          unread={searched.unread}
          fileRef={files.of}
        />,
      );
    }
    const [{ homes, agencies }, people] = await Promise.all([
      board.board(await boardReader(request, dependencies)),
      mayReadFiles ? householdFiles.search(user.landlordId, texte) : [],
    ]);
    const rows = filteredRows(boardRows(homes, agencies, today()), { ...noFilter, text: texte });
    sendPage(
      response,
      <FoundPage
        frame={frame}
        text={texte}
        homes={rows.slice(0, homesShown)}
        homesFound={rows.length}
        people={mayReadFiles ? people : null}
        fileRef={files.of}
      />,
    );
  });
}
