/** The batch of freed homes with the advice on each, the shares before and after, and the decision. */
import type { JSX } from 'preact';
import type { Advice, HomeAdvice } from '../../../committee/orientation/advice.ts';
import type { FreedHome } from '../../../committee/orientation/flow-year.ts';
import type { OrientationAnswer } from '../../../committee/orientation/orientation-port.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchNumber } from '../../../kernel/french.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { PageLinks, pageOf } from '../page-links.tsx';
import { BalanceGauges } from './balance-gauges.tsx';
import { adviceName, DecisionForm } from './decision-form.tsx';
import { costInWords, homeDetails, homeLine, refusalInWords } from './orientation-words.ts';
import { type OwnHome, OwnUseTable, type WaitingHome, WaitingTable } from './waiting-table.tsx';

export type OrientationPageProps = {
  frame: PageFrame;
  /** Null: the solver did not end, or works still where `computing`. */
  advice: Advice | null;
  computing: boolean;
  /** Homes of the batch that the officer looks after, with their advice or without. */
  batch: readonly FreedHome[];
  /** Those of the advice that the officer looks after. */
  homes: readonly HomeAdvice[];
  /** Which page of them is shown. */
  page: number;
  chosen: HomeAdvice | null;
  withinDays: number;
  requestKey: string;
  /** How many homes the last request oriented; null: none was made. */
  done: number | null;
  refused: OrientationAnswer['refused'];
  mayDecide: boolean;
  waiting: readonly WaitingHome[];
  /** Homes kept for a use of the landlord's own. */
  own: readonly OwnHome[];
  today: CivilDate;
};

export const horizons = [0, 30, 60, 90] as const;

export function OrientationPage(props: OrientationPageProps): JSX.Element {
  const { frame, advice } = props;
  return (
    <Layout
      frame={frame}
      title="Orientation"
      crumbs={[
        { href: '/agent', label: 'Ma journée' },
        { href: '/agent/orientation', label: 'Orientation' },
      ]}
    >
      <h1>{`Orienter les logements libérés : ${frenchCount(props.batch.length, 'logement')} en attente`}</h1>
      <Outcome {...props} />
      <PageWords words={['holder', 'qpv', 'financing', 'dalo']} />
      <Horizon withinDays={props.withinDays} />
      {props.chosen && props.mayDecide ? (
        <DecisionForm
          csrfToken={frame.csrfToken}
          requestKey={props.requestKey}
          home={props.chosen}
          withinDays={props.withinDays}
        />
      ) : null}
      {props.computing ? (
        <Computing {...props} />
      ) : advice === null ? (
        <div class="alert">
          <p>
            Le calcul du conseil n’a pas abouti à temps. Choisissez un lot plus petit ou rechargez la page ;
            rien n’a été changé.
          </p>
        </div>
      ) : (
        <WithAdvice {...props} advice={advice} />
      )}
      <WaitingTable
        waiting={props.waiting}
        today={props.today}
        csrfToken={props.mayDecide ? props.frame.csrfToken : null}
      />
      <OwnUseTable own={props.own} csrfToken={props.mayDecide ? props.frame.csrfToken : null} />
      <ul class="facts">
        <li>
          <a href="/agent/orientation/bilan">Bilan de l’année et prévision</a>
        </li>
        <li>
          <a href="/agent/dalo">Désignations DALO et leurs délais</a>
        </li>
        <li>
          <a href="/agent/particuliers">Locations et résidences particulières</a>
        </li>
      </ul>
    </Layout>
  );
}

/** What is known before the advice: the homes of the batch. */
function Computing({ batch, withinDays }: OrientationPageProps): JSX.Element {
  return (
    <section class="card" aria-labelledby="calcul">
      <h2 id="calcul">Le conseil se calcule</h2>
      <p class="prose" role="status">
        Il tient compte de tous les logements du lot à la fois. Il sera là dans quelques secondes.
      </p>
      <p>
        <a class="button" href={`/agent/orientation?jours=${withinDays}`}>
          Voir le conseil
        </a>
      </p>
      <ul class="facts">
        {batch.map(({ vacancy, home }) => (
          <li key={vacancy.id}>{homeLine(home)}</li>
        ))}
      </ul>
    </section>
  );
}

function Outcome({ done, refused, homes }: OrientationPageProps): JSX.Element | null {
  if (done === null && refused.length === 0) return null;
  const names = new Map(homes.map(({ freed }) => [freed.vacancy.id, homeLine(freed.home)]));
  return (
    <div class={refused.length > 0 ? 'alert' : 'proof'} role="status">
      {done === null ? null : (
        <p>{`${frenchCount(done, 'logement orienté', 'logements orientés')} ; chaque réservataire voit les siens dans son espace.`}</p>
      )}
      {refused.map(({ vacancyId, refusal }) => (
        <p key={vacancyId}>
          <strong>{names.get(vacancyId) ?? vacancyId}</strong> : {refusalInWords(refusal)}
        </p>
      ))}
    </div>
  );
}

