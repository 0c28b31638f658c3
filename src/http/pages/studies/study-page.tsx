/** `/agent/etudes/:id`: what the year would have been under the study's policy, who gains and who loses. */
import type { ComponentChildren, JSX } from 'preact';
import type { Job } from '../../../jobs/job.ts';
import { civilDateSchema } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchNumber, frenchShortDate } from '../../../kernel/french.ts';
import type { Study } from '../../../reporting/studies/studies-port.ts';
import {
  type ClassRow,
  changesOf,
  type StudyInput,
  type StudyResult,
} from '../../../reporting/studies/study.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { isUnderWay, TaskProgress } from '../tasks/task-progress.tsx';
import { boardLines, classValueWords, classWords } from './study-words.ts';

type StudyPageProps = { frame: PageFrame; study: Study; job: Job | null };

export function StudyPage({ frame, study, job }: StudyPageProps): JSX.Element {
  return (
    <Layout frame={frame} title={study.title} crumbs={[{ href: '/agent/etudes', label: 'Études' }]}>
      <h1>{study.title}</h1>
      <p class="lead prose">
        {`Ce qui change : ${changesOf(study.input).join(', ')}. Rien n’est adopté : la politique en vigueur est restée la même.`}
      </p>
      {study.result === null ? (
        <Waiting study={study} job={job} />
      ) : (
        <Result result={study.result} input={study.input} />
      )}
    </Layout>
  );
}

function Waiting({ study, job }: { study: Study; job: Job | null }): JSX.Element {
  // A task that ended well shows its result when the page is next read.
  if (job === null || !(isUnderWay(job) || job.state === 'done')) {
    return (
      <p class="alert alert-bad" role="alert">
        {`${job?.error ?? 'Cette étude n’a pas été calculée jusqu’au bout.'} Lancez-la de nouveau depuis la page des études.`}
      </p>
    );
  }
  return (
    <section class="card">
      <h2>En calcul</h2>
      <TaskProgress
        task={job}
        label="Avancement de l’étude"
        path={`/agent/etudes/${study.id}`}
        again="Elle sera essayée de nouveau"
      />
    </section>
  );
}

type Told = { result: StudyResult; input: StudyInput };

/** What the two sides are called. */
function sides({ against }: StudyInput): readonly [string, string] {
  return against === 'gridOrder' ? ['Ordre de la grille', 'Moteur'] : ['Aujourd’hui', 'Étude'];
}

function Result({ result, input }: Told): JSX.Element {
  const { before, after } = result;
  const day = (text: string) => frenchShortDate(civilDateSchema.parse(text));
  return (
    <>
      <p class="prose">
        {`Année du ${day(result.from)} au ${day(result.until)} : ${frenchCount(result.homes, 'logement loué', 'logements loués')} et ${frenchCount(result.applicants, 'demande présente', 'demandes présentes')} au registre. Les ménages logés dans l’année ont quitté le registre et ne sont pas rejoués ; chaque ménage accepte ou refuse de la même façon des deux côtés, et la commission suit la proposition.`}
      </p>
      <PageWords words={['dalo', 'priority', 'firstQuartile', 'transfer', 'qpv']} />
      <Section title="Ce que les gens vivent">
        <ScrollBox label="Ce que les gens vivent">
          <table class="plain">
            <Head first="Repère" input={input} />
            <tbody>
              <Row
                label="Baux signés"
                before={frenchNumber(before.leases, 0)}
                after={frenchNumber(after.leases, 0)}
              />
              <Row
                label="Envies justifiées, toutes séances"
                before={frenchNumber(before.justifiedEnvy, 0)}
                after={frenchNumber(after.justifiedEnvy, 0)}
              />
              {boardLines.map(({ label, read }) => (
                <Row key={label} label={label} before={read(before.board)} after={read(after.board)} />
              ))}
            </tbody>
          </table>
        </ScrollBox>
        <Moved result={result} />
      </Section>
      <Section title="Qui y gagne, qui y perd">
        <p class="prose">
          Gagne : logé dans la colonne de droite et pas à gauche. Perd : l’inverse. Jamais par nationalité ni
          par origine.
        </p>
        <ClassTable rows={result.classes} input={input} />
      </Section>
      <Section title="Objectifs">
        <QuotaTable result={result} input={input} />
      </Section>
    </>
  );
}

