/** Instructing a candidate for a home: was it called, what would the home cost, what is missing, when does it visit. */
import type { JSX } from 'preact';
import { frenchCount } from '../../../kernel/french.ts';
import type { PoolRow } from '../../../matching/pool-shape.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { reasonInWords } from '../../../wording/index.ts';
import { ArrearsState } from '../file/arrears-section.tsx';
import { DocumentsSection } from '../file/documents-section.tsx';
import { Layout } from '../layout.tsx';
import { ContactSection } from './contact-section.tsx';
import { CostSection } from './cost-section.tsx';
import type { InstructionPageProps } from './instruction-props.ts';
import { poolPath, titleOf } from './pool-props.ts';
import { VisitsSection } from './visits-section.tsx';

export function InstructionPage(props: InstructionPageProps): JSX.Element {
  const { frame, place, file, path } = props;
  const who = file.application.name ?? props.householdInWords;
  const title = titleOf(place);
  const pool = poolPath(place.vacancy.id);
  return (
    <Layout
      frame={frame}
      title={`Instruire — ${who}, ${title}`}
      crumbs={[
        { href: '/agent/logements', label: 'Logements' },
        { href: pool, label: `Candidats, ${title}` },
        { href: path, label: who },
      ]}
    >
      <h1>{`${who}, pour le ${title}`}</h1>
      <p class="lead">
        {props.householdInWords} · <a href={props.filePath}>voir tout le dossier</a>
      </p>
      {file.isProtected ? (
        <p class="alert alert-bad">
          <strong>Dossier protégé.</strong> N’utilisez que le contact ci-dessous ; aucune adresse ne s’affiche
          ici.
        </p>
      ) : null}
      <PageWords words={['apl', 'effort', 'unit', 'dalo']} />
      <Standing {...props} />
      <ContactSection {...props} />
      <CostSection {...props} />
      <section class="card" aria-labelledby="pieces">
        <h2 id="pieces">Pièces et condition suspensive</h2>
        <DocumentsSection
          application={file.application}
          held={file.documents}
          today={props.today}
          action={`${path}/pieces`}
          csrfToken={frame.csrfToken}
        />
        <ArrearsState
          arrears={file.application.arrears}
          nextAgendaOn={file.nextAgendaOn ?? place.agenda?.heldOn ?? null}
          today={props.today}
        />
        <p>
          <a href={`${props.filePath}#dette-titre`}>Actualiser la dette</a>
        </p>
      </section>
      <VisitsSection {...props} />
    </Layout>
  );
}

/** Where the household is in the pool, and what law still cannot answer. */
function Standing({ row, detail, place }: InstructionPageProps): JSX.Element {
  const open = (detail?.checks ?? []).flatMap(({ reasons }) =>
    reasons.filter(({ verdict }) => verdict !== 'yes'),
  );
  return (
    <section class="card" aria-labelledby="place">
      <h2 id="place">Place dans le vivier</h2>
      <p>{standingInWords(row)}</p>
      {place.designations.some(({ applicationNumber }) => applicationNumber === row?.number) ? (
        <p>Ce ménage est désigné pour ce logement.</p>
      ) : null}
      {open.length === 0 ? null : (
        <ul>
          {open.map((reason) => (
            <li key={`${reason.rule} ${reason.code}`}>
              {reasonInWords(reason)} <span class="small quiet">({reason.article})</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function standingInWords(row: PoolRow | null): string {
  if (row === null) {
    return 'Ce logement ne puise pas parmi les demandes où se trouve ce ménage (autre type de demande, réservataire, ou demande hors du registre).';
  }
  if (row.order === null) return 'Ce ménage ne peut pas avoir ce logement :';
  const place = `Place ${row.order} dans l’ordre de la grille et des objectifs, ${frenchCount(row.totalPoints ?? 0, 'point')}.`;
  const rank = row.rank === null ? '' : ` Proposé au rang ${row.rank}.`;
  return `${place}${rank}${row.group === 'unknown' ? ' Une donnée manque :' : ''}`;
}
