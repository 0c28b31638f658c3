/** Who has a voice for one home (C-01): before the sitting, during it, and where votes are deferred. */
import type { JSX } from 'preact';
import type { AgendaHomeView, HomeVoices, SessionHead } from '../../../committee/session-view.ts';
import { qualityNames } from '../../../committee/voters.ts';
import { frenchNumber } from '../../../kernel/french.ts';
import { presenceNames, quorumSentence, voiceName } from './session-words.ts';

/** Who votes for this home, who is heard, who withdrew: it depends on the home (C-01). */
export function VoicesList({ view, place }: { view: SessionHead; place: AgendaHomeView }): JSX.Element {
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
