/** The parts of a home's page that officers and members read alike: facts, voices, who was eligible, the proposal. */
import type { ComponentChildren, JSX } from 'preact';
import type { AgendaHomeView, CandidateView } from '../../../committee/session-view.ts';
import { columnName } from '../../../committee/sheet-rows.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchEuros, frenchNumber, frenchShortDate } from '../../../kernel/french.ts';
import { availability } from '../../../views/home-facts.tsx';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { poolSentence } from '../../../wording/run-sentences.ts';
import { followUpNames, recommendationNames } from './session-words.ts';

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
  const all = candidates.map((candidate, index) => ({ candidate, index }));
  const isOrdered = ({ candidate }: (typeof all)[number]) =>
    candidate.proposedRank !== null || candidate.totalPoints !== null;
  const ordered = all.filter(isOrdered);
  const others = all.filter((one) => !isOrdered(one)).map(({ index }) => columnName(index));
  return (
    <section class="card proposed" aria-labelledby="propose">
      <h2 id="propose">Ce que le calcul propose</h2>
      <p class="small">
        Le calcul ordonne par les points de la grille votée et des objectifs publiés. Il n’oblige pas la
        commission : suivre cet ordre ou le quitter demande les mêmes gestes.
      </p>
      {ordered.length === 0 ? null : <OrderTable ordered={ordered} />}
      {others.length === 0 ? null : (
        <p class="small">Hors du calcul, sans rang proposé : {others.join(', ')}.</p>
      )}
    </section>
  );
}

function OrderTable(props: { ordered: readonly { candidate: CandidateView; index: number }[] }): JSX.Element {
  return (
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
          {props.ordered.map(({ candidate: { number, totalPoints, proposedRank, sheet }, index }) => (
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
  );
}
