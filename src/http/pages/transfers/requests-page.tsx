/** Transfer requests: counts, homes whose notice could answer one, then the list, late answers first. */
import type { JSX } from 'preact';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchNumber, frenchShortDate } from '../../../kernel/french.ts';
import { transferGrounds } from '../../../portal/policy.ts';
import { isOverdue, requestStates } from '../../../portal/transfers/request.ts';
import type { RequestFilter, RequestLine } from '../../../portal/transfers/transfer-port.ts';
import type { WatchedHome } from '../../../portal/transfers/watch-port.ts';
import { groundNames, stateNames } from '../../../portal/transfers/words.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { PageLinks } from '../page-links.tsx';
import { townInWords } from './transfer-words.ts';
import { WatchPanel } from './watch-panel.tsx';

export type RequestsPageProps = {
  frame: PageFrame;
  today: CivilDate;
  filter: RequestFilter;
  lines: readonly RequestLine[];
  found: number;
  page: number;
  pages: number;
  hrefOf: (filter: RequestFilter, page?: number) => string;
  counts: { live: number; overdue: number; nobody: number; fastLane: number };
  /** Requests that wait for the internal body. */
  waiting: number;
  findings: number;
  notices: readonly WatchedHome[];
  mayWrite: boolean;
};

export function RequestsPage(props: RequestsPageProps): JSX.Element {
  return (
    <Layout frame={props.frame} title="Mutations" crumbs={[{ href: '/agent', label: 'Ma journée' }]}>
      <h1>Mutations</h1>
      {props.mayWrite && (
        <p class="no-print">
          <a class="button" href="/agent/mutations/nouvelle">
            Enregistrer une demande reçue au guichet, au téléphone ou sur papier
          </a>
        </p>
      )}
      <Figures {...props} />
      <WatchPanel notices={props.notices} />
      <Filters {...props} />
      <section class="card" aria-labelledby="liste">
        <h2 id="liste">{frenchCount(props.found, 'demande')}</h2>
        {props.lines.length === 0 ? (
          <p>
            Aucune demande ici. Celles des locataires arrivent de leur page « Changer de logement » ; celles
            que vous reprenez d’un repérage apparaissent aussi.
          </p>
        ) : (
          <RequestsTable lines={props.lines} today={props.today} />
        )}
        <PageLinks page={props.page} pages={props.pages} href={(page) => props.hrefOf(props.filter, page)} />
      </section>
      <p class="prose small quiet">
        Ordre : réponses en retard, puis l’<a href="/regles#mutations">ordre de priorité publié</a>, le même
        pour tous. La voie rapide est celle des départs qui libèrent une typologie rare.
      </p>
      <PageWords words={['transfer', 'caleol', 'priority']} />
    </Layout>
  );
}

function Figures({ counts, waiting, findings }: RequestsPageProps): JSX.Element {
  const shown = [
    ['En cours', counts.live, '/agent/mutations'],
    ['Réponses en retard', counts.overdue, '/agent/mutations'],
    ['Sans responsable', counts.nobody, '/agent/mutations?responsable=nobody'],
    ['À examiner en instance', waiting, '/agent/mutations/instances'],
    ['Repérages à voir', findings, '/agent/mutations/reperages'],
  ] as const;
  return (
    <section class="card" aria-label="Où en sont les mutations">
      <dl class="key-figures">
        {shown.map(([label, count, href]) => (
          <div key={label}>
            <dt>
              <a href={href}>{label}</a>
            </dt>
            <dd>{frenchNumber(count, 0)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Filters({ filter }: RequestsPageProps): JSX.Element {
  const states = [
    { value: 'live', label: 'En cours' },
    ...requestStates.map((value) => ({ value, label: stateNames[value] })),
  ];
  const grounds = transferGrounds.map((value) => ({ value, label: groundNames[value] }));
  const owners = [
    { value: 'mine', label: 'Moi' },
    { value: 'nobody', label: 'Personne' },
  ];
  const selects = [
    ['etat', 'État', filter.state, states, false],
    ['motif', 'Motif', filter.ground, grounds, true],
    ['responsable', 'Suivie par', filter.owner, owners, true],
  ] as const;
  return (
    <form method="get" action="/agent/mutations" class="card filters" aria-label="Filtrer les demandes">
      {selects.map(([name, label, chosen, choices, any]) => (
        <div key={name}>
          <label for={name}>{label}</label>
          <select id={name} name={name}>
            {any && <option value="">Peu importe</option>}
            {choices.map((choice) => (
              <option key={choice.value} value={choice.value} selected={choice.value === chosen}>
                {choice.label}
              </option>
            ))}
          </select>
        </div>
      ))}
      <div class="gesture">
        <button type="submit" class="strong">
          Filtrer
        </button>
        <a href="/agent/mutations">Tout afficher</a>
      </div>
    </form>
  );
}

function RequestsTable(props: { lines: readonly RequestLine[]; today: CivilDate }): JSX.Element {
  return (
    <ScrollBox label="Demandes de mutation">
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">Ménage</th>
            <th scope="col">Motif</th>
            <th scope="col">Priorité</th>
            <th scope="col">État</th>
            <th scope="col">Réponse due</th>
            <th scope="col">Suivie par</th>
          </tr>
        </thead>
        <tbody>
          {props.lines.map((line) => (
            <tr key={line.id}>
              <th scope="row">
                <a href={`/agent/mutations/${line.id}`}>{line.householdName ?? 'Ménage sans nom connu'}</a>
                <br />
                <span class="small quiet">
                  {line.home === null
                    ? 'logement inconnu'
                    : `${line.home.typology}, ${townInWords(line.home)}`}
                  {line.number === null ? ', sans numéro unique' : ''}
                </span>
              </th>
              <td>
                {groundNames[line.ground]}
                {line.fastLane && (
                  <>
                    <br />
                    <span class="tag">voie rapide</span>
                  </>
                )}
              </td>
              <td class="number">{line.tier}</td>
              <td>{stateNames[line.state]}</td>
              <td>
                <Due line={line} today={props.today} />
              </td>
              <td>{line.ownerName ?? <span class="state-warn">personne</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

/** The next answer that is owed; nothing for a request that ended. */
export function Due({ line, today }: { line: RequestLine; today: CivilDate }): JSX.Element {
  if (isOverdue(line, today)) {
    return <strong class="state-warn">{frenchShortDate(line.dueOn)}, en retard</strong>;
  }
  const ended = line.state === 'done' || line.state === 'refused' || line.state === 'closed';
  return <>{ended ? '—' : frenchShortDate(line.dueOn)}</>;
}
