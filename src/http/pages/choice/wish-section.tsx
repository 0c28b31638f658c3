/** One button; once pressed, where things stand, as a dated line. */
import type { JSX } from 'preact';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchLongDate } from '../../../kernel/french.ts';
import type { Advert } from '../../../portal/advert.ts';
import type { AdvertChoice, PersonalChoice } from '../../../portal/choice/advert-choice.ts';
import { wishLines } from '../../../portal/choice/wish-lines.ts';

export function WishSection(props: {
  advert: Advert;
  choice: AdvertChoice;
  personal: PersonalChoice;
  mayAct: boolean;
  csrf: string;
  requestKey: string;
  today: CivilDate;
}): JSX.Element {
  const { advert, personal } = props;
  const { wish } = personal;
  if (wish !== null) {
    return (
      <section class="card next" aria-labelledby="candidature">
        <h2 id="candidature">Votre candidature</h2>
        {wishLines(wish, { today: props.today, answerDays: props.choice.answerDays }).map((line) => (
          <p key={line}>{line}</p>
        ))}
        <p>
          <a href={`/demandeur/souhaits/permanents?comme=${advert.id}`}>
            Candidatez pour moi aux logements comme celui-ci
          </a>
        </p>
        <p>
          <a class="button" href="/demandeur/souhaits">
            {wish.state === 'live' ? 'Ordonner ou retirer mes candidatures' : 'Voir mes candidatures'}
          </a>
        </p>
      </section>
    );
  }
  return (
    <section class="card next" aria-labelledby="candidature">
      <h2 id="candidature">Candidater</h2>
      <Possible {...props} />
    </section>
  );
}

type Props = Parameters<typeof WishSection>[0];

function Possible({ advert, choice, personal, mayAct, csrf, requestKey, today }: Props): JSX.Element {
  if (advert.state !== 'open' || today > advert.closesOn) {
    return (
      <p>
        L’annonce est close. <a href="/annonces">Voir les annonces ouvertes</a>.
      </p>
    );
  }
  if (personal.mayApply === 'no') {
    return (
      <p>
        Vous ne pouvez pas candidater tant que la réponse ci-dessus est non. Si une information est fausse ou
        manque, <a href="/demandeur/corriger">corrigez-la</a>, puis revenez avant le{' '}
        {frenchLongDate(advert.closesOn)}.
      </p>
    );
  }
  if (!mayAct) return <p>Votre mandat permet de lire ce dossier, pas de candidater à sa place.</p>;
  const left = choice.maxLiveWishes - choice.liveWishes;
  if (left <= 0) {
    return (
      <p>
        {`Vous avez déjà ${frenchCount(choice.liveWishes, 'candidature en cours', 'candidatures en cours')} : c’est le nombre que le bailleur permet. `}
        <a href="/demandeur/souhaits">Retirez-en une</a> pour candidater ici.
      </p>
    );
  }
  return (
    <form method="post" action="/demandeur/souhaits">
      <input type="hidden" name="_csrf" value={csrf} />
      <input type="hidden" name="_key" value={requestKey} />
      <input type="hidden" name="annonce" value={advert.id} />
      <p>
        <button type="submit" class="strong">
          Je candidate à ce logement
        </button>
      </p>
      <p>
        L’heure et le jour de votre clic ne comptent jamais : seul compte d’avoir candidaté avant la clôture,
        le {frenchLongDate(advert.closesOn)} inclus. Vous pouvez vous retirer jusque-là. Candidater ne donne
        pas de droit sur le logement, et ne compte jamais comme un refus.
      </p>
      <p class="small">{`Vous pouvez encore faire ${frenchCount(left, 'candidature')} en même temps.`}</p>
    </form>
  );
}
