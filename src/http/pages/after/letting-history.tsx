/** What happened to a decided home: offers made, what earlier lists taught, the acts of the journal. */
import type { JSX } from 'preact';
import type { ToldAct } from '../../../access/journal-port.ts';
import type { LearnedOfHome } from '../../../committee/letting/learned.ts';
import { deadlineOf } from '../../../committee/letting/places.ts';
import { refusalReasonNames, refusalsInWords } from '../../../committee/letting/words.ts';
import { type CivilDate, civilDateInParis } from '../../../kernel/civil-date.ts';
import { frenchLongDate, frenchShortDate } from '../../../kernel/french.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { actInWords } from '../../../wording/act-words.ts';
import type { ShownLetting } from './letting-reading.ts';

/** An earlier list of the home that ended without a lease. */
export type EndedList = { on: CivilDate; learned: LearnedOfHome };

export function Offers({ letting }: { letting: ShownLetting }): JSX.Element {
  const { offers } = letting.home;
  return (
    <section class="card" aria-labelledby="propositions">
      <h2 id="propositions">Propositions faites</h2>
      {offers.length === 0 ? (
        <p>Aucune proposition envoyée. La première partira au premier ménage de la liste.</p>
      ) : (
        <ScrollBox label="Tableau des propositions">
          <table class="plain">
            <thead>
              <tr>
                <th scope="col">Rang</th>
                <th scope="col">Envoyée</th>
                <th scope="col">Réponse jusqu’au</th>
                <th scope="col">Réponse</th>
                <th scope="col">Logement adapté</th>
              </tr>
            </thead>
            <tbody>
              {[...offers]
                .sort((a, b) => a.rank - b.rank)
                .map((offer) => (
                  <tr key={offer.id}>
                    <th scope="row">{offer.rank}</th>
                    <td>
                      {frenchShortDate(offer.sentOn)}
                      {offer.details === null ? '' : ` par ${offer.details.sentBy}`}
                      {offer.details?.dalo ? ', au titre du DALO' : ''}
                    </td>
                    <td>{frenchShortDate(deadlineOf(offer))}</td>
                    <td>{answerInWords(offer)}</td>
                    <td>{offer.adapted === null ? '' : offer.adapted ? 'oui' : 'non'}</td>
                  </tr>
                ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </section>
  );
}

function answerInWords(offer: ShownLetting['home']['offers'][number]): string {
  if (offer.answer === null) return 'attendue';
  const on = offer.answeredOn === null ? '' : ` le ${frenchShortDate(offer.answeredOn)}`;
  const by = offer.details?.answeredBy ? ` (${offer.details.answeredBy})` : '';
  if (offer.answer === 'accepted') return `acceptée${on}${by}`;
  const why =
    offer.refusalReason === null
      ? ''
      : ` : ${refusalReasonNames[offer.refusalReason].toLocaleLowerCase('fr-FR')}`;
  const { late } = offer.details ?? {};
  const said = late ? `, ${late.answer === 'accepted' ? 'acceptation' : 'refus'} reçu trop tard` : '';
  return `refusée${on}${why}${said}${by}`;
}

export function Learned({ learned }: { learned: readonly EndedList[] }): JSX.Element | null {
  if (learned.length === 0) return null;
  return (
    <section class="card" aria-labelledby="appris">
      <h2 id="appris">Ce que les listes précédentes ont appris</h2>
      <ul>
        {learned.map((row) => (
          <li key={row.on}>
            {frenchLongDate(row.on)} : {refusalsInWords(row.learned.refusals)}
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Story({ story }: { story: readonly ToldAct[] }): JSX.Element {
  return (
    <section class="card" aria-labelledby="histoire">
      <h2 id="histoire">Histoire</h2>
      {story.length === 0 ? (
        <p>Les gestes faits sur ce logement apparaîtront ici, avec leur auteur.</p>
      ) : (
        <ul>
          {story.map((act) => (
            <li key={act.sequence}>
              {frenchShortDate(civilDateInParis(act.at))} : {actInWords(act.kind)}
              <span class="quiet">, {act.actor.name}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
