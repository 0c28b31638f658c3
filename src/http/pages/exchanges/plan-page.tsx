/** One plan: its proof, each group as a picture and as steps with their checks and consents, and what to do now. */

import type { JSX } from 'preact';
import {
  frenchCount,
  frenchEuros,
  frenchLongDate,
  frenchNumber,
  frenchShortDate,
} from '../../../kernel/french.ts';
import { type ExchangeStep, groupState } from '../../../portal/exchanges/consent.ts';
import type { ExchangeGroup } from '../../../portal/exchanges/plan.ts';
import { groupNames, groupStateNames, noMoveWords, planStateNames } from '../../../portal/exchanges/words.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { Layout } from '../layout.tsx';
import { YearSection } from './board-page.tsx';
import { GroupGestures } from './group-gestures.tsx';
import type { PlanPageProps } from './plan-page-props.ts';
import { PlanPicture } from './plan-picture.tsx';
import { labelIn } from './plan-words.ts';
import { StepsList } from './steps-list.tsx';

export function PlanPage(props: PlanPageProps): JSX.Element {
  const { frame, file, refusal, done } = props;
  const groups = file.content.groups.map((group, at) => ({
    group,
    at,
    steps: file.steps.filter((step) => step.group === at),
  }));
  return (
    <Layout
      frame={frame}
      title={`Plan du ${frenchLongDate(file.madeOn)}`}
      crumbs={[
        { href: '/agent', label: 'Ma journée' },
        { href: '/agent/echanges', label: 'Échanges et chaînes' },
      ]}
    >
      <h1>Plan du {frenchLongDate(file.madeOn)}</h1>
      {refusal !== null && (
        <p class="alert alert-bad" role="alert">
          <strong>Rien n’a été enregistré.</strong> {refusal}
        </p>
      )}
      {done !== null && (
        <p class="proof" role="status">
          {done}
        </p>
      )}
      <Summary {...props} />
      {props.fallback !== null && <Fallback {...props} fallback={props.fallback} />}
      {groups.map(({ group, at, steps }) => (
        <Group key={at} {...props} group={group} at={at} steps={steps} />
      ))}
      <YearSection year={file.year} />
      {(file.state === 'proposed' || file.state === 'consulting') && (
        <form method="post" action={`/agent/echanges/${file.id}/abandon`} class="card">
          <Hidden {...props} />
          <button type="submit">Abandonner ce plan</button>
          <span class="small quiet"> Les ménages qui ont été consultés sont prévenus.</span>
        </form>
      )}
      <PageWords words={['caleol', 'transfer', 'holder', 'effort']} />
    </Layout>
  );
}

function Hidden({ frame, file }: PlanPageProps): JSX.Element {
  return (
    <>
      <input type="hidden" name="_csrf" value={frame.csrfToken} />
      <input type="hidden" name="version" value={String(file.version)} />
    </>
  );
}

function Summary({ file }: PlanPageProps): JSX.Element {
  const { content, state, by } = file;
  const total = (pick: (group: ExchangeGroup) => number) =>
    content.groups.reduce(
      (sum, group, at) =>
        file.steps.some((step) => step.group === at && !step.checks.fallen) ? sum + pick(group) : sum,
      0,
    );
  const stopped = Object.entries(content.stopped);
  return (
    <section class="card next" aria-labelledby="plan">
      <h2 id="plan">{planStateNames[state]}</h2>
      <dl class="key-figures">
        <div>
          <dt>Ménages qui déménagent</dt>
          <dd>{total(({ figures }) => figures.households)}</dd>
        </div>
        <div>
          <dt>Logements rares libérés</dt>
          <dd>{total(({ figures }) => figures.scarceFreed)}</dd>
        </div>
        <div>
          <dt>Mois de vacance</dt>
          <dd>{frenchNumber(total(({ figures }) => figures.vacancyMonthsTenths) / 10, 1)}</dd>
        </div>
        <div>
          <dt>Loyers perdus</dt>
          {/* An estimate: to the euro. */}
          <dd>{frenchEuros(Math.round(total(({ figures }) => figures.rentLostCents) / 100) * 100)}</dd>
        </div>
      </dl>
      <p class="proof">
        {content.optimal
          ? `Prouvé optimal : aucun autre plan ne vaut plus que ${frenchNumber(content.value, 1)}.`
          : `Pas prouvé optimal : ce plan vaut ${frenchNumber(content.value, 1)}, et aucun ne vaut plus que ${frenchNumber(content.bound, 1)}.`}
      </p>
      <details>
        <summary>Ce qui a été lu et compté</summary>
        <ul class="checks">
          <li>
            {frenchCount(content.households, 'souhait')},{' '}
            {frenchCount(content.freedHomes, 'logement libre', 'logements libres')},{' '}
            {frenchCount(content.arcs, 'déménagement possible', 'déménagements possibles')}.
          </li>
          {stopped.map(([why, count]) => (
            <li key={why}>
              {frenchCount(count, 'couple ménage et logement écarté', 'couples ménage et logement écartés')} :{' '}
              {why in noMoveWords ? noMoveWords[why as keyof typeof noMoveWords] : why}.
            </li>
          ))}
          <li>
            Un ménage logé vaut 100 ; un logement rare libéré, 50 ; à valeur égale, les chaînes courtes menées
            côte à côte passent avant une longue. Les échanges de droit (M-08) sont mis à part, hors du
            calcul.
          </li>
        </ul>
      </details>
      <p class="small quiet">Trouvé par {by}. Rien n’est promis avant la décision de la commission.</p>
    </section>
  );
}

