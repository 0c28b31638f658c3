/** The batch of freed homes with the advice on each, the shares before and after, and the decision. */
import type { JSX } from 'preact';
import type { Advice } from '../../../committee/orientation/advice.ts';
import { frenchCount, frenchNumber } from '../../../kernel/french.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { Layout } from '../layout.tsx';
import { BalanceGauges } from './balance-gauges.tsx';
import { BatchTable } from './batch-table.tsx';
import { DecisionForm } from './decision-form.tsx';
import type { OrientationPageProps } from './orientation-props.ts';
import { homeLine, refusalInWords } from './orientation-words.ts';
import { OwnUseTable, WaitingTable } from './waiting-table.tsx';

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
