/** "Pouvez-vous candidater ?" with what would change the answer, and my place among those who asked. */
import type { JSX } from 'preact';
import type { AdvertChoice, PersonalChoice } from '../../../portal/choice/advert-choice.ts';
import {
  mayApplyWords,
  openReasons,
  positionWords,
  reasonForHousehold,
  type Step,
  stepFor,
} from '../../../portal/choice/choice-words.ts';

const marks = {
  yes: <span class="tag tag-good">✓ Oui</span>,
  missing: <span class="tag tag-warn">▲ Une chose manque</span>,
  notHere: <span class="tag tag-warn">▲ Pas aujourd’hui</span>,
  no: <span class="tag tag-bad">✕ Non</span>,
} as const;

export function MayApplySection({ personal }: { personal: PersonalChoice }): JSX.Element {
  const reasons = openReasons(personal);
  const steps = personal.wouldChange.map((change) => ({ code: change.code, ...stepFor(change) }));
  const changing = steps.filter(({ code }) => code !== 'verify-grid-facts');
  const points = steps.find(({ code }) => code === 'verify-grid-facts');
  return (
    <section class="card" aria-labelledby="candidater">
      <h2 id="candidater">Pouvez-vous candidater ?</h2>
      <p>{marks[personal.mayApply]}</p>
      <p class="lead">{mayApplyWords[personal.mayApply]}</p>
      {personal.mayApply === 'no' ? null : (
        <p>
          <a href="#candidature">
            {personal.wish === null ? 'Aller au bouton « Je candidate »' : 'Voir où en est ma candidature'}
          </a>
        </p>
      )}
      {reasons.length === 0 ? null : (
        <ul>
          {reasons.map((reason) => (
            <li key={`${reason.rule} ${reason.code}`}>
              {reasonForHousehold(reason)} <span class="small quiet">{`(${reason.article})`}</span>
            </li>
          ))}
        </ul>
      )}
      {changing.length === 0 ? null : (
        <>
          <h3>Ce qui peut changer la réponse</h3>
          <Steps steps={changing} />
        </>
      )}
      {personal.beyondApplication && personal.rank !== null ? (
        <p>
          Votre demande ne nomme pas cette commune ou cette taille de logement. Candidater suffit pour ce
          logement. Pour les suivants, <a href="/demandeur/corriger">ajoutez-la à votre demande</a>.
        </p>
      ) : null}
      {points === undefined ? null : <Steps steps={[points]} />}
      <p class="small">
        Une erreur dans vos informations ? <a href="/demandeur/corriger">Corrigez-la</a> : vous aurez une
        réponse.
      </p>
    </section>
  );
}

function Steps({ steps }: { steps: readonly Step[] }): JSX.Element {
  return (
    <ul>
      {steps.map(({ words, link }) => (
        <li key={words}>
          {words} {link === null ? null : <a href={link.href}>{link.label}</a>}
        </li>
      ))}
    </ul>
  );
}

export function PositionSection({ choice }: { choice: AdvertChoice }): JSX.Element {
  const { told, why } = positionWords(choice);
  return (
    <section class="card" aria-labelledby="place">
      <h2 id="place">Votre place aujourd’hui</h2>
      {told.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {why.length === 0 ? null : (
        <details>
          <summary>Comment cet ordre est fait, et ce qui peut le changer</summary>
          {why.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </details>
      )}
      <p class="small">
        <a href="/regles">La grille de points et les règles sont publiques.</a>
      </p>
    </section>
  );
}
