/** One return before it leaves: what blocks it, its tables as they will be sent, the sendings already made. */
import type { JSX } from 'preact';
import { may, type Role } from '../../../access/permissions.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchShortDate } from '../../../kernel/french.ts';
import { blockingChecks } from '../../../reporting/returns/filing.ts';
import {
  type Check,
  periodInWords,
  type ReturnTable,
  screenTable,
  sentencesOf,
} from '../../../reporting/returns/return-content.ts';
import { returnState } from '../../../reporting/returns/return-state.ts';
import type { ReturnScene } from '../../../reporting/returns/returns-port.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { CopyLater } from '../exports/copy-later.tsx';
import { ScreenTableView } from '../indicators/screen-table.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { placeLinks, returnPath, stateWords } from './return-words.ts';
import { SendingForm, type TypedSending } from './sending-form.tsx';
import { Sendings } from './sendings.tsx';

type ReturnPageProps = {
  frame: PageFrame;
  role: Role;
  today: CivilDate;
  scene: ReturnScene;
  stamp: string;
  formKey: string;
  typed: TypedSending;
  /** Why this person may not record a sending; null: they may. */
  heldTo: string | null;
  justSent: boolean;
  refusal: string | null;
};

export function ReturnPage(props: ReturnPageProps): JSX.Element {
  const { scene, refusal } = props;
  const { content, sendings } = scene;
  const { due } = content;
  const state = stateWords[returnState(due, sendings, { today: props.today, since: scene.since })];
  return (
    <Layout
      frame={props.frame}
      title={content.title}
      crumbs={[
        { href: '/agent/retours', label: 'États à transmettre' },
        { href: returnPath(due.key), label: due.recipient.name },
      ]}
    >
      <h1>{content.title}</h1>
      <p class="lead prose">
        {`${content.landlordName}, pour : ${due.recipient.name}. ${periodInWords(due)}. À transmettre ${due.dueInWords}. `}
        <span class={state.tag}>{state.words}</span>
      </p>
      {refusal === null ? null : (
        <p class="alert alert-bad" role="alert">
          {refusal}
        </p>
      )}
      {props.justSent ? (
        <p class="alert" role="status">
          L’envoi est noté et la copie gardée.
        </p>
      ) : null}
      {content.provisional === null ? null : <p class="alert alert-warn">{content.provisional}</p>}
      <p class="no-print">
        {'Le document, tel qu’il partirait aujourd’hui : '}
        <a href={`${returnPath(due.key)}/ods`}>tableur (ODS)</a>,{' '}
        <a href={`${returnPath(due.key)}/pdf`}>papier (PDF)</a>. Il ne change pas tant que les chiffres ne
        changent pas.
      </p>
      <CopyLater
        frame={props.frame}
        lead="Long à préparer ? En arrière-plan :"
        copies={(['ods', 'pdf'] as const).map((format) => ({
          label: format.toUpperCase(),
          subject: { what: 'return', key: due.key, format },
        }))}
      />
      <PageWords words={['qpv', 'firstQuartile', 'dalo', 'priority', 'transfer', 'holder']} />
      <Checklist checks={content.checks} role={props.role} />
      {content.tables.map((table) => (
        <section class="card long-heads" key={table.key}>
          <h2>{table.title}</h2>
          <TableOnScreen table={table} />
        </section>
      ))}
      <section class="card">
        <h2>Ce que disent ces chiffres</h2>
        <p>{`Arrêté au ${frenchShortDate(content.asOf)}.`}</p>
        <ul>
          {sentencesOf(content).map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
        {content.signedBy === null ? null : (
          <p>{`À signer : ${content.signedBy}. Le papier porte le cadre de signature.`}</p>
        )}
      </section>
      <Sendings scene={scene} />
      <SendingForm
        csrfToken={props.frame.csrfToken}
        formKey={props.formKey}
        stamp={props.stamp}
        today={props.today}
        scene={scene}
        typed={props.typed}
        heldTo={props.heldTo}
      />
    </Layout>
  );
}

// What is long is folded, never cut off in silence.
const foldedOver = 60;

function TableOnScreen({ table }: { table: ReturnTable }): JSX.Element {
  const shown = <ScreenTableView table={screenTable(table)} leasesOf={null} />;
  if (table.rows.length <= foldedOver) return shown;
  return (
    <details>
      <summary>{`Voir les ${frenchCount(table.rows.length, 'ligne')} du tableau`}</summary>
      {shown}
    </details>
  );
}

function Checklist({ checks, role }: { checks: readonly Check[]; role: Role }): JSX.Element {
  const blocking = blockingChecks(checks);
  const others = checks.filter(({ level }) => level === 'toCheck');
  return (
    <section class="card">
      <h2>Avant d’envoyer</h2>
      {blocking.length === 0 ? (
        <p class="state-good">Rien ne bloque cet état.</p>
      ) : (
        <>
          <h3>Ce qui bloque</h3>
          <CheckLines checks={blocking} role={role} />
          <p class="small quiet">
            L’état peut partir malgré ces points : un motif est alors demandé, et gardé au journal.
          </p>
        </>
      )}
      {others.length === 0 ? null : (
        <>
          <h3>À vérifier</h3>
          <CheckLines checks={others} role={role} />
        </>
      )}
    </section>
  );
}

function CheckLines({ checks, role }: { checks: readonly Check[]; role: Role }): JSX.Element {
  return (
    <ul class="checks">
      {checks.map(({ key, words, todo, place }) => {
        const link = place === null ? null : placeLinks[place];
        return (
          <li key={key}>
            <strong>{words}</strong>
            <br />
            {todo}
            {link !== null && may(role, link.permission) ? (
              <>
                {' '}
                <a href={link.href}>{link.label}</a>
              </>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
