/** A household's file: who they are, what is known and how old it is, where they stand, and the story of the file. */
import type { JSX } from 'preact';
import { frenchShortDate } from '../../../kernel/french.ts';
import { householdInWords } from '../../../matching/candidate-sheet.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { Layout } from '../layout.tsx';
import { Story } from '../story.tsx';
import { ArrearsSection } from './arrears-section.tsx';
import { DocumentsSection } from './documents-section.tsx';
import type { FilePageProps } from './file-props.ts';
import { HouseholdSections } from './household-sections.tsx';
import { OpinionSection } from './opinion-section.tsx';
import { StandsSection } from './stands-section.tsx';

export function FilePage(props: FilePageProps): JSX.Element {
  const { frame, file, path, today } = props;
  const { application } = file;
  const who = householdInWords(application.household, today);
  return (
    <Layout
      frame={frame}
      title={`Dossier — ${who}`}
      crumbs={[
        { href: '/agent/dossiers', label: 'Dossiers' },
        { href: path, label: application.name ?? who },
      ]}
    >
      <h1>{application.name ?? who}</h1>
      <p class="lead">
        {who} · demande {application.number}
      </p>
      {application.withoutNumber ? (
        <p class="alert">
          <strong>Pas de numéro unique : aucun logement ne peut être attribué.</strong> Faites enregistrer la
          demande avant toute inscription à l’ordre du jour (CCH L441-2-1).
        </p>
      ) : null}
      {file.isProtected ? (
        <p class="alert alert-bad">
          <strong>Dossier protégé.</strong> Les adresses et les anciens contacts ne s’affichent pas ; aucun
          courrier ne part à l’ancienne adresse. Ne dites à personne d’autre que le titulaire où en est la
          demande.
        </p>
      ) : null}
      <FileLinks {...props} />
      <PageWords words={['dalo', 'priority', 'firstQuartile', 'transfer', 'unit', 'qpv', 'caleol']} />
      <HouseholdSections {...props} />
      <section class="card" aria-labelledby="dette-titre">
        <h2 id="dette-titre">Dette de loyer</h2>
        <ArrearsSection
          arrears={application.arrears}
          nextAgendaOn={file.nextAgendaOn}
          today={today}
          action={`${path}/dette`}
          csrfToken={frame.csrfToken}
        />
      </section>
      <section class="card" aria-labelledby="pieces">
        <h2 id="pieces">Pièces justificatives</h2>
        <DocumentsSection
          application={application}
          held={file.documents}
          today={today}
          action={`${path}/pieces`}
          csrfToken={frame.csrfToken}
          sent={{ files: props.sent, path: `${path}/documents` }}
        />
      </section>
      <StandsSection file={file} />
      <OpinionSection {...props} />
      {file.registerTasks.length === 0 ? null : (
        <section class="card" aria-labelledby="registre">
          <h2 id="registre">À reporter dans le système national d’enregistrement (SNE)</h2>
          <ul>
            {file.registerTasks.map((task) => (
              <li key={`${task.kind} ${task.field}`}>
                {task.field} :{' '}
                {task.confirmedOn !== null
                  ? `✔ vu dans l’extrait du ${frenchShortDate(task.confirmedOn)}`
                  : task.doneOn !== null
                    ? `fait le ${frenchShortDate(task.doneOn)}, à confirmer par le prochain extrait`
                    : 'à faire'}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section class="card" aria-labelledby="histoire">
        <h2 id="histoire">Histoire du dossier</h2>
        <Story acts={props.story} />
      </section>
    </Layout>
  );
}

/** Where the rest of the work on this household is done. */
function FileLinks({ file, path }: FilePageProps): JSX.Element {
  const ref = path.slice(path.lastIndexOf('/') + 1);
  return (
    <ul class="facts no-print">
      <li>
        <a href={`/agent/guichet/${ref}`}>Agir pour ce ménage : guichet, téléphone, courrier</a>
      </li>
      <li>
        <a href={`/agent/courriers?dossier=${ref}`}>Courriers de ce dossier</a>
      </li>
      <li>
        <a href={`/agent/courriers/nouveau?dossier=${ref}`}>Écrire à ce ménage</a>
      </li>
      <li>
        <a href={`/agent/recours?dossier=${ref}`}>Recours et réexamens</a>
      </li>
      <li>
        <a href={`${path}/protection`}>
          {file.isProtected ? 'La protection de ce dossier' : 'Protéger ce dossier'}
        </a>
      </li>
    </ul>
  );
}
