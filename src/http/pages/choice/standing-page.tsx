/** "Candidatez pour moi aux logements comme celui-ci": what is asked for, until when, and the way to stop it. */
import type { JSX } from 'preact';
import { typologies } from '../../../domain/home.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchEuros, frenchLongDate } from '../../../kernel/french.ts';
import { isRunning, lastStandingDay, type StandingWish } from '../../../portal/choice/standing-wish.ts';
import { accessNames } from '../adverts/advert-lines.ts';
import { Layout, type PageFrame } from '../layout.tsx';

export type StandingForm = {
  communes: readonly string[];
  typologies: readonly string[];
  accessibility: 'none' | 'stepFree' | 'wheelchair';
};

export type StandingPageProps = {
  frame: PageFrame;
  today: CivilDate;
  wishes: readonly StandingWish[];
  /** Communes that can be chosen, by name. */
  communes: readonly { insee: string; name: string }[];
  /** What the form shows as chosen. */
  chosen: StandingForm;
  maxLiveWishes: number;
  requestKey: string;
  mayAct: boolean;
  problem: string | null;
};

const path = '/demandeur/souhaits/permanents';

export function StandingPage(props: StandingPageProps): JSX.Element {
  const { frame, wishes, today, problem } = props;
  const running = wishes.filter((wish) => isRunning(wish, today));
  return (
    <Layout
      frame={frame}
      title="Candidater pour moi"
      crumbs={[
        { href: '/demandeur', label: 'Ma demande' },
        { href: '/demandeur/souhaits', label: 'Mes candidatures' },
      ]}
    >
      <div class="prose">
        <h1>Candidatez pour moi</h1>
        <p class="lead">
          Dites quels logements vous conviennent. Chaque fois qu’une annonce comme celle-là ouvre, nous
          candidatons pour vous et nous vous prévenons. Vous vous retirez quand vous voulez.
        </p>
        <p>{`Nous ne dépassons jamais ${props.maxLiveWishes} candidatures en même temps : c’est la règle pour tous. Nous ne candidatons pas si la loi dit non, ni si le logement est plus cher que ce que vous dites.`}</p>
        {problem === null ? null : (
          <p class="alert alert-bad" role="alert">
            {problem}
          </p>
        )}
        {running.length === 0 ? null : (
          <>
            <h2>En cours</h2>
            <ul class="asked-list">
              {running.map((wish) => (
                <Running key={wish.id} {...props} wish={wish} />
              ))}
            </ul>
          </>
        )}
        {props.mayAct ? <NewForm {...props} /> : null}
      </div>
    </Layout>
  );
}

function Running({ frame, wish, communes, mayAct }: StandingPageProps & { wish: StandingWish }): JSX.Element {
  return (
    <li class="card">
      <p>{criteriaWords(wish, communes)}</p>
      <p>{`Jusqu’au ${frenchLongDate(wish.until)} inclus. Demandé le ${frenchLongDate(wish.criteria.setOn)}.`}</p>
      {mayAct ? (
        <form method="post" action={`${path}/fin`} class="gesture">
          <input type="hidden" name="_csrf" value={frame.csrfToken} />
          <input type="hidden" name="souhait" value={wish.id} />
          <button type="submit">Arrêter</button>
        </form>
      ) : null}
    </li>
  );
}

function criteriaWords({ criteria }: StandingWish, communes: StandingPageProps['communes']): string {
  const names = criteria.communes.map((insee) => communes.find((one) => one.insee === insee)?.name ?? insee);
  const parts = [
    `Logements ${criteria.typologies.join(', ')}`,
    names.length === 0 ? 'dans toutes les communes' : `à ${names.join(', ')}`,
    ...(criteria.maxLeftToPayCents === null
      ? []
      : [`avec au plus ${frenchEuros(criteria.maxLeftToPayCents)} à payer par mois, aide déduite`]),
    ...(criteria.accessibility === 'none'
      ? []
      : [accessNames[criteria.accessibility].toLocaleLowerCase('fr-FR')]),
  ];
  return `${parts.join(', ')}.`;
}

function NewForm({ frame, communes, chosen, requestKey, today }: StandingPageProps): JSX.Element {
  return (
    <form method="post" action={path} class="card">
      <h2>Demander qu’on candidate pour moi</h2>
      <input type="hidden" name="_csrf" value={frame.csrfToken} />
      <input type="hidden" name="_key" value={requestKey} />
      <fieldset class="sizes">
        <legend>Taille du logement</legend>
        {typologies.map((typology) => (
          <label key={typology}>
            <input
              type="checkbox"
              name="typologie"
              value={typology}
              checked={chosen.typologies.includes(typology)}
            />{' '}
            {typology}
          </label>
        ))}
      </fieldset>
      <fieldset class="sizes">
        <legend>Communes (aucune cochée : toutes)</legend>
        {communes.map(({ insee, name }) => (
          <label key={insee}>
            <input type="checkbox" name="commune" value={insee} checked={chosen.communes.includes(insee)} />{' '}
            {name}
          </label>
        ))}
      </fieldset>
      <div class="field">
        <label for="reste">
          Le plus que je peux payer par mois, aide au logement déduite, en euros (facultatif)
        </label>
        <input id="reste" name="reste" type="number" min="0" max="5000" inputmode="numeric" />
      </div>
      <div class="field">
        <label for="acces">Accès</label>
        <select id="acces" name="acces">
          <option value="none" selected={chosen.accessibility === 'none'}>
            Je n’ai pas besoin d’un accès particulier
          </option>
          {(['stepFree', 'wheelchair'] as const).map((level) => (
            <option key={level} value={level} selected={chosen.accessibility === level}>
              {accessNames[level]}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="jusque">{`Jusqu’à quand (au plus tard le ${frenchLongDate(lastStandingDay(today))})`}</label>
        <input
          id="jusque"
          name="jusque"
          type="date"
          min={today}
          max={lastStandingDay(today)}
          value={lastStandingDay(today)}
          required
        />
      </div>
      <button type="submit" class="strong">
        Candidatez pour moi
      </button>
    </form>
  );
}
