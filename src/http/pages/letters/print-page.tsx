/** A printing of many letters: how far it is, then the file. */
import type { JSX } from 'preact';
import type { Job } from '../../../jobs/job.ts';
import { frenchCount } from '../../../kernel/french.ts';
import { Layout, type PageFrame } from '../layout.tsx';
import { isUnderWay, TaskProgress } from '../tasks/task-progress.tsx';

export function PrintPage(props: {
  frame: PageFrame;
  job: Job;
  /** Null: not drawn yet, or never. */
  letters: number | null;
  /** The file is kept still. */
  isKept: boolean;
}): JSX.Element {
  const { frame, job, letters, isKept } = props;
  const path = `/agent/courriers/impressions/${job.id}`;
  return (
    <Layout
      frame={frame}
      title="Impression des courriers"
      crumbs={[
        { href: '/agent', label: 'Ma journée' },
        { href: '/agent/courriers', label: 'Courriers' },
      ]}
    >
      <h1>Impression des courriers</h1>
      {letters === null ? (
        <Waiting job={job} path={path} />
      ) : isKept ? (
        <>
          <p class="proof" role="status">
            {`${frenchCount(letters, 'courrier prêt', 'courriers prêts')} à imprimer.`}
          </p>
          <p>
            <a class="button" href={`${path}/courriers.pdf`}>
              Ouvrir le PDF
            </a>
          </p>
          <p>
            Quand ils sont partis, notez-le dans <a href="/agent/courriers">la liste des courriers</a>. Ce
            fichier porte des noms et des adresses : il est effacé du service au bout de deux jours.
          </p>
        </>
      ) : (
        <p>
          Ce fichier a été effacé. <a href="/agent/courriers">Refaites-le depuis la liste des courriers.</a>
        </p>
      )}
    </Layout>
  );
}

function Waiting({ job, path }: { job: Job; path: string }): JSX.Element {
  if (!isUnderWay(job)) {
    return (
      <p class="alert alert-bad" role="alert">
        {`${job.error ?? 'L’impression a été interrompue.'} `}
        <a href="/agent/courriers">Revenir aux courriers</a>
      </p>
    );
  }
  return (
    <section class="card">
      <TaskProgress
        task={job}
        label="Avancement de l’impression"
        path={path}
        again="Elle sera essayée de nouveau"
      />
    </section>
  );
}
