/** Reviews that are due or fall due soon, by month and residence; those whose opinion waits to be notified. */
import type { JSX } from 'preact';
import { type CivilDate, civilDate } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchLongDate, frenchShortDate } from '../../../kernel/french.ts';
import type { DueFilter, DueList, DueReview } from '../../../portal/relocations/review-port.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { PageLinks } from '../page-links.tsx';
import { placeInWords } from '../transfers/transfer-words.ts';

export type ReviewsPageProps = {
  frame: PageFrame;
  today: CivilDate;
  filter: DueFilter;
  due: DueList;
  found: number;
  page: number;
  pages: number;
  mayWrite: boolean;
  refusal: string | null;
};

export const reviewStateNames = {
  gathering: 'dossier à compléter',
  ready: 'dossier prêt',
  examined: 'examiné',
  notified: 'avis notifié',
} as const;

export function ReviewsPage(props: ReviewsPageProps): JSX.Element {
  const { due } = props;
  return (
    <Layout
      frame={props.frame}
      title="Examen de l’occupation"
      crumbs={[{ href: '/agent/mutations', label: 'Mutations' }]}
    >
      <h1>Examen de l’occupation, tous les trois ans</h1>
      <p class="prose">
        En zone tendue, la loi demande de relire l’occupation de chaque logement tous les trois ans depuis la
        signature du bail (CCH L442-5-2). Un dossier qui montre une des cinq situations va à la CALEOL. Elle
        donne un avis, que le locataire reçoit. L’avis ne met pas fin au bail.
      </p>
      {props.refusal !== null && (
        <p class="alert alert-bad" role="alert">
          <strong>Rien n’a été enregistré.</strong> {props.refusal}
        </p>
      )}
      {due.zonesUnknown ? (
        <p class="alert">
          <strong>Zones tendues inconnues.</strong> La liste des communes (R442-3-3) est donnée par le
          bailleur, dans les règles du portail. Sans elle, aucune échéance ne peut être dite, et rien n’est
          supposé.
        </p>
      ) : (
        <>
          <ToNotify due={due} />
          <Months {...props} />
          <Residence {...props} />
          <section class="card" aria-labelledby="liste">
            <h2 id="liste">{frenchCount(props.found, 'examen dû ou à venir', 'examens dus ou à venir')}</h2>
            {due.lines.length === 0 ? (
              <p>Aucun examen ici. Les baux apparaissent trois mois avant leur échéance.</p>
            ) : (
              <DueTable {...props} />
            )}
            <PageLinks page={props.page} pages={props.pages} href={(page) => hrefOf(props.filter, page)} />
          </section>
        </>
      )}
      <p class="prose small quiet">
        Un bail sans date d’examen est tenu pour jamais examiné : un examen de plus ne retire rien à personne.
        Les échéances d’avant 2019 ne comptent pas.
      </p>
      <PageWords words={['caleol', 'transfer']} />
    </Layout>
  );
}

function hrefOf({ month, residence }: DueFilter, page = 1): string {
  const search = new URLSearchParams();
  if (month !== null) search.set('mois', month);
  if (residence !== null) search.set('residence', residence);
  if (page > 1) search.set('page', String(page));
  const text = search.toString();
  return text === '' ? '/agent/occupation' : `/agent/occupation?${text}`;
}

function ToNotify({ due }: { due: DueList }): JSX.Element | null {
  if (due.toNotify.length === 0) return null;
  return (
    <section class="card next" aria-labelledby="notifier">
      <h2 id="notifier">{frenchCount(due.toNotify.length, 'avis à notifier', 'avis à notifier')}</h2>
      <ul class="checks">
        {due.toNotify.map((line) => (
          <li key={line.tenancyId}>
            <a href={`/agent/occupation/${line.review?.id}`}>{placeInWords(line.home)}</a>, bail{' '}
            {line.tenancyId}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Months({ due, filter }: ReviewsPageProps): JSX.Element {
  return (
    <nav class="card stages" aria-label="Mois d’échéance">
      <ol>
        <li>
          <a
            href={hrefOf({ ...filter, month: null })}
            aria-current={filter.month === null ? 'true' : undefined}
          >
            Tous les mois
          </a>
        </li>
        {due.months.map(({ month, count }) => (
          <li key={month}>
            <a href={hrefOf({ ...filter, month })} aria-current={filter.month === month ? 'true' : undefined}>
              <strong>{count}</strong> {monthName(month)}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** "novembre 2026". */
function monthName(month: string): string {
  if (month === 'late') return 'En retard';
  return frenchLongDate(civilDate(`${month}-02`)).replace(/^\S+\s/, '');
}

function Residence({ due, filter }: ReviewsPageProps): JSX.Element | null {
  if (due.residences.length === 0) return null;
  return (
    <form method="get" action="/agent/occupation" class="card filters" aria-label="Filtrer par résidence">
      {filter.month !== null && <input type="hidden" name="mois" value={filter.month} />}
      <div>
        <label for="residence">Résidence</label>
        <select id="residence" name="residence">
          <option value="">Toutes</option>
          {due.residences.map((name) => (
            <option key={name} value={name} selected={name === filter.residence}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div class="gesture">
        <button type="submit">Filtrer</button>
      </div>
    </form>
  );
}

function DueTable(props: ReviewsPageProps): JSX.Element {
  return (
    <ScrollBox label="Examens de l’occupation">
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">Logement</th>
            <th scope="col">Échéance</th>
            <th scope="col">Dernier examen</th>
            <th scope="col">Dossier</th>
          </tr>
        </thead>
        <tbody>
          {props.due.lines.map((line) => (
            <tr key={line.tenancyId}>
              <th scope="row">
                {line.home.typology}, {placeInWords(line.home)}
                <br />
                <span class="small quiet">
                  bail {line.tenancyId}, signé le {frenchShortDate(line.signedOn)}
                  {line.home.residence === null ? '' : `, ${line.home.residence}`}
                </span>
              </th>
              <td>
                {line.dueOn < props.today ? (
                  <strong class="state-warn">{frenchShortDate(line.dueOn)}, en retard</strong>
                ) : (
                  frenchShortDate(line.dueOn)
                )}
              </td>
              <td>
                {line.lastReviewedOn === null
                  ? 'jamais, à notre connaissance'
                  : frenchShortDate(line.lastReviewedOn)}
              </td>
              <td>
                <State {...props} line={line} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function State({ line, mayWrite, frame }: ReviewsPageProps & { line: DueReview }): JSX.Element {
  const { review } = line;
  if (review !== null && review.dueOn === line.dueOn) {
    return (
      <a href={`/agent/occupation/${review.id}`}>
        {reviewStateNames[review.state]}
        {review.state === 'ready' && review.sessionId !== null ? ', en séance' : ''}
      </a>
    );
  }
  if (!mayWrite) return <>à ouvrir</>;
  return (
    <form method="post" action="/agent/occupation">
      <input type="hidden" name="_csrf" value={frame.csrfToken} />
      <input type="hidden" name="bail" value={line.tenancyId} />
      <button type="submit">Ouvrir le dossier</button>
    </form>
  );
}
