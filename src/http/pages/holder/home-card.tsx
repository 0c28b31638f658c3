/** A home as a holder reads it, on screen and printed, with what it may answer. */
import type { JSX } from 'preact';
import type { DesignationAnswer, HolderHome } from '../../../committee/orientation/holder-port.ts';
import { designatedView } from '../../../committee/orientation/holder-view.ts';
import type { ReservationHolder } from '../../../domain/reservation.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchEuros, frenchNumber, frenchShortDate } from '../../../kernel/french.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { fullAddress } from '../orientation/orientation-words.ts';
import { clockInWords, designatedInWords } from './holder-words.ts';

export type AnswerOutcome = { answer: DesignationAnswer; unreadable: readonly string[] };

const accessibilityWords = {
  none: 'pas d’accès particulier',
  stepFree: 'accès sans marche',
  wheelchair: 'accessible en fauteuil roulant',
} as const;

/** Facts of the home, and nothing of any household. */
export function HomeSheet({ home }: { home: HolderHome }): JSX.Element {
  const place = home.home;
  const floor =
    place.floor === null ? 'inconnu' : place.floor === 0 ? 'rez-de-chaussée' : String(place.floor);
  const lift = place.lift === null ? '' : place.lift ? ', ascenseur' : ', sans ascenseur';
  const rows: [string, string][] = [
    ['Adresse', fullAddress(place)],
    ['Logement', `${place.typology}, ${frenchNumber(place.surfaceM2, 0)} m², étage : ${floor}${lift}`],
    ['Accès', accessibilityWords[place.accessibility]],
    [
      'Loyer',
      `${frenchEuros(place.rentCents + place.annexRentCents)} + charges ${frenchEuros(place.chargesCents)}`,
    ],
    ['Financement', place.financing],
    [
      'Quartier',
      place.qpvCode === null ? 'hors quartier prioritaire (QPV)' : 'en quartier prioritaire (QPV)',
    ],
    ['Énergie', place.energyClass === null ? 'classe inconnue' : `classe ${place.energyClass}`],
    [
      'Disponible',
      home.vacancy.availableOn === null
        ? 'date à confirmer'
        : `le ${frenchShortDate(home.vacancy.availableOn)}`,
    ],
  ];
  return (
    <ScrollBox label={`Fiche du logement, ${place.address}`}>
      <table class="plain">
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

export function Designated(props: {
  holder: Pick<ReservationHolder, 'kind'>;
  home: HolderHome;
}): JSX.Element | null {
  const { home, holder } = props;
  if (home.designated.length === 0) return null;
  return (
    <ScrollBox label={`Vos candidats, ${home.home.address}`}>
      <table class="plain">
        <caption>Vos candidats</caption>
        <thead>
          <tr>
            <th scope="col">Numéro unique</th>
            <th scope="col">Désigné le</th>
            <th scope="col">Où il en est</th>
          </tr>
        </thead>
        <tbody>
          {home.designated.map((facts) => (
            <tr key={facts.number}>
              <td class="figure">{facts.number}</td>
              <td>{frenchShortDate(facts.designatedOn)}</td>
              <td>{designatedInWords(designatedView(holder.kind, facts))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

/** The clock, the candidates, and the two answers: designate, or give the home back. `action` is the form's address. */
export function HolderAnswerForms(props: {
  csrfToken: string;
  action: string;
  holder: Pick<ReservationHolder, 'kind'>;
  home: HolderHome;
  today: CivilDate;
  outcome: AnswerOutcome | null;
}): JSX.Element {
  const { home, outcome } = props;
  const refused = outcome
    ? [...outcome.answer.refused.map(({ number }) => number), ...outcome.unreadable]
    : [];
  return (
    <>
      <p>
        <strong>{clockInWords(home, props.today)}</strong>{' '}
        {home.firstQuartileExcluded
          ? 'Le réservataire n’a pas abouti et le logement est en QPV : le maire désigne des ménages qui ne sont pas du premier quartile de ressources (L441-1). Le bailleur vérifie les ressources.'
          : ''}
      </p>
      <Outcome outcome={outcome} />
      <Designated holder={props.holder} home={home} />
      <form method="post" action={`${props.action}/designations`} class="prose">
        <input type="hidden" name="_csrf" value={props.csrfToken} />
        <div class="field">
          <label for="numeros">Numéros uniques de vos candidats, un par ligne</label>
          <textarea
            id="numeros"
            name="numeros"
            rows={4}
            cols={24}
            required
            autocomplete="off"
            spellcheck={false}
          >
            {refused.join('\n')}
          </textarea>
          <p class="small quiet">
            Trois au moins, par ordre quelconque. Une colonne copiée d’un tableur convient : dix-huit
            caractères par numéro.
          </p>
        </div>
        {props.holder.kind === 'state' ? (
          <div>
            <span class="pin">
              <input type="checkbox" id="dalo" name="dalo" value="oui" />{' '}
              <label for="dalo">Désignation au titre du droit au logement opposable (DALO)</label>
            </span>
          </div>
        ) : null}
        <button type="submit" class="strong">
          Désigner ces candidats
        </button>
      </form>
      {home.designated.length > 0 ? null : (
        <details class="no-print">
          <summary>Nous ne proposons personne</summary>
          <form method="post" action={`${props.action}/refus`}>
            <input type="hidden" name="_csrf" value={props.csrfToken} />
            <p>Le logement revient aussitôt au bailleur. Ce choix ne se reprend pas ici.</p>
            <div>
              <span class="pin">
                <input type="checkbox" id="confirme" name="confirme" value="oui" required />{' '}
                <label for="confirme">Nous rendons ce logement sans candidat</label>
              </span>
            </div>
            <button type="submit">Rendre le logement</button>
          </form>
        </details>
      )}
    </>
  );
}

function Outcome({ outcome }: { outcome: AnswerOutcome | null }): JSX.Element | null {
  if (!outcome) return null;
  const { answer, unreadable } = outcome;
  return (
    <div class={answer.refused.length + unreadable.length > 0 ? 'alert' : 'proof'} role="status">
      {answer.designated.length === 0 ? null : (
        <p>{`${frenchNumber(answer.designated.length, 0)} candidat(s) désigné(s). Le bailleur les contacte.`}</p>
      )}
      {unreadable.length === 0 ? null : (
        <p>
          Ces lignes ne sont pas des numéros uniques (dix-huit chiffres et lettres) :{' '}
          <span class="figure">{unreadable.join(', ')}</span>.
        </p>
      )}
      {answer.refused.length === 0 ? null : (
        <p>
          Ces numéros ne peuvent pas être pris :{' '}
          <span class="figure">{answer.refused.map(({ number }) => number).join(', ')}</span>. Vérifiez chaque
          numéro avec le ménage, et que sa demande a été renouvelée ; au besoin, appelez le bailleur.
        </p>
      )}
    </div>
  );
}
