/** The year's targets: where each stands, what this session should add, its price in points, and why one is out of reach. */
import type { JSX } from 'preact';
import { BulletGraph } from '../documents/charts/bullet-graph.tsx';
import { frenchCount, frenchNumber, frenchPercent } from '../kernel/french.ts';
import type { QuotaResult } from '../matching/run-result.ts';
import { goalSentence, paceSentence, shortageSentence } from '../wording/run-sentences.ts';
import type { RunView } from './run-view.ts';

const classOrder = { statutory: 0, convention: 1, own: 2 } as const;

/** Targets as an officer needs them: those that weigh points or miss first, the Code's before conventions and own aims. */
export function targetsInOrder(quotas: readonly QuotaResult[]): QuotaResult[] {
  const matters = (quota: QuotaResult) => (quota.pricePoints > 0 || quota.shortage !== null ? 0 : 1);
  return quotas.toSorted(
    (a, b) =>
      matters(a) - matters(b) ||
      classOrder[a.class] - classOrder[b.class] ||
      b.pricePoints - a.pricePoints ||
      b.missing - a.missing,
  );
}

/** Likely range of targets on 31 December, by target, in the unit of each. */
export type TargetForecasts = ReadonlyMap<string, { low: number; high: number }>;

export function TargetsView(props: {
  view: RunView;
  quotas: readonly QuotaResult[];
  forecasts?: TargetForecasts;
}): JSX.Element {
  if (props.quotas.length === 0)
    return <p>Aucun objectif chiffré ne concerne les logements de cette séance.</p>;
  return (
    <div class="targets">
      {props.quotas.map((quota) => (
        <Target
          key={quota.targetId}
          view={props.view}
          quota={quota}
          forecast={props.forecasts?.get(quota.targetId) ?? null}
        />
      ))}
    </div>
  );
}

function Target(props: {
  view: RunView;
  quota: QuotaResult;
  forecast: { low: number; high: number } | null;
}): JSX.Element {
  const { view, quota, forecast } = props;
  const shortage = shortageSentence(quota, (vacancyId) => typologyOf(view, vacancyId));
  const isShare = quota.share !== null;
  const reached = isShare ? shareOf(quota.signedInGroup, quota.signedTotal) : quota.signedInGroup;
  const expected = isShare ? shareOf(quota.expectedInGroup, quota.expectedTotal) : quota.expectedInGroup;
  const target = quota.share ?? quota.number;
  const pace = paceSentence(quota);
  return (
    <section class="target">
      <h3>{quota.name}</h3>
      <BulletGraph
        id={`objectif-${quota.targetId}`}
        title={quota.name}
        reached={reached}
        expected={expected}
        target={target}
        {...(forecast === null ? {} : { forecast })}
        maximum={isShare ? Math.min(1, Math.max(0.5, (target ?? 0) * 1.6)) : (target ?? 0) * 1.25}
        format={isShare ? (value) => frenchPercent(value) : (value) => frenchNumber(value)}
        labels={{
          reached: 'Depuis le 1er janvier',
          expected: 'Attendu après cette séance',
          target: 'Objectif',
          forecast: 'Prévision au 31 décembre, 8 chances sur 10',
        }}
      />
      <p class="small">
        {goalSentence(quota, view.ceilingTargets.has(quota.targetId))} {signedSentence(quota)}
      </p>
      {pace === null ? null : <p class="small">{pace}</p>}
      <p class="small">
        <strong>
          {quota.pricePoints === 0
            ? 'Aucun point donné.'
            : `+${frenchCount(quota.pricePoints, 'point')} à qui y compte${quota.atCap ? ', le plus que la politique permette' : ''}.`}
        </strong>{' '}
        {`${frenchCount(quota.homes, 'logement')} de la séance, ${frenchCount(quota.candidatesInGroup, 'ménage éligible', 'ménages éligibles')}.`}
      </p>
      <p class={shortage === null ? 'small state-good' : 'small state-warn'}>
        {shortage === null ? reachedSentence(quota) : `▲ ${shortage}`}
      </p>
    </section>
  );
}

function signedSentence({ share, signedInGroup, signedTotal, unknown }: QuotaResult): string {
  const signed =
    share === null
      ? frenchCount(signedInGroup, 'bail signé', 'baux signés')
      : `${frenchNumber(signedInGroup)} sur ${frenchCount(signedTotal, 'bail signé', 'baux signés')}`;
  const doubt =
    unknown > 0 ? ` ; ${frenchNumber(unknown)} sans donnée qui prouve, comptés au total seulement` : '';
  return `À\u00a0ce jour : ${signed}${doubt}.`;
}

function reachedSentence({ expectedTotal, pace }: QuotaResult): string {
  if (pace) return '✔ Cette séance tient le rythme demandé.';
  return expectedTotal === 0
    ? 'Aucun bail à compter cette année.'
    : '✔ Atteint, avec ce qui est attendu de cette séance.';
}

function typologyOf(view: RunView, vacancyId: string): string {
  return view.homes.find(({ vacancy }) => vacancy.id === vacancyId)?.home.typology ?? 'logement';
}

function shareOf(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