function Horizon({ withinDays }: { withinDays: number }): JSX.Element {
  return (
    <form method="get" action="/agent/orientation" class="gesture">
      <label class="inline" for="jours">
        Logements
      </label>
      <select id="jours" name="jours">
        {horizons.map((days) => (
          <option key={days} value={String(days)} selected={days === withinDays}>
            {days === 0 ? 'disponibles' : `disponibles d’ici ${days} jours, préavis et travaux compris`}
          </option>
        ))}
      </select>
      <button type="submit">Afficher</button>
    </form>
  );
}

function WithAdvice(props: OrientationPageProps & { advice: Advice }): JSX.Element {
  const { advice, homes } = props;
  if (homes.length === 0) {
    return (
      <p class="card">
        Aucun logement n’attend d’orientation. Les préavis reçus et les logements rendus par un réservataire
        apparaîtront ici.
      </p>
    );
  }
  return (
    <>
      <section class="proof">
        <p>
          {advice.gap === 0
            ? 'Conseil vérifié : aucune autre répartition de ce lot ne laisse les parts plus près de leur dû.'
            : `Conseil à ${frenchNumber(advice.gap, 1)} logement d’écart au plus de la meilleure répartition.`}{' '}
          <span class="quiet">{`${advice.planSource}.`}</span>
        </p>
        <p class="small">
          Un écart compte d’autant plus qu’il est grand : « logement d’écart » est la distance aux parts de
          l’année, aux typologies, financements, quartiers et territoires de chacun.
        </p>
      </section>
      {advice.broken.map((limit) => (
        <p class="alert" key={limit}>
          {`Aucune répartition de ce lot ne respecte tout à fait la limite « ${limit} » ; celle-ci s’en approche le plus.`}
        </p>
      ))}
      <BatchTable {...props} />
      <section class="card" aria-labelledby="parts">
        <h2 id="parts">Les parts de l’année, avant et après ce lot</h2>
        <BalanceGauges balance={advice.balance} />
      </section>
    </>
  );
}

// Forty rows with their prices stay well under the weight that a page may have.
const homesOnAPage = 40;

function BatchTable(props: OrientationPageProps): JSX.Element {
  const { homes, frame, mayDecide, withinDays } = props;
  const { rows, page, pages } = pageOf(homes, props.page, homesOnAPage);
  return (
    <section class="card" aria-labelledby="lot">
      <h2 id="lot">Le lot, logement par logement</h2>
      <form method="post" action="/agent/orientation">
        <input type="hidden" name="_csrf" value={frame.csrfToken} />
        <input type="hidden" name="_key" value={props.requestKey} />
        <input type="hidden" name="jours" value={String(props.withinDays)} />
        <ScrollBox label="Logements à orienter">
          <table class="plain">
            <thead>
              <tr>
                {mayDecide ? <th scope="col">Suivre</th> : null}
                <th scope="col">Logement</th>
                <th scope="col">Conseil et pourquoi</th>
                <th scope="col">Choisir autrement coûterait</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((home) => (
                <BatchRow key={home.freed.vacancy.id} home={home} {...props} />
              ))}
            </tbody>
          </table>
        </ScrollBox>
        {mayDecide ? (
          <button type="submit" class="strong">
            Orienter les logements cochés selon le conseil
          </button>
        ) : null}
      </form>
      <PageLinks
        page={page}
        pages={pages}
        href={(at) => `/agent/orientation?jours=${withinDays}&page=${at}#lot`}
      />
    </section>
  );
}

function BatchRow({ home, mayDecide, withinDays }: OrientationPageProps & { home: HomeAdvice }): JSX.Element {
  const { vacancy } = home.freed;
  const name = homeLine(home.freed.home);
  return (
    <tr>
      {mayDecide ? (
        <td>
          <input
            type="checkbox"
            name="logement"
            value={vacancy.id}
            aria-label={`Suivre le conseil pour ${name}`}
          />
          <input type="hidden" name={`conseil.${vacancy.id}`} value={home.destination} />
        </td>
      ) : null}
      <th scope="row">
        <a
          href={`/agent/orientation?jours=${withinDays}&logement=${encodeURIComponent(vacancy.id)}#logement`}
        >
          {name}
        </a>
        <br />
        <span class="small quiet">{`${home.freed.home.address} · ${homeDetails(home.freed.home)}`}</span>
      </th>
      <td>
        <strong>{adviceName(home)}</strong>
        <br />
        <span class="small">{home.why}</span>
      </td>
      <td class="small">
        <Costs home={home} />
      </td>
    </tr>
  );
}

/** The nearest choices in the table; the home's own page has them all. */
const shownCosts = 3;

function Costs({ home }: { home: HomeAdvice }): JSX.Element {
  if (home.alternatives === null)
    return <span class="quiet">en cours de calcul : rechargez, ou ouvrez le logement</span>;
  if (home.alternatives.length === 0) return <span class="quiet">aucun autre choix possible</span>;
  const more = home.alternatives.length - shownCosts;
  return (
    <ul class="plain-list">
      {home.alternatives.slice(0, shownCosts).map((one) => (
        <li key={one.destination}>{`${one.name} : ${costInWords(one)}`}</li>
      ))}
      {more > 0 ? <li>{`et ${frenchCount(more, 'autre')}, plus loin`}</li> : null}
    </ul>
  );
}
