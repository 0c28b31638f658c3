/** The parts of a home's page that officers and members read alike: facts, voices, who was eligible, the proposal. */
import type { ComponentChildren, JSX } from 'preact';
import type {
  AgendaHomeView,
  CandidateView,
  HomeVoices,
  SessionView,
} from '../../../committee/session-view.ts';
import { qualityNames } from '../../../committee/voters.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchEuros, frenchNumber, frenchShortDate } from '../../../kernel/french.ts';
import { availability } from '../../../views/home-facts.tsx';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { poolSentence } from '../../../wording/run-sentences.ts';
import {
  followUpNames,
  presenceNames,
  quorumSentence,
  recommendationNames,
  voiceName,
} from './session-words.ts';
import { columnName } from './sheet-rows.ts';

export function HomeFactsList({ place, today }: { place: AgendaHomeView; today: CivilDate }): JSX.Element {
  const { home, vacancy } = place;
  const floor =
    home.floor === null ? 'étage inconnu' : home.floor === 0 ? 'rez-de-chaussée' : `étage ${home.floor}`;
  const lift = home.lift === null ? '' : home.lift ? ', ascenseur' : ', sans ascenseur';
  const charges = frenchEuros(home.chargesCents);
  return (
    <>
      <ul class="facts">
        <li>{addressOf(place)}</li>
        <li>
          {home.typology}, {frenchCount(home.habitableRooms, 'pièce')}, {frenchNumber(home.surfaceM2, 0)} m²
        </li>
        <li>
          {floor}
          {lift}
        </li>
        {home.accessibility === 'none' ? null : (
          <li>{home.accessibility === 'wheelchair' ? 'accessible en fauteuil roulant' : 'de plain-pied'}</li>
        )}
        <li>classe énergie {home.energyClass ?? 'inconnue'}</li>
        <li>{home.qpvCode === null ? 'hors QPV' : `en QPV (${home.qpvCode})`}</li>
      </ul>
      <ul class="facts">
        <li>
          financement {home.financing}, loyer {frenchEuros(home.rentCents)} + charges {charges}
          {home.annexRentCents > 0 ? ` + annexe ${frenchEuros(home.annexRentCents)}` : ''}
        </li>
        <li>{place.holder === null ? 'non réservé' : `réservataire : ${place.holder.name}`}</li>
        <li>{availability({ vacancy }, today)}</li>
      </ul>
      {place.adaptedHint === null ? null : <p class="alert">{place.adaptedHint}</p>}
      {place.fragileResidence ? (
        <p class="small">
          Résidence inscrite « à enjeu prioritaire de mixité sociale » : elle ouvre un motif de
          non-attribution qui oblige à proposer ensuite le premier logement adapté (L441-2-2).
        </p>
      ) : null}
    </>
  );
}

function addressOf({ home, communeName }: AgendaHomeView): string {
  if (home.address === '') return communeName;
  return home.address.includes(communeName) ? home.address : `${home.address}, ${communeName}`;
}

/** Who votes for this home, who is heard, who withdrew: it depends on the home (C-01). */
export function VoicesList({ view, place }: { view: SessionView; place: AgendaHomeView }): JSX.Element {
  return view.session.mode === 'asynchronous' ? (
    <DeferredVoices place={place} />
  ) : (
    <SittingVoices
      voices={place.voices}
      isHeld={view.session.state === 'open' || view.session.state === 'closed'}
    />
  );
}

/** Votes are sealed: who may vote and how many did, never what. */
function DeferredVoices({ place }: { place: AgendaHomeView }): JSX.Element {
  const { voices, ballots } = place;
  const entitled = voices.voting.filter(({ withdrawn }) => !withdrawn);
  const withdrawn = [...voices.voting, ...voices.consultative].filter((voice) => voice.withdrawn);
  return (
    <dl class="voices">
      <dt>Peuvent voter</dt>
      <dd>{entitled.map(({ name }) => name).join(', ') || 'personne'}</dd>
      <dt>Votes reçus, scellés jusqu’à la clôture</dt>
      <dd>
        {frenchNumber(ballots.castBy.length, 0)} sur {frenchNumber(entitled.length, 0)}
      </dd>
      {withdrawn.length === 0 ? null : (
        <>
          <dt>Retirés pour un lien avec un candidat</dt>
          <dd>{withdrawn.map(({ name }) => name).join(', ')}</dd>
        </>
      )}
    </dl>
  );
}

