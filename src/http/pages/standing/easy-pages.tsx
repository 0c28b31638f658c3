/** Open adverts and the opened file in easy French (FALC): the same facts as the full pages, in short sentences. */
import type { JSX } from 'preact';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchLongDate, frenchNumber } from '../../../kernel/french.ts';
import { monthlyCents } from '../../../portal/adverts/advert-facts.ts';
import type { PublicAdvert } from '../../../portal/adverts/advert-port.ts';
import type { EasyIdea } from '../../../portal/help/easy-pages.ts';
import { EasyPictureOf } from '../help/easy-picture.tsx';
import { Layout, type PageFrame } from '../layout.tsx';

const crumbs = [{ href: '/facile-a-lire', label: 'Facile à lire' }];

function EasyIdeaOf({ idea, children }: { idea: EasyIdea; children?: JSX.Element }): JSX.Element {
  return (
    <section class="easy-idea">
      <EasyPictureOf picture={idea.picture} />
      <div>
        <h2>{idea.title}</h2>
        {idea.sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        {children}
      </div>
    </section>
  );
}

/** `more`: open adverts that are not on this page. */
export function EasyAdvertsPage(props: {
  frame: PageFrame;
  adverts: readonly PublicAdvert[];
  more: number;
}): JSX.Element {
  const { frame, adverts, more } = props;
  return (
    <Layout frame={frame} title="Les logements à louer, facile à lire" crumbs={crumbs}>
      <div class="easy">
        <h1>Les logements à louer</h1>
        <p>
          {adverts.length === 0
            ? 'Il n’y a pas de logement à louer aujourd’hui. Revenez dans quelques jours.'
            : 'Voici des logements à louer. Répondre vite ne donne pas plus de chances.'}
        </p>
        {adverts.map((advert) => (
          <EasyIdeaOf key={advert.id} idea={advertIdea(advert)}>
            <p>
              <a href={`/annonces/${advert.id}`}>
                Voir ce logement
                <span class="visually-hidden">{` à ${advert.facts.communeName}`}</span>
              </a>
            </p>
          </EasyIdeaOf>
        ))}
        {more === 0 ? null : <p>{`Il y a encore ${more} logements sur la page des annonces.`}</p>}
        <p>
          <a class="button strong" href="/annonces">
            Chercher parmi tous les logements
          </a>
        </p>
      </div>
    </Layout>
  );
}

function advertIdea({ facts, closesOn }: PublicAdvert): EasyIdea {
  const rooms = Number(facts.typology.slice(1));
  const floor =
    facts.floor === null
      ? []
      : [
          facts.floor === 0 ? 'Il est au rez-de-chaussée.' : `Il est à l’étage ${facts.floor}.`,
          ...(facts.floor > 0 && facts.lift !== null
            ? [facts.lift ? 'Il y a un ascenseur.' : 'Il n’y a pas d’ascenseur.']
            : []),
        ];
  return {
    picture: 'home',
    title: `Un logement à ${facts.communeName}`,
    sentences: [
      Number.isInteger(rooms) && rooms > 0
        ? `Il a ${rooms === 1 ? 'une pièce' : `${rooms} pièces`}, et ${frenchNumber(facts.surfaceM2, 0)} mètres carrés.`
        : `Il a ${frenchNumber(facts.surfaceM2, 0)} mètres carrés.`,
      `Il coûte ${frenchNumber(Math.round(monthlyCents(facts) / 100), 0)} euros par mois, avec les charges.`,
      'Une aide peut payer une partie.',
      ...floor,
      `Vous pouvez répondre jusqu’au ${frenchLongDate(closesOn)}.`,
    ],
  };
}

/** Null ideas: no file is open. */
export function EasyFilePage(props: {
  frame: PageFrame;
  today: CivilDate;
  ideas: readonly EasyIdea[] | null;
}): JSX.Element {
  const { frame, ideas, today } = props;
  return (
    <Layout frame={frame} title="Ma demande, facile à lire" crumbs={crumbs}>
      <div class="easy">
        <h1>Ma demande de logement</h1>
        {ideas === null ? (
          <>
            <p>Pour voir votre demande, il faut ouvrir votre dossier.</p>
            <p>Il faut votre numéro unique.</p>
            <p>Nous vous envoyons un code.</p>
            <p>
              <a class="button strong" href="/demandeur/acces?vers=%2Ffacile-a-lire%2Fma-demande">
                Ouvrir mon dossier
              </a>
            </p>
          </>
        ) : (
          <>
            <p>{`Voici où en est votre demande le ${frenchLongDate(today)}.`}</p>
            {ideas.map((idea) => (
              <EasyIdeaOf key={`${idea.title} ${idea.sentences[0]}`} idea={idea} />
            ))}
            <ul>
              <li>
                <a href="/demandeur/offres">Logements proposés</a>
              </li>
              <li>
                <a href="/demandeur/documents">Mes documents</a>
              </li>
              <li>
                <a href="/demandeur/suivi">Suivi</a>
              </li>
              <li>
                <a href="/facile-a-lire/annonces">Les logements à louer</a>
              </li>
            </ul>
          </>
        )}
        <p>Vous pouvez demander de l’aide au guichet ou par téléphone.</p>
        <p>
          <a href="/aide">Voir les téléphones</a>
        </p>
      </div>
    </Layout>
  );
}
