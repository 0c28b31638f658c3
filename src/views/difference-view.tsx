/** The difference between an officer's variant and the proposal, in a sentence and two short lists. */
import type { JSX } from 'preact';
import { frenchCount, frenchNumber, frenchPercent } from '../kernel/french.ts';
import type { HomeDifference, PlanDifference, TargetDifference } from './plan-difference.ts';
import { homeTitle, type RunView } from './run-view.ts';

export function DifferenceView(props: {
  difference: PlanDifference;
  view: RunView;
  /** Address of a home in this variant. */
  hrefOf: (vacancyId: string) => string;
}): JSX.Element {
  const { difference, view } = props;
  const titles = new Map(view.homes.map((place) => [place.vacancy.id, homeTitle(place)]));
  return (
    <>
      <p>{differenceSentence(difference)}</p>
      {difference.homes.length + difference.targets.length === 0 ? null : (
        <details>
          <summary>Le détail de ce qui change</summary>
          <ul>
            {difference.homes.map((home) => (
              <li key={home.vacancyId}>
                <a href={props.hrefOf(home.vacancyId)}>{titles.get(home.vacancyId) ?? home.vacancyId}</a> :{' '}
                {ranksInWords(home)}
              </li>
            ))}
            {difference.targets.map((target) => (
              <li key={target.name}>
                {target.name} : {figure(target, target.before)} → {figure(target, target.now)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** "Par rapport à la proposition : 2 listes changent, 1 objectif bouge, 12,4 points attendus en moins." */
export function differenceSentence({ valuePoints, homes, targets }: PlanDifference): string {
  const rounded = Math.round(valuePoints * 10) / 10;
  const points =
    rounded === 0
      ? 'autant de points attendus'
      : `${frenchNumber(Math.abs(rounded))} ${Math.abs(rounded) < 2 ? 'point attendu' : 'points attendus'} en ${rounded < 0 ? 'moins' : 'plus'}`;
  const lists =
    homes.length === 0
      ? 'aucune liste ne change'
      : `${frenchCount(homes.length, 'liste change', 'listes changent')}`;
  const moved =
    targets.length === 0
      ? 'aucun objectif ne bouge'
      : frenchCount(targets.length, 'objectif bouge', 'objectifs bougent');
  return `Par rapport à la proposition : ${lists}, ${moved}, ${points}.`;
}

function ranksInWords({ before, now }: HomeDifference): string {
  const entered = now.filter((number) => !before.includes(number));
  const left = before.filter((number) => !now.includes(number));
  const parts = [
    ...entered.map((number) => `${number} entre au rang ${now.indexOf(number) + 1}`),
    ...left.map((number) => `${number} sort (rang ${before.indexOf(number) + 1})`),
  ];
  return parts.length === 0 ? 'les mêmes ménages dans un autre ordre' : parts.join(', ');
}

function figure({ isShare }: TargetDifference, value: number): string {
  return isShare ? frenchPercent(value) : frenchNumber(value);
}