/** Before the sitting only who may come is known: neither a quorum nor a voice. */
function SittingVoices({ voices, isHeld }: { voices: HomeVoices; isHeld: boolean }): JSX.Element {
  if (!isHeld) return <ExpectedVoices voices={voices} />;
  const there = voices.voting.filter(({ weight, withdrawn }) => weight > 0 && !withdrawn);
  const away = voices.voting.filter(({ weight, withdrawn }) => weight === 0 && !withdrawn);
  const withdrawn = [...voices.voting, ...voices.consultative].filter((voice) => voice.withdrawn);
  const casting = voices.voting.find(({ memberId }) => memberId === voices.castingVote);
  return (
    <>
      <p class={voices.quorum.met ? 'state-good' : 'state-warn'}>
        {voices.quorum.met ? '✔ ' : '▲ '}
        {quorumSentence(voices.quorum)}
      </p>
      <dl class="voices">
        <dt>Votent pour ce logement</dt>
        <dd>{there.length === 0 ? 'personne pour l’instant' : there.map(voiceName).join(', ')}</dd>
        <dt>Voix prépondérante</dt>
        <dd>
          {casting
            ? `${casting.name}, maire de la commune (L441-2)`
            : 'aucune : le maire de la commune n’est pas là'}
        </dd>
        {voices.consultative.length === 0 ? null : (
          <>
            <dt>Entendus, sans voter</dt>
            <dd>
              {voices.consultative
                .filter((voice) => !voice.withdrawn)
                .map(
                  ({ name, quality, presence }) =>
                    `${name} (${qualityNames[quality]}, ${presenceNames[presence]})`,
                )
                .join(' ; ')}
            </dd>
          </>
        )}
        {away.length === 0 ? null : (
          <>
            <dt>Absents</dt>
            <dd>{away.map(({ name }) => name).join(', ')}</dd>
          </>
        )}
        {withdrawn.length === 0 ? null : (
          <>
            <dt>Retirés pour un lien avec un candidat</dt>
            <dd>{withdrawn.map(({ name }) => name).join(', ')}</dd>
          </>
        )}
      </dl>
    </>
  );
}

function ExpectedVoices({ voices }: { voices: HomeVoices }): JSX.Element {
  const mayor = voices.voting.find(({ quality }) => quality === 'mayor');
  return (
    <dl class="voices">
      <dt>Voteront, s’ils sont là</dt>
      <dd>{voices.voting.map(({ name }) => name).join(', ') || 'personne'}</dd>
      <dt>Voix prépondérante</dt>
      <dd>
        {mayor ? `${mayor.name}, maire de la commune (L441-2)` : 'aucun maire enregistré pour cette commune'}
      </dd>
      {voices.consultative.length === 0 ? null : (
        <>
          <dt>Seront entendus, sans voter</dt>
          <dd>
            {voices.consultative.map(({ name, quality }) => `${name} (${qualityNames[quality]})`).join(' ; ')}
          </dd>
        </>
      )}
    </dl>
  );
}

/** How many were eligible, and the next five that the committee may ask for. */
export function PoolAndNext(props: {
  place: AgendaHomeView;
  /** What adds one of the next five; none where nobody may. */
  gesture: ((number: string) => ComponentChildren) | null;
}): JSX.Element {
  const { place, gesture } = props;
  const { pool, next } = place.agenda;
  const candidates = new Set(place.candidates.map(({ number }) => number));
  const rest = next.filter(({ number }) => !candidates.has(number));
  return (
    <>
      <p>
        {pool === null
          ? 'Candidats inscrits à la main : aucun calcul n’est rattaché à ce logement.'
          : poolSentence(pool, place.holder?.name ?? null)}
      </p>
      {rest.length === 0 ? (
        <p class="small">Aucun autre ménage éligible n’attend derrière ces candidats.</p>
      ) : (
        <ScrollBox label="Ménages suivants">
          <table class="plain small">
            <caption>
              {rest.length === 1 ? 'Le suivant' : `Les ${rest.length} suivants`}, que la commission peut
              demander
            </caption>
            <thead>
              <tr>
                <th scope="col">Ménage</th>
                <th scope="col" class="number">
                  Points
                </th>
                {gesture === null ? null : <th scope="col">Geste</th>}
              </tr>
            </thead>
            <tbody>
              {rest.map(({ number, householdInWords, totalPoints }) => (
                <tr key={number}>
                  <th scope="row">{householdInWords}</th>
                  <td class="number">{frenchNumber(totalPoints)}</td>
                  {gesture === null ? null : <td>{gesture(number)}</td>}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </>
  );
}

/** Opinions given before the committee: date, body, recommendation, follow-up, and no narrative. */
export function Opinions({ candidates }: { candidates: readonly CandidateView[] }): JSX.Element | null {
  const given = candidates.flatMap(({ opinions }, index) => opinions.map((opinion) => ({ opinion, index })));
  if (given.length === 0) return null;
  return (
    <ul>
      {given.map(({ opinion, index }) => (
        <li key={opinion.id}>
          {columnName(index)} : avis {recommendationNames[opinion.recommendation]} de {opinion.body}, le{' '}
          {frenchShortDate(opinion.on)} ; suite : {followUpNames[opinion.followUp]}.
        </li>
      ))}
    </ul>
  );
}

/** The proposal stands last: people read the households first. */
export function ProposedOrder({ candidates }: { candidates: readonly CandidateView[] }): JSX.Element {
  return (
    <section class="card proposed" aria-labelledby="propose">
      <h2 id="propose">Ce que le calcul propose</h2>
      <p class="small">
        Le calcul ordonne par les points de la grille votée et des objectifs publiés. Il n’oblige pas la
        commission : suivre cet ordre ou le quitter demande les mêmes gestes.
      </p>
      <ScrollBox label="Ordre proposé">
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">Candidat</th>
              <th scope="col" class="number">
                Points
              </th>
              <th scope="col" class="number">
                Rang proposé
              </th>
            </tr>
          </thead>
          <tbody>
            {candidates.map(({ number, totalPoints, proposedRank, sheet }, index) => (
              <tr key={number}>
                <th scope="row">
                  {columnName(index)} <span class="quiet small">{sheet.householdInWords}</span>
                </th>
                <td class="number">{totalPoints === null ? '—' : frenchNumber(totalPoints)}</td>
                <td class="number">{proposedRank ?? 'sans rang'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
}