function Group(props: PlanPageProps & { group: ExchangeGroup; at: number; steps: readonly ExchangeStep[] }) {
  const { file, group, at, steps, today } = props;
  const state = groupState(steps, today);
  const labelOf = labelIn(file);
  const id = `groupe-${at}`;
  const { figures } = group;
  const title = `${groupNames[group.kind]} ${at + 1}`;
  const body = (
    <>
      <div class="plan-body">
        <PlanPicture
          id={`image-${at}`}
          title={`${title} : ${group.nodes.map((node) => labelOf(node).home).join(', puis ')}`}
          group={group}
          labelOf={labelOf}
        />
        <StepsList {...props} labelOf={labelOf} />
      </div>
      <p class="small quiet">
        {frenchCount(figures.households, 'ménage logé', 'ménages logés')},{' '}
        {frenchCount(figures.scarceFreed, 'logement rare libéré', 'logements rares libérés')},{' '}
        {frenchNumber(figures.vacancyMonthsTenths / 10, 1)} mois de vacance,{' '}
        {frenchEuros(figures.rentLostCents)} de loyers perdus.
        {group.kind === 'swap'
          ? ' Article 9 de la loi de 1989 : même bailleur, même ensemble, famille d’au moins trois enfants qui gagne de la surface. Chacun reprend le bail de l’autre ; ce n’est pas une attribution.'
          : ' Chaque déménagement est une nouvelle attribution : la commission décide pour chaque logement (M-08b).'}
      </p>
      <GroupGestures {...props} state={state} />
    </>
  );
  if (state === 'fallen') {
    return (
      <details class="card" id={id}>
        <summary>
          {title} : {groupStateNames.fallen}
        </summary>
        {body}
      </details>
    );
  }
  return (
    <section class="card" aria-labelledby={id}>
      <h2 id={id}>
        {title} : {groupStateNames[state]}
      </h2>
      {body}
    </section>
  );
}

function Fallback(props: PlanPageProps & { fallback: NonNullable<PlanPageProps['fallback']> }): JSX.Element {
  const { file, fallback } = props;
  return (
    <section class="card next" aria-labelledby="repli">
      <h2 id="repli">Un ménage a dit non, ou n’a pas répondu : le repli</h2>
      {fallback.groups.length === 0 ? (
        <p>
          Rien ne remplace ce groupe avec les souhaits d’aujourd’hui. Adopter le repli libère ses ménages pour
          une prochaine recherche, et les prévient.
        </p>
      ) : (
        <ul class="checks">
          {fallback.groups.map((group) => (
            <li key={group.nodes.join(' ')}>
              {groupNames[group.kind]} :{' '}
              {group.nodes
                .map((node) => `${fallback.labelOf(node).home} (${fallback.labelOf(node).who})`)
                .join(' ← ')}
            </li>
          ))}
        </ul>
      )}
      <p>
        Les groupes qui tiennent ne changent pas. Qui a déjà dit oui au même logement n’est pas redemandé. Le
        ménage qui a dit non ne perd rien : ses autres souhaits restent.
      </p>
      <form method="post" action={`/agent/echanges/${file.id}/repli`}>
        <Hidden {...props} />
        <input type="hidden" name="repli" value={fallback.stamp} />
        <button type="submit" class="strong">
          Adopter le repli
        </button>
        <span class="small quiet"> Proposé le {frenchShortDate(props.today)}.</span>
      </form>
    </section>
  );
}
