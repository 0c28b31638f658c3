/** One dry run: what it counts, who validates it, how far the erasure is, and its certificate. */
import type { JSX } from 'preact';
import type { Certificate, PurgeLine } from '../../../access/retention/purge.ts';
import type { Purge } from '../../../access/retention/retention-port.ts';
import { ruleOf } from '../../../access/retention/rules.ts';
import type { Job } from '../../../jobs/job.ts';
import { civilDateInParis } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchLongDate, frenchShortDate } from '../../../kernel/french.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { Refused } from '../sitting/notices.tsx';
import { isUnderWay, TaskProgress } from '../tasks/task-progress.tsx';
import { stateNames } from './retention-words.ts';

export function PurgePage(props: {
  frame: PageFrame;
  purge: Purge;
  /** The newest task that erases it; null: none was asked for yet. */
  task: Job | null;
  refusal: string | null;
}): JSX.Element {
  const { frame, purge } = props;
  const pending = purge.lines.reduce((sum, line) => sum + line.pending, 0);
  return (
    <Layout
      frame={frame}
      title={`Ce qui est échu au ${frenchLongDate(purge.asOf)}`}
      crumbs={[{ href: '/dpo/conservation', label: 'Conservation des données' }]}
    >
      <h1>Ce qui est échu au {frenchLongDate(purge.asOf)}</h1>
      {props.refusal === null ? null : <Refused sentence={props.refusal} />}
      <p class={purge.state === 'done' ? 'proof' : 'alert'} role="status">
        <strong>{sentence(stateNames[purge.state])}.</strong> Essai fait par {purge.reportedBy} le{' '}
        {frenchShortDate(civilDateInParis(purge.reportedAt))}, durées de la version {purge.policyVersion}.
        {purge.validatedBy === null ? null : ` Validé par ${purge.validatedBy}.`}
      </p>
      <section class="card">
        <h2>Par règle</h2>
        {purge.lines.length === 0 ? (
          <p>Rien n’est échu : aucune durée n’est dépassée ce jour-là.</p>
        ) : (
          <Lines lines={purge.lines} />
        )}
      </section>
      {purge.state === 'reported' && pending > 0 ? (
        <Decide frame={frame} purge={purge} pending={pending} />
      ) : null}
      {purge.state === 'running' ? (
        <GoOn frame={frame} purge={purge} task={props.task} pending={pending} />
      ) : null}
      {purge.certificate === null ? null : <Proof certificate={purge.certificate} />}
    </Layout>
  );
}

function Lines({ lines }: { lines: readonly PurgeLine[] }): JSX.Element {
  return (
    <ScrollBox label="Ce qui est échu, par règle">
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">Règle</th>
            <th scope="col">À effacer</th>
            <th scope="col">Effacé</th>
            <th scope="col">Suspendu</th>
            <th scope="col">Plus échu</th>
            <th scope="col">Le plus ancien</th>
            <th scope="col">Quelques références opaques</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.rule}>
              <th scope="row">
                {ruleOf(line.rule).name}
                {line.rule === 'signInContent' || line.rule === 'journalContent' ? (
                  <span class="quiet"> (par jour d’actes)</span>
                ) : null}
              </th>
              <td class="number">{line.pending}</td>
              <td class="number">{line.erased}</td>
              <td class="number">{line.held}</td>
              <td class="number">{line.notDue}</td>
              <td>{frenchShortDate(line.oldest)}</td>
              <td class="small">{line.sample.map((one) => one.slice(0, 10)).join(' ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function Decide(props: { frame: PageFrame; purge: Purge; pending: number }): JSX.Element {
  const { frame, purge } = props;
  return (
    <section class="card no-print">
      <h2>Valider</h2>
      <p class="prose">
        L’effacement ne se défait pas. Chaque élément est revérifié à son tour : un dossier renouvelé ou
        suspendu entre-temps est laissé.
      </p>
      <form method="post" action={`/dpo/conservation/${purge.id}/validation`}>
        <input type="hidden" name="_csrf" value={frame.csrfToken} />
        <label class="tick">
          <input type="checkbox" name="lu" value="oui" required /> J’ai lu ce compte et je valide l’effacement
          de {frenchCount(props.pending, 'élément')}
        </label>
        <button type="submit" class="strong">
          Valider l’effacement
        </button>
      </form>
      <form method="post" action={`/dpo/conservation/${purge.id}/abandon`}>
        <input type="hidden" name="_csrf" value={frame.csrfToken} />
        <button type="submit">Abandonner cet essai</button>
      </form>
    </section>
  );
}

function GoOn(props: { frame: PageFrame; purge: Purge; task: Job | null; pending: number }): JSX.Element {
  const { frame, purge, task } = props;
  const path = `/dpo/conservation/${purge.id}`;
  const left = `Il reste ${frenchCount(props.pending, 'élément')}.`;
  if (task === null || !isUnderWay(task)) {
    return (
      <section class="card no-print">
        <h2>Effacement arrêté</h2>
        <p>
          {left} {task?.error ?? ''} L’effacement reprend où il en était ; ce qui est effacé le reste.
        </p>
        <form method="post" action={`${path}/suite`}>
          <input type="hidden" name="_csrf" value={frame.csrfToken} />
          <button type="submit" class="strong">
            Reprendre l’effacement
          </button>
        </form>
        <CommandLine purge={purge} />
      </section>
    );
  }
  return (
    <section class="card no-print">
      <h2>Effacement en cours</h2>
      <TaskProgress
        task={task}
        label="Avancement de l’effacement"
        path={path}
        again="Il sera essayé de nouveau"
        more={` ${left}`}
      />
      <p>
        Il se fait à côté des pages : vous pouvez quitter celle-ci. Interrompu, il reprend où il en était.
      </p>
      <form method="post" action={`${path}/arret`}>
        <input type="hidden" name="_csrf" value={frame.csrfToken} />
        <button type="submit">Interrompre l’effacement</button>
      </form>
      <CommandLine purge={purge} />
    </section>
  );
}

function CommandLine({ purge }: { purge: Purge }): JSX.Element {
  return (
    <p class="small quiet">
      La même chose se fait sur le serveur : <code>parcours retention purge {purge.id}</code>
    </p>
  );
}

function Proof({ certificate }: { certificate: Certificate }): JSX.Element {
  return (
    <section class="card">
      <h2>Certificat d’effacement</h2>
      <p class="prose">
        Validé par {certificate.validatedBy}. La même ligne est dans le journal des actes. L’empreinte couvre
        la liste des références opaques effacées ; leur clé a été détruite, personne ne peut en déduire un
        dossier.
      </p>
      <ScrollBox label="Certificat">
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">Règle</th>
              <th scope="col">Effacé</th>
              <th scope="col">Laissé</th>
              <th scope="col">Empreinte de la liste (SHA-256)</th>
            </tr>
          </thead>
          <tbody>
            {certificate.lines.map((line) => (
              <tr key={line.rule}>
                <th scope="row">{ruleOf(line.rule).name}</th>
                <td class="number">{line.erased}</td>
                <td class="number">{line.held + line.notDue}</td>
                <td class="small hash">
                  <code>{line.listHash}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
