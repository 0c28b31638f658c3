/** One import: how far it is, then what it changed or why the file was refused. */
import type { JSX } from 'preact';
import { collectionNames } from '../../../intake/collection-names.ts';
import type { ImportResult } from '../../../jobs/import-job.ts';
import type { Job } from '../../../jobs/job.ts';
import { frenchCount, frenchNumber, frenchShortDate } from '../../../kernel/french.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { isUnderWay, TaskProgress } from '../tasks/task-progress.tsx';
import { instantInWords } from '../tasks/task-words.ts';
import { importState } from './import-words.ts';

type ImportPageProps = {
  frame: PageFrame;
  job: Job;
  kindName: string;
  /** Null: it is not over, or it broke down. */
  result: ImportResult | null;
  /** The sheet of rejected rows is still kept. */
  hasSheet: boolean;
};

export function ImportPage(props: ImportPageProps): JSX.Element {
  const { frame, job, kindName, result } = props;
  return (
    <Layout
      frame={frame}
      title="Import"
      crumbs={[
        { href: '/agent', label: 'Ma journée' },
        { href: '/agent/imports', label: 'Imports' },
      ]}
    >
      <h1>{kindName}</h1>
      <p class="lead">{`Import demandé le ${instantInWords(job.createdAt)}.`}</p>
      {result === null ? (
        <Unfinished job={job} csrfToken={frame.csrfToken} />
      ) : (
        <Outcome {...props} result={result} />
      )}
    </Layout>
  );
}

function Unfinished({ job, csrfToken }: { job: Job; csrfToken: string }): JSX.Element {
  const path = `/agent/imports/${job.id}`;
  if (!isUnderWay(job)) {
    return (
      <p class="alert alert-bad" role="alert">
        {`${job.error ?? `Import ${importState(job)} : rien n’a été écrit.`} `}
        <a href="/agent/imports">Envoyer de nouveau le fichier</a>
      </p>
    );
  }
  const label = `Import ${importState(job)}`;
  return (
    <section class="card">
      <h2>{label}</h2>
      <TaskProgress task={job} label={label} path={path} again="Il sera essayé de nouveau" />
      <form method="post" action={`${path}/arret`}>
        <input type="hidden" name="_csrf" value={csrfToken} />
        <button type="submit">Interrompre, sans rien écrire</button>
      </form>
    </section>
  );
}

function Outcome(props: ImportPageProps & { result: ImportResult }): JSX.Element {
  const { result } = props;
  if (result.state === 'alreadyImported') {
    return (
      <p class="proof">{`Ce contenu a déjà été importé le ${frenchShortDate(result.on)} : rien n’a changé.`}</p>
    );
  }
  if (result.state === 'refused') {
    const where = result.row === null ? '' : ` à la ligne ${result.row}`;
    return (
      <p class="alert alert-bad" role="alert">
        {`Fichier refusé${where}. ${result.message} ${result.hint} Rien n’a été écrit.`}
      </p>
    );
  }
  return <Written {...props} result={result} />;
}

function Written(
  props: ImportPageProps & { result: Extract<ImportResult, { state: 'imported' | 'dryRun' }> },
): JSX.Element {
  const { result, job, hasSheet } = props;
  return (
    <>
      <p class="proof" role="status">
        {result.state === 'dryRun' ? 'Essai à blanc : rien n’a été écrit. ' : 'Import terminé. '}
        {`${frenchCount(result.rows, 'ligne lue', 'lignes lues')}, ${frenchCount(result.accepted, 'retenue')}, ${frenchCount(result.rejected, 'mise de côté', 'mises de côté')}.`}
      </p>
      {result.warnings.map((warning) => (
        <p key={warning} class="alert">
          {warning}
        </p>
      ))}
      {result.sheetId === null ? null : hasSheet ? (
        <p>
          <a class="button" href={`/agent/imports/${job.id}/lignes.csv`}>
            Télécharger les lignes à corriger
          </a>{' '}
          Corrigez-les, puis renvoyez cette feuille comme un fichier qui ajoute et modifie.
        </p>
      ) : (
        <p class="quiet">
          La feuille des lignes à corriger n’est plus gardée : envoyez de nouveau le fichier.
        </p>
      )}
      {result.duplicates === 0 ? null : (
        <p>
          {`${frenchCount(result.duplicates, 'doublon possible', 'doublons possibles')} dans ce fichier : rien n’est fusionné. `}
          <a href="/agent/doublons">Examiner les doublons</a>
        </p>
      )}
      <Changes changes={result.changes} />
    </>
  );
}

function Changes({
  changes,
}: {
  changes: Extract<ImportResult, { state: 'imported' | 'dryRun' }>['changes'];
}): JSX.Element {
  const names: Readonly<Record<string, string>> = collectionNames;
  return (
    <section class="card">
      <h2>Ce qui change</h2>
      <ScrollBox label="Ce qui change">
        <table class="plain small">
          <thead>
            <tr>
              <th scope="col">Données</th>
              {['Créées', 'Modifiées', 'Sans changement', 'Retirées', 'Laissées de côté'].map((title) => (
                <th key={title} scope="col" class="number">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {Object.entries(changes).map(([collection, change]) => (
              <tr key={collection}>
                <th scope="row">{names[collection] ?? collection}</th>
                {[change.created, change.updated, change.unchanged, change.retired ?? 0, change.orphans].map(
                  (count, at) => (
                    <td key={`${collection} ${at}`} class="number">
                      {frenchNumber(count, 0)}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <p class="small quiet">
        Sont laissées de côté les lignes dont le logement, le bail ou la demande n’est pas connu.
      </p>
    </section>
  );
}
