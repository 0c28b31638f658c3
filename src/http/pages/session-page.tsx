/** Preparing a session: the homes, the chosen home with its shortlist, the targets (look, scene 1). */
import type { JSX } from 'preact';
import { frenchCount, frenchNumber, frenchPercent } from '../../kernel/french.ts';
import { CertificateView } from '../../views/certificate-view.tsx';
import { DifferenceView } from '../../views/difference-view.tsx';
import { PageWords } from '../../views/page-words.tsx';
import type { PlanDifference } from '../../views/plan-difference.ts';
import { type HomeInRun, homeTitle, type RunView } from '../../views/run-view.ts';
import { SteeredBy } from '../../views/steered-by.tsx';
import { type TargetForecasts, TargetsView, targetsInOrder } from '../../views/targets-view.tsx';
import { UndoForm } from './choice-forms.tsx';
import type { Change } from './choices.ts';
import { ChosenHome } from './chosen-home.tsx';
import { HomeList } from './home-list.tsx';
import { Layout, type PageFrame } from './layout.tsx';
import { type RunHeading, runCrumbs } from './run-heading.ts';

export type SessionPageProps = {
  frame: PageFrame;
  heading: RunHeading;
  view: RunView;
  chosen: HomeInRun;
  wantedCandidates: number;
  /** What an officer changed from a plain proposal; empty for a proposal. */
  changes: readonly Change[];
  /** What these choices change, where the proposal is known. */
  difference: PlanDifference | null;
  /** What the last choice alone changed, where it was not the first. */
  lastChoice: PlanDifference | null;
  /** Reference of a household's file, for addresses. */
  fileRef: (number: string) => string;
  mayPrepare: boolean;
  /** Sittings that are being prepared, each with the address that takes this run's homes. */
  sittings: readonly { href: string; label: string }[];
  forecasts: TargetForecasts;
  /** True for those who may fix, set aside and ask; a member of the committee reads. */
  mayChoose: boolean;
};

export function SessionPage(props: SessionPageProps): JSX.Element {
  const { frame, heading, view, chosen } = props;
  return (
    <Layout frame={frame} title={`${homeTitle(chosen)} — ${heading.title}`} crumbs={runCrumbs(heading)}>
      <h1>{`${heading.longTitle} : ${frenchCount(view.homes.length, 'logement')} à proposer`}</h1>
      <CertificateView result={view.result} moreHref={`${heading.path}/verification`} />
      {props.changes.length === 0 ? null : <Choices {...props} />}
      {props.mayPrepare ? <ToAgenda {...props} /> : null}
      <PageWords
        words={[
          'apl',
          'caleol',
          'dalo',
          'qpv',
          'financing',
          'priority',
          'firstQuartile',
          'transfer',
          'unit',
          'effort',
          'rank',
          'holder',
        ]}
      />
      <div class="workbench">
        <HomeList {...props} />
        <ChosenHome {...props} />
        <section class="card column side" aria-labelledby="objectifs">
          <h2 id="objectifs">Objectifs de ce logement</h2>
          <p class="small">
            <a href={`${heading.path}/objectifs`}>Tous les objectifs de l’année</a>
          </p>
          <MovedTargets title="Ce que vos choix changent, tous objectifs" difference={props.difference} />
          <MovedTargets title="Ce que le dernier choix a changé" difference={props.lastChoice} />
          <SteeredBy result={view.result} />
          <TargetsView view={view} quotas={targetsOf(props)} forecasts={props.forecasts} />
        </section>
      </div>
    </Layout>
  );
}

/** From the proposal to the agenda: the sittings being prepared, or the page where one is made. */
function ToAgenda({ sittings }: SessionPageProps): JSX.Element {
  return (
    <p class="gesture no-print">
      {sittings.map(({ href, label }) => (
        <a key={href} class="button" href={href}>
          {label}
        </a>
      ))}
      {sittings.length === 0 ? (
        <a class="button" href="/agent/seances">
          Préparer une séance pour mettre ces logements à l’ordre du jour
        </a>
      ) : null}
    </p>
  );
}

/** Every target that moved, whichever home moved it. */
function MovedTargets(props: { title: string; difference: PlanDifference | null }): JSX.Element | null {
  if (props.difference === null) return null;
  const { targets } = props.difference;
  const figure = (isShare: boolean, value: number) => (isShare ? frenchPercent(value) : frenchNumber(value));
  return (
    <>
      <h3>{props.title}</h3>
      {targets.length === 0 ? (
        <p class="small">Aucun objectif ne bouge.</p>
      ) : (
        <ul class="small">
          {targets.map(({ name, isShare, before, now }) => (
            <li key={name}>
              {`${name} : ${figure(isShare, before)} → ${figure(isShare, now)} (${now > before ? 'en hausse' : 'en baisse'})`}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** The targets that the chosen home can move; the page of targets lists them all. */
function targetsOf({ view, chosen }: SessionPageProps): RunView['result']['quotas'] {
  const homesOf = new Map((view.result.problem.quotas ?? []).map((quota) => [quota.id, quota.homes]));
  return targetsInOrder(
    view.result.quotas.filter(({ targetId }) => homesOf.get(targetId)?.includes(chosen.vacancy.id) ?? false),
  );
}

function Choices(props: SessionPageProps): JSX.Element {
  const { frame, heading, changes, difference, view } = props;
  return (
    <section class="alert" aria-labelledby="choix">
      <h2 id="choix">Vos choix dans cette variante</h2>
      <ul class="choices-made">
        {changes.map((change) => (
          <li key={`${change.vacancyId} ${change.number}`}>
            {change.text}{' '}
            {props.mayChoose ? (
              <UndoForm
                runPath={heading.path}
                csrfToken={frame.csrfToken}
                vacancyId={change.vacancyId}
                number={change.number}
                kind={change.undo}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {difference === null ? null : (
        <DifferenceView
          difference={difference}
          view={view}
          hrefOf={(vacancyId) => `${heading.path}/logements/${vacancyId}`}
        />
      )}
      {heading.proposalPath === null ? null : (
        <p>
          <a href={heading.proposalPath}>Revoir la proposition sans ces choix</a>
        </p>
      )}
    </section>
  );
}
