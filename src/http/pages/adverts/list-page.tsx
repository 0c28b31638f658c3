/** `/annonces`: the list first, the search beside it, the map as a complement. */
import type { JSX } from 'preact';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchNumber } from '../../../kernel/french.ts';
import { type AdvertFilters, advertQuery } from '../../../portal/adverts/advert-filters.ts';
import type { PublicAdvert } from '../../../portal/adverts/advert-port.ts';
import { kilometresBetween } from '../../../portal/adverts/commune-centres.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { PageLinks } from '../page-links.tsx';
import { accessNames, advertName, closingLine, energyLine, floorLine, rentLine } from './advert-lines.ts';
import { AdvertMap, type CommuneCount } from './advert-map.tsx';
import { NothingFound, type SearchChoices, SearchForm } from './search-form.tsx';

export type ListPageProps = {
  frame: PageFrame;
  today: CivilDate;
  filters: AdvertFilters;
  choices: SearchChoices;
  /** Those of this page, in order. */
  rows: readonly PublicAdvert[];
  found: number;
  /** Open today, whatever the search. */
  all: number;
  page: number;
  pages: number;
  communes: readonly CommuneCount[];
  wider: readonly { label: string; filters: AdvertFilters; found: number }[];
  /** Several landlords publish here: each advert says whose it is. */
  network: boolean;
};

export function ListPage(props: ListPageProps): JSX.Element {
  const { filters, found } = props;
  const query = advertQuery(filters);
  const searched = query !== '';
  return (
    <Layout frame={props.frame} title="Annonces">
      <h1>Logements à louer</h1>
      <p class="prose">
        Tout le monde peut lire ces annonces, sans compte. Dire qu’un logement vous intéresse n’est pas une
        décision : la commission d’attribution décide.{' '}
        <a href="/facile-a-lire/annonces">Cette page, facile à lire</a>
      </p>
      <SearchForm filters={filters} choices={props.choices} open={searched && found === 0} />
      <section aria-labelledby="liste">
        <h2 id="liste">{`${frenchCount(found, 'annonce ouverte', 'annonces ouvertes')}${searched ? ' pour cette recherche' : ''}`}</h2>
        {found === 0 ? <NothingFound filters={filters} all={props.all} wider={props.wider} /> : null}
        <ul class="adverts">
          {props.rows.map((advert) => (
            <li key={advert.id}>
              <AdvertCard {...props} advert={advert} />
            </li>
          ))}
        </ul>
        <PageLinks
          page={props.page}
          pages={props.pages}
          href={(page) => `/annonces?${[query, page === 1 ? '' : `page=${page}`].filter(Boolean).join('&')}`}
        />
      </section>
      <p class="gesture">
        <a class="button" href={`/annonces/alertes${searched ? `?${query}` : ''}`}>
          Recevoir les nouvelles annonces de cette recherche
        </a>
      </p>
      {props.communes.length === 0 ? null : <AdvertMap communes={props.communes} filters={filters} />}
      <section class="card" aria-labelledby="autres">
        <h2 id="autres">Bon à savoir</h2>
        <p>
          <a href="/annonces/chances">Comment nous estimons vos chances, et si c’est fiable</a>. Les mêmes
          annonces en données ouvertes : <a href="/annonces/flux.json">JSON</a>,{' '}
          <a href="/annonces/flux.xml">XML</a>.
        </p>
      </section>
      <PageWords words={['holder', 'caleol', 'financing']} />
    </Layout>
  );
}

function AdvertCard(props: ListPageProps & { advert: PublicAdvert }): JSX.Element {
  const { advert, filters, today, network } = props;
  const { facts, words } = advert;
  const picture = advert.media.find(({ kind }) => kind === 'photo') ?? advert.media[0];
  const away =
    filters.commune === null || filters.commune === facts.insee
      ? null
      : kilometresBetween(filters.commune, facts.insee);
  return (
    <article class="card advert-card">
      {picture === undefined ? null : (
        <img
          src={`/annonces/${advert.id}/images/${picture.id}`}
          alt={picture.alternative}
          width={480}
          height={320}
          loading="lazy"
        />
      )}
      <div>
        <h3>
          <a href={`/annonces/${advert.id}`}>{advertName(advert)}</a>
        </h3>
        <p class="advert-rent">{rentLine(facts)}</p>
        <p>{words.place}</p>
        <ul class="facts">
          <li>{floorLine(facts)}</li>
          {facts.accessibility === 'none' ? null : <li>{accessNames[facts.accessibility]}</li>}
          <li>{energyLine(facts)}</li>
          {away === null ? null : <li>{`${frenchNumber(away, 0)} km à vol d’oiseau`}</li>}
          {network ? <li>{advert.landlordName}</li> : null}
        </ul>
        <p>
          <strong>{closingLine(advert, today)}</strong>
        </p>
      </div>
    </article>
  );
}
