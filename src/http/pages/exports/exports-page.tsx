/** Copies that a person asked for beside the pages: all of them, and one while it is made. */
import type { JSX } from 'preact';
import { frenchPercent } from '../../../kernel/french.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { isUnderWay, TaskProgress } from '../tasks/task-progress.tsx';
import { instantInWords, stateName } from '../tasks/task-words.ts';
import { type Copy, sizeInWords } from './export-words.ts';

export const exportsPath = '/mes-copies';

const kept =
  'Un fichier prêt se reprend pendant deux jours, par vous seul, tant que vos droits et votre périmètre restent les mêmes ; il est ensuite effacé.';

export function ExportsPage({ frame, copies }: { frame: PageFrame; copies: readonly Copy[] }): JSX.Element {
  return (
    <Layout frame={frame} title="Mes copies">
      <h1>Mes copies</h1>
      <p class="lead">{`Ce que vous avez demandé de préparer en arrière-plan. ${kept}`}</p>
      {copies.length === 0 ? (
        <p>
          Aucune copie demandée. Un indicateur, les documents d’une séance, un état à transmettre ou un
          fichier pour le SNE se préparent ici : le bouton est sur leur page.
        </p>
      ) : (
        <ScrollBox label="Mes copies">
          <table class="plain">
            <thead>
              <tr>
                <th scope="col">Copie</th>
                <th scope="col">Demandée le</th>
                <th scope="col">Où elle en est</th>
                <th scope="col">Faire</th>
              </tr>
            </thead>
            <tbody>
              {copies.map((copy) => (
                <tr key={copy.job.id}>
                  <th scope="row">
                    <a href={`${exportsPath}/${copy.job.id}`}>{copy.name}</a>
                    {copy.detail === null ? null : (
                      <>
                        <br />
                        <span class="small quiet">{copy.detail}</span>
                      </>
                    )}
                  </th>
                  <td>{instantInWords(copy.job.createdAt)}</td>
                  <td>{standing(copy)}</td>
                  <td>
                    <Gesture frame={frame} copy={copy} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </Layout>
  );
}

/** "en cours (50 %)", "prête, 340 ko, jusqu’au 23/11/2026 à 14:05", "effacée". */
function standing({ job, file }: Copy): string {
  if (file !== null) return `prête, ${sizeInWords(file.bytes)}, jusqu’au ${instantInWords(file.until)}`;
  if (job.state === 'done') return 'effacée';
  if (job.state === 'running') return `en cours (${frenchPercent(job.progress, 0)})`;
  return job.error === null ? stateName(job.state, 1) : `${stateName(job.state, 1)} : ${job.error}`;
}

function Gesture({ frame, copy }: { frame: PageFrame; copy: Copy }): JSX.Element | null {
  const path = `${exportsPath}/${copy.job.id}`;
  const named = <span class="visually-hidden">{` : ${copy.name}`}</span>;
  if (copy.file !== null) {
    return (
      <a class="button" href={`${path}/fichier`}>
        Télécharger{named}
      </a>
    );
  }
  if (!goesOn(copy)) return null;
  return (
    <form method="post" action={`${path}/arret`}>
      <input type="hidden" name="_csrf" value={frame.csrfToken} />
      <button type="submit">Interrompre{named}</button>
    </form>
  );
}

function goesOn({ job }: Copy): boolean {
  return (job.state === 'queued' || job.state === 'running') && !job.cancelRequested;
}

export function CopyPage({ frame, copy }: { frame: PageFrame; copy: Copy }): JSX.Element {
  const { job, name, detail, file } = copy;
  return (
    <Layout frame={frame} title="Copie" crumbs={[{ href: exportsPath, label: 'Mes copies' }]}>
      <h1>{name}</h1>
      <p class="lead">
        {`${detail === null ? '' : `${detail}. `}Copie demandée le ${instantInWords(job.createdAt)}.`}
      </p>
      {file !== null ? (
        <>
          <p class="proof" role="status">
            {`La copie est prête : ${file.name}, ${sizeInWords(file.bytes)}.`}
          </p>
          <p>
            <a class="button strong" href={`${exportsPath}/${job.id}/fichier`}>
              Télécharger
            </a>
          </p>
          <p class="small quiet">{`${kept} Gardé jusqu’au ${instantInWords(file.until)}.`}</p>
        </>
      ) : job.state === 'done' ? (
        <p>Ce fichier a été effacé. Demandez-le de nouveau depuis la page de ce qu’il contient.</p>
      ) : (
        <Unfinished frame={frame} copy={copy} />
      )}
    </Layout>
  );
}

function Unfinished({ frame, copy }: { frame: PageFrame; copy: Copy }): JSX.Element {
  const { job } = copy;
  if (!isUnderWay(job)) {
    return (
      <p class="alert alert-bad" role="alert">
        {`${job.error ?? 'Cette copie a été interrompue.'} `}
        <a href={exportsPath}>Revenir à mes copies</a>
      </p>
    );
  }
  return (
    <section class="card">
      <TaskProgress
        task={job}
        label="Avancement de la copie"
        path={`${exportsPath}/${job.id}`}
        again="Elle sera essayée de nouveau"
      />
      <p>Vous pouvez quitter cette page : la copie vous attendra dans « Mes copies ».</p>
      <Gesture frame={frame} copy={copy} />
    </section>
  );
}
