/** The way in: where the mixity quota stands on the territories, each sheet, each indicator. */
import type { JSX } from 'preact';
import type { IndicatorReader } from '../../../access/indicator-reader.ts';
import { may } from '../../../access/permissions.ts';
import { type MapState, TerritoryMap } from '../../../documents/charts/territory-map.tsx';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchShortDate } from '../../../kernel/french.ts';
import type { Definition } from '../../../reporting/indicator.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { Layout, type PageFrame } from '../layout.tsx';

export type MappedTerritory = {
  code: string;
  name: string;
  position: { latitude: number; longitude: number } | null;
  value: string;
  state: MapState;
};

const stateWords: Readonly<Record<MapState, string>> = {
  reached: 'objectif atteint',
  close: 'à moins de trois baux de l’objectif',
  behind: 'en retard',
  none: 'sans chiffre',
};

export function IndicatorsPage(props: {
  frame: PageFrame;
  reader: IndicatorReader;
  asOf: CivilDate;
  territories: readonly MappedTerritory[];
  departements: readonly { code: string; name: string }[];
  definitions: readonly Definition[];
  hasContingent: boolean;
  defects: number | null;
}): JSX.Element {
  const { reader, territories } = props;
  return (
    <Layout frame={props.frame} title="Indicateurs">
      <h1>{`Indicateurs${reader.reach === null ? '' : `, ${reader.reach.name}`}`}</h1>
      <p class="prose">
        {`${reader.user.landlordName}, baux signés jusqu’au ${frenchShortDate(props.asOf)}. Chaque chiffre ouvre sa définition.`}
      </p>
      <PageWords words={['qpv', 'firstQuartile', 'dalo', 'priority', 'transfer']} />
      <section class="card">
        <h2>Premier quartile hors QPV, par territoire</h2>
        {territories.length === 0 ? (
          <p>Aucun territoire de la loi (L441-1) où signer des baux cette année.</p>
        ) : (
          <TerritoryMap
            id="carte"
            title="Premier quartile hors QPV depuis le 1er janvier"
            places={territories}
            words={stateWords}
          />
        )}
      </section>
      <div class="two-columns">
        <section class="card">
          <h2>Tous les indicateurs</h2>
          <ul>
            {props.definitions.map(({ name, title }) => (
              <li key={name}>
                <a href={`${reader.base}/${name}`}>{title}</a>
              </li>
            ))}
          </ul>
        </section>
        <section class="card">
          <h2>Une feuille par territoire</h2>
          <ul>
            {[...props.departements, ...territories].map(({ code, name }) => (
              <li key={code}>
                <a href={`${reader.base}/territoires/${code}`}>{name}</a>
              </li>
            ))}
          </ul>
          {props.hasContingent ? (
            <p>
              <a href={`${reader.base}/contingent`}>Les ménages désignés sur votre contingent</a>
            </p>
          ) : null}
          {may(reader.user.role, 'register.write') ? (
            <p>
              <a href={`${reader.base}/sne`}>Les baux signés face à un extrait du SNE</a>
            </p>
          ) : null}
          {props.defects === null ? null : (
            <p>
              <a href={`${reader.base}/donnees`}>{`Données à compléter : ${props.defects}`}</a>
            </p>
          )}
        </section>
      </div>
    </Layout>
  );
}
