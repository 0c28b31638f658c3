/** The offers made, each with whether it counts and why; its letter, its proof, its answer. */
import type { JSX } from 'preact';
import { frenchEuros, frenchNumber, frenchShortDate } from '../../../kernel/french.ts';
import { notificationProofs } from '../../../portal/relocations/relocation-offer.ts';
import type { RelocationStanding } from '../../../portal/relocations/relocation-standing.ts';
import {
  checkInWords,
  checkNames,
  divisionNames,
  placeNames,
  proofNames,
  verdictWords,
} from '../../../portal/relocations/relocation-words.ts';
import { isLive } from '../../../portal/transfers/request.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { placeInWords } from '../transfers/transfer-words.ts';
import type { RelocationPageProps } from './relocation-page-props.ts';

type Line = RelocationStanding['offers'][number];

export function OffersSection(props: RelocationPageProps): JSX.Element {
  const { offers, regime } = props.file.standing;
  return (
    <section class="card" aria-labelledby="offres">
      <h2 id="offres">Les offres</h2>
      {offers.length === 0 ? (
        <p>
          Aucune offre enregistrée.
          {regime.kind === 'law' ? ' Choisissez un logement libéré ci-dessous.' : ''}
        </p>
      ) : (
        <div>
          {offers.map((line, index) => (
            <Offer key={line.offer.id} {...props} line={line} serial={index + 1} />
          ))}
        </div>
      )}
    </section>
  );
}

function Offer(props: RelocationPageProps & { line: Line; serial: number }): JSX.Element {
  const { line, serial, file } = props;
  const { offer } = line;
  const home = file.homes.get(offer.homeId);
  return (
    <article class="step" aria-labelledby={`offre-${offer.id}`}>
      <div>
        <h3 id={`offre-${offer.id}`}>
          Offre {serial} : {stateOf(line)}
        </h3>
        <p>
          {home === undefined
            ? `Logement ${offer.homeId}`
            : `${home.typology} de ${frenchNumber(home.surfaceM2, 0)} m², ${placeInWords(home)}`}
          , {frenchEuros(offer.rentCents)} de loyer. Notifiée le {frenchShortDate(offer.notifiedOn)}
          {offer.facts.proof === null ? ' (sans preuve)' : ` (${proofNames[offer.facts.proof]})`}.
          {offer.answer === null || offer.answeredOn === null
            ? ' Pas encore de réponse : le silence n’est pas un refus.'
            : ` ${offer.answer === 'accepted' ? 'Acceptée' : 'Refusée'} le ${frenchShortDate(offer.answeredOn)}.`}
        </p>
        <Checks line={line} serial={serial} />
        <p class="small quiet">
          {divisionNames[offer.facts.division]}.{' '}
          {offer.facts.place === null ? 'Voisinage inconnu' : placeNames[offer.facts.place]}
          {offer.facts.placeSource === null ? '' : `, lu : ${offer.facts.placeSource}`}
          {offer.facts.distanceKm === null ? '' : `, à ${frenchNumber(offer.facts.distanceKm)} km`}.
          Enregistrée par {offer.by}.
          {offer.facts.lost
            ? ` Le ${frenchShortDate(offer.facts.lost.on)}, ${offer.facts.lost.by} a noté qu’elle n’a pas abouti.`
            : ''}
        </p>
        <Gestures {...props} />
      </div>
    </article>
  );
}

function stateOf({ counts, offer, conforms }: Line): string {
  if (offer.facts.lost) return 'acceptée, n’a pas abouti';
  if (offer.answer === 'accepted') return 'acceptée';
  if (offer.answer === null) return conforms === 'no' ? 'ne comptera pas' : 'attend sa réponse';
  return { yes: 'compte', no: 'ne compte pas', unknown: 'à vérifier, ne compte pas encore' }[counts];
}

function Checks({ line, serial }: { line: Line; serial: number }): JSX.Element {
  return (
    <ScrollBox label={`Conditions de l’offre ${serial}`}>
      <table class="plain small">
        <thead>
          <tr>
            <th scope="col">Condition</th>
            <th scope="col">Remplie</th>
            <th scope="col">Pourquoi</th>
          </tr>
        </thead>
        <tbody>
          {line.checks.map(({ code, outcome }) => (
            <tr key={code}>
              <th scope="row">{checkNames[code]}</th>
              <td>
                <span class={outcome.verdict === 'yes' ? 'state-good' : 'state-warn'}>
                  {verdictWords[outcome.verdict]}
                </span>
              </td>
              <td>
                {checkInWords(outcome)} <span class="quiet">({outcome.because[0]?.article})</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function Gestures(props: RelocationPageProps & { line: Line }): JSX.Element | null {
  const { line, file, frame, today } = props;
  const { offer } = line;
  const letter = file.letters.get(offer.id);
  const path = `/agent/relogements/${file.request.id}`;
  const hidden = (
    <>
      <input type="hidden" name="_csrf" value={frame.csrfToken} />
      <input type="hidden" name="offre" value={offer.id} />
    </>
  );
  return (
    <div class="no-print">
      {letter !== undefined && props.mayWriteLetters && (
        <a href={`/agent/courriers/${letter}`}>Le courrier de cette offre</a>
      )}
      {letter === undefined && props.mayWriteLetters && offer.answer === null && (
        <form method="post" action={`${path}/courrier`} class="narrow">
          {hidden}
          <button type="submit">Écrire le courrier de cette offre</button>
        </form>
      )}
      {props.mayWrite && offer.facts.proof === null && (
        <form method="post" action={`${path}/notification`} class="narrow">
          {hidden}
          <div class="field">
            <label for={`notifie-${offer.id}`}>Notifiée le</label>
            <input
              id={`notifie-${offer.id}`}
              name="jour"
              type="date"
              max={today}
              value={offer.notifiedOn}
              required
            />
          </div>
          <div class="field">
            <label for={`preuve-${offer.id}`}>Preuve</label>
            <select id={`preuve-${offer.id}`} name="preuve" required>
              <option value="">À choisir</option>
              {notificationProofs.map((value) => (
                <option key={value} value={value}>
                  {proofNames[value]}
                </option>
              ))}
            </select>
          </div>
          <button type="submit">Noter la notification</button>
        </form>
      )}
      {props.mayWrite && isLive(file.request) && offer.id === file.standing.accepted?.id && (
        <form method="post" action={`${path}/abandon`} class="narrow">
          {hidden}
          <button type="submit">Ce logement ne peut plus être loué au ménage</button>
        </form>
      )}
      {props.mayWrite && offer.answer === null && (
        <form method="post" action={`${path}/reponse`} class="narrow">
          {hidden}
          <div class="field">
            <label for={`reponse-${offer.id}`}>Réponse du ménage</label>
            <select id={`reponse-${offer.id}`} name="reponse" required>
              <option value="">À choisir</option>
              <option value="accepted">Accepte</option>
              <option value="refused">Refuse</option>
            </select>
          </div>
          <div class="field">
            <label for={`repondu-${offer.id}`}>Répondu le</label>
            <input id={`repondu-${offer.id}`} name="jour" type="date" max={today} required />
          </div>
          <button type="submit">Noter la réponse</button>
        </form>
      )}
    </div>
  );
}
