/** The household's wishes: live ones in its own order, each as dated lines, then those that are over. */
import type { JSX } from 'preact';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchCount } from '../../../kernel/french.ts';
import { mayWithdraw } from '../../../portal/choice/express-wish.ts';
import type { Wish } from '../../../portal/choice/wish.ts';
import { type NewsPromise, wishLines } from '../../../portal/choice/wish-lines.ts';
import { advertName, rentLine } from '../adverts/advert-lines.ts';
import { Layout, type PageFrame } from '../layout.tsx';

export type WishesPageProps = {
  frame: PageFrame;
  wishes: readonly Wish[];
  today: CivilDate;
  maxLiveWishes: number;
  /** Days of the published promise of an answer. */
  answerDays: number;
  mayAct: boolean;
  /** Why the last gesture was not done; null otherwise. */
  problem: string | null;
};

export function WishesPage(props: WishesPageProps): JSX.Element {
  const { frame, wishes, problem, maxLiveWishes } = props;
  const live = wishes.filter(({ state }) => state === 'live');
  const over = wishes.filter(({ state }) => state !== 'live');
  return (
    <Layout frame={frame} title="Mes candidatures" crumbs={[{ href: '/demandeur', label: 'Ma demande' }]}>
      <h1>Mes candidatures</h1>
      {problem === null ? null : (
        <p class="alert alert-bad" role="alert">
          {problem}
        </p>
      )}
      {live.length === 0 ? (
        <p class="lead">
          Vous n’avez pas de candidature en cours. <a href="/annonces">Voir les logements à louer</a>.
        </p>
      ) : (
        <>
          <p class="lead">
            {`${frenchCount(live.length, 'candidature')} en cours. Mettez en premier le logement que vous voulez le plus : si vous pouvez avoir plusieurs logements, c’est votre ordre qui compte.`}
          </p>
          <p>
            {`L’heure de vos clics ne compte jamais. Vous pouvez candidater à ${frenchCount(maxLiveWishes, 'annonce ouverte', 'annonces ouvertes')} en même temps.`}
          </p>
          <ol class="asked-list">
            {live.map((wish, at) => (
              <LiveWish key={wish.id} {...props} wish={wish} at={at} last={live.length - 1} />
            ))}
          </ol>
        </>
      )}
      <p>
        <a class="button" href="/demandeur/souhaits/permanents">
          Candidatez pour moi aux logements comme ceux-là
        </a>
      </p>
      {over.length === 0 ? null : (
        <section aria-labelledby="passees">
          <h2 id="passees">Mes candidatures passées</h2>
          <ul class="asked-list">
            {over.map((wish) => (
              <li key={wish.id} class="card">
                <h3>
                  <a href={`/annonces/${wish.advert.id}`}>{advertName(wish.advert)}</a>
                </h3>
                <Lines {...props} wish={wish} />
                {wish.state === 'answered' ? (
                  <a href="/demandeur/suivi">Lire la réponse et ses raisons</a>
                ) : null}
              </li>
            ))}
          </ul>
        </section>
      )}
    </Layout>
  );
}

function LiveWish(props: WishesPageProps & { wish: Wish; at: number; last: number }): JSX.Element {
  const { wish, at, last, mayAct, today } = props;
  const name = advertName(wish.advert);
  return (
    <li class="card">
      <h2>
        <span class="wish-order">{`${at + 1}. `}</span>
        <a href={`/annonces/${wish.advert.id}`}>{name}</a>
      </h2>
      <p>{rentLine(wish.advert.facts)}</p>
      <Lines {...props} wish={wish} />
      {mayAct ? (
        <div class="gesture">
          {at === 0 ? null : <Move {...props} towards="haut" label="Monter" name={name} />}
          {at === last ? null : <Move {...props} towards="bas" label="Descendre" name={name} />}
          {mayWithdraw(wish.advert, today) ? (
            <form method="post" action="/demandeur/souhaits/retirer">
              <input type="hidden" name="_csrf" value={props.frame.csrfToken} />
              <input type="hidden" name="souhait" value={wish.id} />
              <button type="submit">
                Retirer<span class="visually-hidden">{` : ${name}`}</span>
              </button>
            </form>
          ) : null}
        </div>
      ) : null}
    </li>
  );
}

function Move(props: {
  frame: PageFrame;
  wish: Wish;
  towards: 'haut' | 'bas';
  label: string;
  name: string;
}): JSX.Element {
  return (
    <form method="post" action="/demandeur/souhaits/ordre">
      <input type="hidden" name="_csrf" value={props.frame.csrfToken} />
      <input type="hidden" name="souhait" value={props.wish.id} />
      <input type="hidden" name="vers" value={props.towards} />
      <button type="submit">
        <span aria-hidden="true">{props.towards === 'haut' ? '↑ ' : '↓ '}</span>
        {props.label}
        <span class="visually-hidden">{` : ${props.name}`}</span>
      </button>
    </form>
  );
}

function Lines({ wish, ...promise }: NewsPromise & { wish: Wish }): JSX.Element {
  return (
    <ul class="wish-lines">
      {wishLines(wish, promise).map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
