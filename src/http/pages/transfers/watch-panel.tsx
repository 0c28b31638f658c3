/** Homes whose notice has come beside the accepted transfers that they could answer: proposed, never decided. */
import type { JSX } from 'preact';
import { frenchCount, frenchEuros, frenchNumber, frenchShortDate } from '../../../kernel/french.ts';
import type { WatchMatch } from '../../../portal/transfers/watch.ts';
import type { WatchedHome } from '../../../portal/transfers/watch-port.ts';
import { groundInSentence } from '../../../portal/transfers/words.ts';
import { missingInWords } from '../../../wording/gaps-in-words.ts';
import { placeInWords } from './transfer-words.ts';

const homesShown = 5;
const matchesShown = 3;

export function WatchPanel({ notices }: { notices: readonly WatchedHome[] }): JSX.Element {
  return (
    <section class="card" aria-labelledby="veille">
      <h2 id="veille">Préavis reçus : à qui ce logement peut convenir</h2>
      {notices.length === 0 ? (
        <p>
          Aucun préavis ne répond à une mutation acceptée. Chaque préavis reçu est comparé aussitôt aux
          demandes qui attendent.
        </p>
      ) : (
        <>
          <ul class="checks">
            {notices.slice(0, homesShown).map((one) => (
              <HomeLine key={one.vacancy.id} one={one} />
            ))}
          </ul>
          {notices.length > homesShown && (
            <details>
              <summary>
                {frenchCount(notices.length - homesShown, 'autre logement', 'autres logements')}
              </summary>
              <ul class="checks">
                {notices.slice(homesShown).map((one) => (
                  <HomeLine key={one.vacancy.id} one={one} />
                ))}
              </ul>
            </details>
          )}
        </>
      )}
    </section>
  );
}

function HomeLine({ one }: { one: WatchedHome }): JSX.Element {
  const { vacancy, home, matches } = one;
  return (
    <li>
      <a href={`/agent/logements/${encodeURIComponent(vacancy.id)}`}>
        {home.typology} de {frenchNumber(home.surfaceM2, 0)} m², {placeInWords(home)}
      </a>
      <span class="quiet">
        {vacancy.noticeReceivedOn === null ? '' : `, préavis du ${frenchShortDate(vacancy.noticeReceivedOn)}`}
      </span>
      <ol>
        {matches.slice(0, matchesShown).map((match) => (
          <MatchLine key={match.line.id} match={match} />
        ))}
      </ol>
      {matches.length > matchesShown && (
        <span class="small quiet">
          {frenchCount(matches.length - matchesShown, 'autre demande', 'autres demandes')}
        </span>
      )}
    </li>
  );
}

function MatchLine({ match }: { match: WatchMatch }): JSX.Element {
  const { line, verdict, missing, rentChangeCents } = match;
  return (
    <li>
      <a href={`/agent/mutations/${line.id}`}>{line.householdName ?? 'Ménage sans nom connu'}</a>, priorité{' '}
      {line.tier} ({groundInSentence(line.ground)}){line.fastLane ? ', voie rapide' : ''}
      <span class="quiet">
        {rentChangeCents === null
          ? ''
          : `, loyer ${rentChangeCents > 0 ? '+' : '−'}${frenchEuros(Math.abs(rentChangeCents))}`}
        {verdict === 'unknown'
          ? `, à vérifier : ${missing.length === 0 ? 'données manquantes' : missing.map(missingInWords).join(', ')}`
          : ''}
      </span>
    </li>
  );
}

/** On the page of one home. */
export function HomeWatch({ one }: { one: WatchedHome | null }): JSX.Element | null {
  if (one === null || one.matches.length === 0) return null;
  return (
    <section class="card" aria-labelledby="mutations">
      <h2 id="mutations">Mutations que ce logement peut servir</h2>
      <p class="small quiet">
        Dans l’ordre de priorité publié. C’est une proposition : la commission d’attribution décide.
      </p>
      <ol>
        {one.matches.slice(0, 10).map((match) => (
          <MatchLine key={match.line.id} match={match} />
        ))}
      </ol>
    </section>
  );
}