function Section({ title, children }: { title: string; children: ComponentChildren }): JSX.Element {
  return (
    <section class="card">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Head({ first, input }: { first: string; input: StudyInput }): JSX.Element {
  const [before, after] = sides(input);
  return (
    <thead>
      <tr>
        <th scope="col">{first}</th>
        <th scope="col" class="number">
          {before}
        </th>
        <th scope="col" class="number">
          {after}
        </th>
      </tr>
    </thead>
  );
}

function Row({ label, before, after }: { label: string; before: string; after: string }): JSX.Element {
  return (
    <tr>
      <th scope="row">{label}</th>
      <td class="number">{before}</td>
      <td class="number">{before === after ? after : <strong>{after}</strong>}</td>
    </tr>
  );
}

const causesShown = 8;

/** Every rank that the grid alone would not give, with what moved it. */
function Moved({ result: { after } }: { result: StudyResult }): JSX.Element | null {
  const { movedBy } = after.board;
  if (movedBy.length === 0) return null;
  const told = movedBy.slice(0, causesShown).map(({ name, ranks }) => `${name} (${frenchNumber(ranks, 0)})`);
  const rest = movedBy.length - told.length;
  return (
    <p class="small">
      {`À droite, les rangs qui s’écartent de la grille le doivent à : ${told.join(' ; ')}${rest > 0 ? ` ; et ${frenchCount(rest, 'autre objectif', 'autres objectifs')}` : ''}. Un rang peut avoir plusieurs causes.`}
    </p>
  );
}

function ClassTable({ rows, input }: { rows: readonly ClassRow[]; input: StudyInput }): JSX.Element {
  const [before, after] = sides(input);
  return (
    <ScrollBox label="Qui y gagne, qui y perd">
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">Ménages</th>
            <th scope="col" class="number">
              Demandes
            </th>
            <th scope="col" class="number">
              {`Logés, ${before.toLocaleLowerCase('fr-FR')}`}
            </th>
            <th scope="col" class="number">
              {`Logés, ${after.toLocaleLowerCase('fr-FR')}`}
            </th>
            <th scope="col" class="number">
              Gagnent
            </th>
            <th scope="col" class="number">
              Perdent
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.by} ${row.value}`}>
              <th scope="row">{`${classWords[row.by]} : ${classValueWords(row)}`}</th>
              <td class="number">{frenchNumber(row.applicants, 0)}</td>
              <td class="number">{frenchNumber(row.housedBefore, 0)}</td>
              <td class="number">{frenchNumber(row.housedAfter, 0)}</td>
              <td class="number">{frenchNumber(row.gain, 0)}</td>
              <td class="number">{frenchNumber(row.lose, 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

/** Those that one of the two misses, or that the study adds; the others are held both ways. */
function QuotaTable({ result: { before, after }, input }: Told): JSX.Element {
  const was = new Map(before.quotas.map((quota) => [quota.id, quota]));
  const shown = after.quotas.filter(({ id, missing }) => missing > 0 || (was.get(id)?.missing ?? 1) > 0);
  if (shown.length === 0) return <p>Tous les objectifs sont tenus des deux côtés.</p>;
  const told = (quota: { reached: number; total: number; missing: number } | undefined): string =>
    quota === undefined
      ? '–'
      : `${quota.reached} sur ${quota.total}${quota.missing > 0 ? `, ${frenchCount(quota.missing, 'bail manque', 'baux manquent')}` : ', tenu'}`;
  return (
    <>
      <ScrollBox label="Objectifs manqués d’un côté ou de l’autre">
        <table class="plain">
          <Head first="Objectif manqué d’un côté au moins" input={input} />
          <tbody>
            {shown.map((quota) => (
              <Row key={quota.id} label={quota.name} before={told(was.get(quota.id))} after={told(quota)} />
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <p class="small">{`${frenchCount(after.quotas.length - shown.length, 'autre objectif est tenu', 'autres objectifs sont tenus')} des deux côtés.`}</p>
    </>
  );
}
