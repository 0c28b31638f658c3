/** "Suivi": what comes, then all that happened, day after day, each decision with who decided and why. */
import type { JSX } from 'preact';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import type { LifeStep, StepKind } from '../../../portal/standing/life-step.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { StepList } from './step-list.tsx';

const filters: readonly (readonly [StepKind, string])[] = [
  ['wish', 'Candidatures'],
  ['committee', 'Commission'],
  ['offer', 'Propositions et bail'],
  ['document', 'Documents'],
  ['correction', 'Corrections'],
];
/** A whole year of a busy household stays under 100 kB. */
export const stepsOnAPage = 60;

export type FollowPageProps = {
  frame: PageFrame;
  today: CivilDate;
  coming: readonly LifeStep[];
  past: readonly LifeStep[];
  only: StepKind | null;
  /** Steps that are older than those shown. */
  older: number;
};

export function FollowPage({ frame, today, coming, past, only, older }: FollowPageProps): JSX.Element {
  return (
    <Layout frame={frame} title="Suivi" crumbs={[{ href: '/demandeur', label: 'Ma demande' }]}>
      <h1>Le suivi de ma demande</h1>
      <p class="lead prose">
        Chaque étape a sa date. Chaque décision dit qui a décidé, pourquoi, et quoi faire ensuite.
      </p>
      <PageWords words={['caleol', 'dalo', 'rank']} />
      <nav aria-label="Montrer une partie du suivi" class="tabs">
        <ul>
          <li>
            <a href="/demandeur/suivi" aria-current={only === null ? 'page' : undefined}>
              Tout
            </a>
          </li>
          {filters.map(([kind, label]) => (
            <li key={kind}>
              <a href={`/demandeur/suivi?voir=${kind}`} aria-current={only === kind ? 'page' : undefined}>
                {label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {coming.length === 0 ? null : (
        <section aria-labelledby="a-venir">
          <h2 id="a-venir">Ce qui vient</h2>
          <StepList steps={coming} today={today} />
        </section>
      )}
      <section aria-labelledby="passe">
        <h2 id="passe">Ce qui s’est passé</h2>
        {past.length === 0 ? (
          <p>Rien encore dans cette partie. Chaque étape sera écrite ici, avec sa date.</p>
        ) : (
          <StepList steps={past} today={null} />
        )}
        {older === 0 ? null : (
          <p class="quiet">
            {`Les ${older} étapes plus anciennes sont au guichet, ou dans `}
            <a href="/demandeur/courriers">vos courriers</a>.
          </p>
        )}
      </section>
    </Layout>
  );
}
