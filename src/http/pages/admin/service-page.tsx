/** How the service fares, in plain words: what answers, what waits, which returns and orders are due. */
import type { JSX } from 'preact';
import type { ServiceState } from '../../../access/service-state.ts';
import { civilDateInParis } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchNumber, frenchShortDate } from '../../../kernel/french.ts';
import type { OrdersOnDay } from '../../../reporting/new-orders/loaded-orders.ts';
import { returnKindWords } from '../../../reporting/returns/return-kinds.ts';
import type { ReturnGroup, ReturnState } from '../../../reporting/returns/return-state.ts';
import { Layout, type PageFrame } from '../layout.tsx';
import { orderNames } from './rules-in-force-page.tsx';
import { TableOf } from './table-of.tsx';

const checkNames: Readonly<Record<string, string>> = {
  database: 'Base de données',
  queue: 'File des tâches',
};

const jobStateNames: Readonly<Record<string, string>> = {
  queued: 'en attente',
  running: 'en cours',
  done: 'terminées',
  failed: 'refusées ou en échec',
  cancelled: 'interrompues',
  dead: 'abandonnées après plusieurs essais',
};

const returnStateNames: Partial<Readonly<Record<ReturnState, string>>> = {
  late: 'en retard',
  dueSoon: 'à envoyer bientôt',
  open: 'à envoyer',
};

const bytesPerMegabyte = 1_000_000;

export function ServicePage(props: {
  frame: PageFrame;
  version: string;
  checks: Readonly<Record<string, boolean>>;
  /** Of the scanner of files that are received; null: there is none. */
  scannerAnswers: boolean | null;
  state: ServiceState;
  returns: readonly ReturnGroup[];
  awaited: OrdersOnDay['awaited'];
}): JSX.Element {
  const { state } = props;
  const pressing = props.returns.flatMap(({ first, returns }) => {
    const left = returns.flatMap(({ state: where }) => returnStateNames[where] ?? []);
    const [name] = left;
    if (name === undefined) return [];
    const title = `${returnKindWords[first.kind].title}, ${first.periodName}`;
    return [[title, frenchCount(left.length, 'destinataire'), first.dueInWords, name]];
  });
  const jobs = Object.entries(state.jobs).map(([name, many]) => [jobStateNames[name] ?? name, String(many)]);
  return (
    <Layout
      frame={props.frame}
      title="État du service"
      crumbs={[{ href: '/admin', label: 'Administration' }]}
    >
      <h1>État du service</h1>
      <section class="card">
        <h2>Ce qui répond</h2>
        <ul>
          {Object.entries(props.checks).map(([name, holds]) => (
            <li key={name}>
              {checkNames[name] ?? name} :{' '}
              {holds ? 'répond' : <strong>ne répond pas : des pages ou des calculs peuvent manquer</strong>}
            </li>
          ))}
          <li>{scannerWords(props.scannerAnswers)}</li>
          <li>{`Logiciel parcours ${props.version}, PostgreSQL ${state.postgres}`}</li>
          <li>{`Taille de la base : ${frenchNumber(state.databaseBytes / bytesPerMegabyte, 0)} Mo`}</li>
          <li>
            {state.lastMigrationAt === null
              ? 'Aucune mise à jour de la base'
              : `Structure de la base du ${frenchShortDate(civilDateInParis(state.lastMigrationAt))}`}
          </li>
          <li>
            {state.journal.lastAt === null
              ? 'Aucun acte au journal'
              : `${frenchCount(state.journal.lines, 'acte')} au journal, le dernier le ${frenchShortDate(civilDateInParis(state.journal.lastAt))}`}
          </li>
        </ul>
      </section>
      <section class="card">
        <h2>Ce qui attend</h2>
        <p>
          {state.outbox.waiting === 0
            ? 'Aucun message n’attend son départ.'
            : `${frenchCount(state.outbox.waiting, 'message')} en attente de départ${
                state.outbox.oldestWaitingAt === null
                  ? ''
                  : `, le plus ancien du ${frenchShortDate(civilDateInParis(state.outbox.oldestWaitingAt))}`
              }.`}
          {state.outbox.failed === 0
            ? ''
            : ` ${frenchCount(state.outbox.failed, 'message n’est pas parti', 'messages ne sont pas partis')} : voyez les courriers.`}
        </p>
        {jobs.length === 0 ? (
          <p>Aucune tâche longue n’a encore été demandée.</p>
        ) : (
          <TableOf label="Tâches longues" columns={['Tâches longues', 'Combien']} rows={jobs} />
        )}
      </section>
      <section class="card">
        <h2>États à transmettre</h2>
        {pressing.length === 0 ? (
          <p>Aucun état n’est à envoyer maintenant.</p>
        ) : (
          <TableOf
            label="États à transmettre"
            columns={['État', 'À qui', 'Échéance', 'Où il en est']}
            rows={pressing}
          />
        )}
        <p>
          <a href="/agent/retours">Le calendrier des états</a>
        </p>
      </section>
      <section class="card">
        <h2>Arrêtés attendus</h2>
        {props.awaited.length === 0 ? (
          <p>Les arrêtés de l’année sont chargés.</p>
        ) : (
          <ul>
            {props.awaited.map(({ subject, since, stoodInFor }) => (
              <li key={subject}>
                {`${orderNames[subject]} : rien de chargé depuis le ${frenchShortDate(since)} ; `}
                {stoodInFor
                  ? 'le dernier connu sert en attendant, et les résultats disent qu’ils sont provisoires.'
                  : 'ce qui en dépend répond « on ne sait pas ».'}
              </li>
            ))}
          </ul>
        )}
        <p>
          <a href="/admin/regles">Règles, grilles et arrêtés en vigueur</a>
        </p>
      </section>
    </Layout>
  );
}

function scannerWords(answers: boolean | null): string {
  if (answers === null) {
    return 'Antivirus des fichiers reçus : aucun n’est branché (CLAMD_ADDRESS). Les fichiers des ménages ne sont pas examinés ; vos postes doivent avoir le leur.';
  }
  return answers
    ? 'Antivirus des fichiers reçus : répond'
    : 'Antivirus des fichiers reçus : ne répond pas, aucun fichier n’est accepté en ce moment';
}
