/** Where the household stands or stood: proposals, agendas, decisions, offers, contacts and visits. */
import type { JSX } from 'preact';
import type { FileStand, HouseholdFile } from '../../../committee/candidates/file-port.ts';
import { decisionNames } from '../../../committee/decision.ts';
import { civilDateInParis } from '../../../kernel/civil-date.ts';
import { frenchShortDate } from '../../../kernel/french.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { declineInWords, momentInWords, namedHome, outcomeWords, visitWords } from './file-words.ts';

export function StandsSection({ file }: { file: HouseholdFile }): JSX.Element {
  return (
    <section class="card" aria-labelledby="places">
      <h2 id="places">Logements où ce ménage se trouve ou s’est trouvé</h2>
      {file.stands.length + file.offers.length === 0 ? (
        <p>
          Sur aucune liste pour l’instant. Les propositions, ordres du jour et décisions apparaîtront ici.
        </p>
      ) : (
        <ScrollBox label="Logements du ménage">
          <table class="plain small">
            <thead>
              <tr>
                <th scope="col">Logement</th>
                <th scope="col">Quoi</th>
                <th scope="col">Le</th>
              </tr>
            </thead>
            <tbody>
              {file.stands.map((stand) => (
                <tr key={`${stand.kind} ${stand.vacancyId} ${String(stand.on)}`}>
                  <th scope="row">{namedHome(file.homes, stand.vacancyId)}</th>
                  <td>{whatOf(stand)}</td>
                  <td>
                    {frenchShortDate(stand.kind === 'decision' ? civilDateInParis(stand.on) : stand.on)}
                  </td>
                </tr>
              ))}
              {file.offers.map((offer) => (
                <tr key={offer.id}>
                  <th scope="row">{`Logement ${offer.homeId}`}</th>
                  <td>
                    {`Offre au rang ${offer.rank} : `}
                    {offer.answer === null
                      ? 'en attente de réponse'
                      : offer.answer === 'accepted'
                        ? 'acceptée'
                        : `refusée${offer.refusalReason === null ? '' : ` (${declineInWords(offer.refusalReason)})`}`}
                  </td>
                  <td>{frenchShortDate(offer.sentOn)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
      <Exchanges file={file} />
    </section>
  );
}

function whatOf(stand: FileStand): JSX.Element {
  switch (stand.kind) {
    case 'proposal':
      return (
        <a href={`/agent/calculs/${stand.runId}/logements/${encodeURIComponent(stand.vacancyId)}`}>
          {`Proposé au rang ${stand.rank}`}
        </a>
      );
    case 'agenda':
      return <a href={`/agent/seances/${stand.sessionId}`}>À l’ordre du jour d’une séance</a>;
    case 'decision':
      return <>{`${decisionNames[stand.decision]}${stand.rank === null ? '' : `, rang ${stand.rank}`}`}</>;
  }
}

function Exchanges({ file }: { file: HouseholdFile }): JSX.Element | null {
  if (file.contacts.length + file.visits.length === 0) return null;
  return (
    <>
      <h3>Contacts et visites</h3>
      <ul>
        {file.contacts.map((contact) => (
          <li key={contact.at.toISOString()}>
            {`${momentInWords(contact.at)}, ${contact.by}, ${namedHome(file.homes, contact.vacancyId)} : `}
            <strong>{outcomeWords[contact.outcome]}</strong>
            {contact.reason === null ? '' : ` (${declineInWords(contact.reason)})`}
            {contact.callBackOn === null ? '' : `, le ${frenchShortDate(contact.callBackOn)}`}
          </li>
        ))}
        {file.visits.map((visit) => (
          <li key={visit.id}>
            {`Visite du ${momentInWords(visit.startsAt)}, ${namedHome(file.homes, visit.vacancyId)} : ${visitWords[visit.outcome]}`}
          </li>
        ))}
      </ul>
    </>
  );
}
