/** `/agent/pilotage/:targetId`: the year of one target, its forecast and where each figure comes from. */
import type { JSX } from 'preact';
import { frenchPercent } from '../../../kernel/french.ts';
import type { TargetForecast, YearForecast } from '../../../reporting/forecast/forecast.ts';
import {
  leasesWords,
  mixWords,
  outlookWords,
  weeklyWords,
  yearEndWords,
} from '../../../reporting/forecast/forecast-words.ts';
import { Layout, type PageFrame } from '../layout.tsx';
import { goalWords, targetHref, todayWords } from './forecast-table.tsx';
import { Learned } from './learned.tsx';
import { PacePicture } from './pace-picture.tsx';

export function SteeredTargetPage(props: {
  frame: PageFrame;
  year: YearForecast;
  forecast: TargetForecast;
}): JSX.Element {
  const { frame, year, forecast } = props;
  const { target } = forecast;
  return (
    <Layout
      frame={frame}
      title={target.name}
      crumbs={[
        { href: '/agent/pilotage', label: 'Pilotage' },
        { href: targetHref(target.id), label: target.name },
      ]}
    >
      <h1>{target.name}</h1>
      <p class="lead">{`${weeklyWords(forecast)} ${outlookWords(forecast)}`}</p>
      <section class="card">
        <h2>L’année, et jusqu’au 31 décembre</h2>
        <PacePicture year={year} forecast={forecast} />
      </section>
      <section class="card">
        <h2>D’où viennent ces chiffres</h2>
        <dl class="facts">
          <dt>But</dt>
          <dd>{`${goalWords(forecast)} (${target.source})`}</dd>
          <dt>À ce jour</dt>
          <dd>
            {todayWords(forecast)}
            {unknownWords(forecast)}
          </dd>
          <dt>Baux d’ici au 31 décembre</dt>
          <dd>{leasesWords(forecast)}</dd>
          <dt>Part qui devrait compter</dt>
          <dd>{mixWords(forecast)}</dd>
          <dt>Prévision au 31 décembre</dt>
          <dd>{yearEndWords(forecast) ?? 'Aucun bail : pas de taux.'}</dd>
          <dt>Chance d’atteindre le but</dt>
          <dd>{chanceWords(forecast.chance)}</dd>
        </dl>
      </section>
      <Learned forecast={year} />
    </Layout>
  );
}

function unknownWords({ unknown }: TargetForecast): string {
  return unknown === 0 ? '' : `, dont ${unknown} sans donnée qui prouve (au total seulement)`;
}

/** Never a certainty that figures cannot give. */
function chanceWords(chance: number): string {
  if (chance > 0.99) return 'plus de 99 %';
  return chance < 0.01 ? 'moins de 1 %' : frenchPercent(chance, 0);
}
