/** The sheet of the week: printed at an agency from `/agent/guichet/feuille`, or by anyone from `/annonces/feuille.pdf`. */
import type { Router } from 'express';
import type { JSX } from 'preact';
import { paperBytes } from '../../../documents/pdf/write-paper.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchLongDate } from '../../../kernel/french.ts';
import { readAdvertFilters } from '../../../portal/adverts/advert-filters.ts';
import {
  type SheetAdvert,
  sheetAdverts,
  sheetHelp,
  sheetLines,
  sheetNumber,
  sheetTitle,
  weeklySheetPaper,
} from '../../../portal/counter/weekly-sheet.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { requirePermission } from '../../middleware/current-user.ts';
import { sendPage, sendPdf } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { Layout, type PageFrame } from '../layout.tsx';

export function sheetRoutes(router: Router, dependencies: HttpDependencies): void {
  const { adverts, today } = dependencies;
  const ofWeek = async () => sheetAdverts(await adverts.publicList(readAdvertFilters({}), today()), today());
  router.get('/agent/guichet/feuille', requirePermission('portal.counter'), async (request, response) => {
    const frame = frameOf(request, dependencies);
    sendPage(response, <SheetPage frame={frame} adverts={await ofWeek()} today={today()} />);
  });
  router.get('/annonces/feuille.pdf', async (_request, response) => {
    const bytes = await paperBytes(weeklySheetPaper(await ofWeek(), today(), new Date()));
    sendPdf(response, bytes, 'annonces-de-la-semaine');
  });
}

function SheetPage(props: {
  frame: PageFrame;
  adverts: readonly SheetAdvert[];
  today: CivilDate;
}): JSX.Element {
  return (
    <Layout frame={props.frame} title="Feuille de la semaine">
      <h1>{`Logements à louer, semaine du ${frenchLongDate(props.today)}`}</h1>
      <p class="no-print">
        Imprimez cette page, ou <a href="/annonces/feuille.pdf">le PDF en grands caractères</a>, et
        affichez-la à l’agence.
      </p>
      <p class="lead">{sheetHelp}</p>
      {props.adverts.length === 0 ? <p>Aucune annonce n’est ouverte cette semaine.</p> : null}
      <ol class="weekly-sheet">
        {props.adverts.map((advert) => (
          <li key={advert.id}>
            <h2>{sheetTitle(advert)}</h2>
            {sheetLines(advert).map((line) => (
              <p class="lead" key={line}>
                {line}
              </p>
            ))}
            <p>{`Annonce ${sheetNumber(advert)} · ${advert.landlordName}`}</p>
          </li>
        ))}
      </ol>
    </Layout>
  );
}
