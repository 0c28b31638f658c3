/** Whom to call, home by home, with the outcome in one gesture: a button, or its key while the block has the focus. */
import type { JSX } from 'preact';
import type { Call, HomeCalls } from '../../../committee/board/day.ts';
import { refusalReasonNames } from '../../../committee/letting/words.ts';
import { refusalReasons } from '../../../domain/offer.ts';
import { addDays } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchShortDate } from '../../../kernel/french.ts';
import type { DayPageProps } from './day-view.ts';
import { homeName, homePath } from './home-words.ts';

const outcomes = [
  ['interested', 'Intéressé', 'i'],
  ['noAnswer', 'Pas de réponse', 'n'],
  ['callBack', 'À rappeler', 'r'],
  ['declined', 'Se désiste', 'd'],
] as const;

const homesShown = 6;

export function DayCalls(props: DayPageProps): JSX.Element {
  const withCalls = props.calls.filter(({ calls }) => calls.length > 0);
  const without = props.calls.filter(({ calls }) => calls.length === 0);
  return (
    <section class="card" aria-labelledby="appels">
      <h2 id="appels">À appeler</h2>
      {withCalls.length === 0 ? (
        <p>
          Personne à appeler. Les ménages des listes proposées apparaissent ici dès qu’un logement cherche ses
          candidats.
        </p>
      ) : (
        <p class="small quiet">
          Au clavier, quand une fiche a le focus : i intéressé, n pas de réponse, r à rappeler, d se désiste.
        </p>
      )}
      {withCalls.slice(0, homesShown).map((home) => (
        <HomeToFill key={home.row.freed.vacancy.id} home={home} {...props} />
      ))}
      {withCalls.length > homesShown && (
        <p>
          {frenchCount(withCalls.length - homesShown, 'autre logement', 'autres logements')} ensuite :{' '}
          <a href="/agent/logements?etape=candidatesSought">tous les logements qui cherchent des candidats</a>
        </p>
      )}
      {without.length > 0 && (
        <details>
          <summary>
            {frenchCount(without.length, 'logement')} sans personne à appeler : liste épuisée, ou pas encore
            calculée
          </summary>
          <ul>
            {without.map(({ row }) => (
              <li key={row.freed.vacancy.id}>
                <a href={`${homePath(row.freed.vacancy.id)}/candidats`}>{homeName(row.freed, row.commune)}</a>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function HomeToFill(props: DayPageProps & { home: HomeCalls }): JSX.Element {
  const { row, needed, calls } = props.home;
  const { vacancy } = row.freed;
  return (
    <section class="calls" id={`appels-${vacancy.id}`} aria-labelledby={`titre-${vacancy.id}`}>
      <h3 id={`titre-${vacancy.id}`}>
        <a href={homePath(vacancy.id)}>{homeName(row.freed, row.commune)}</a>{' '}
        <span class="quiet">
          ({row.freed.home.typology}, il manque {frenchCount(needed, 'candidat')})
        </span>
      </h3>
      {calls.map((call) => (
        <CallCard key={call.number} call={call} vacancyId={vacancy.id} {...props} />
      ))}
    </section>
  );
}

function CallCard(props: DayPageProps & { call: Call; vacancyId: string }): JSX.Element {
  const { call, vacancyId } = props;
  const person = props.people.get(call.number);
  const name = person?.name ?? 'Ménage sans nom connu';
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys of its buttons answer while the card has the focus
    <article class="call" data-keys tabIndex={0} aria-label={`Appel : ${name}`}>
      <p>
        <a href={`/agent/dossiers/${props.fileRef(call.number)}`}>
          <strong>{name}</strong>
        </a>
        {call.householdInWords === null ? '' : `, ${call.householdInWords}`}
        {person?.isProtected ? (
          <span class="tag tag-warn">Dossier protégé : coordonnées dans le dossier</span>
        ) : person?.telephone ? (
          <>
            {', '}
            <a href={`tel:${person.telephone.replaceAll(' ', '')}`}>{person.telephone}</a>
          </>
        ) : (
          ', téléphone inconnu'
        )}
        <br />
        <span class="small quiet">{whyNow(call)}</span>
      </p>
      <form method="post" action="/agent/appels">
        <input type="hidden" name="_csrf" value={props.frame.csrfToken} />
        <input type="hidden" name="_key" value={props.newKey()} />
        <input type="hidden" name="logement" value={vacancyId} />
        <input type="hidden" name="numero" value={call.number} />
        <div class="gesture">
          {outcomes.map(([value, label, key]) => (
            <button key={value} type="submit" name="issue" value={value} data-key={key} class="big">
              {label} <kbd>{key}</kbd>
            </button>
          ))}
        </div>
        <details>
          <summary>Motif du désistement, jour du rappel</summary>
          <div class="gesture">
            <label for={`motif-${call.number}-${vacancyId}`}>Motif</label>
            <select id={`motif-${call.number}-${vacancyId}`} name="motif">
              {refusalReasons.map((reason) => (
                <option key={reason} value={reason} selected={reason === 'other'}>
                  {refusalReasonNames[reason]}
                </option>
              ))}
            </select>
            <label for={`rappel-${call.number}-${vacancyId}`}>Rappeler le</label>
            <input
              id={`rappel-${call.number}-${vacancyId}`}
              name="rappel"
              type="date"
              value={addDays(props.date, 1)}
            />
          </div>
        </details>
      </form>
    </article>
  );
}

function whyNow(call: Call): string {
  const replaced = call.replaces ? 'Remplace un ménage qui s’est désisté. ' : '';
  switch (call.because) {
    case 'new':
      return `${replaced}Pas encore appelé pour ce logement.`;
    case 'noAnswer':
      return `${replaced}N’a pas répondu au dernier appel.`;
    case 'callBack':
      return call.callBackOn === null
        ? `${replaced}À rappeler.`
        : `${replaced}À rappeler depuis le ${frenchShortDate(call.callBackOn)}.`;
  }
}
