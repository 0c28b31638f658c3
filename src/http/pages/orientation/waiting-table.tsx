/** The homes that wait for their holder, by what runs out first, each with the signed link to send. */
import type { JSX } from 'preact';
import type { Home } from '../../../domain/home.ts';
import { type CivilDate, daysBetween } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchShortDate } from '../../../kernel/french.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { homeLine } from './orientation-words.ts';

export type WaitingHome = {
  vacancyId: string;
  home: Home;
  holderName: string;
  dueOn: CivilDate | null;
  designated: number;
  /** Address of the signed link; null where its day is over. */
  linkHref: string | null;
};

export function WaitingTable(props: {
  waiting: readonly WaitingHome[];
  today: CivilDate;
  /** Null: the reader decides nothing. */
  csrfToken: string | null;
}): JSX.Element {
  return (
    <section class="card" aria-labelledby="chez-reservataires">
      <h2 id="chez-reservataires">{`Chez les réservataires : ${frenchCount(props.waiting.length, 'logement')}`}</h2>
      {props.waiting.length === 0 ? (
        <p>Aucun logement n’attend la réponse d’un réservataire.</p>
      ) : (
        <ScrollBox label="Logements chez les réservataires">
          <table class="plain">
            <thead>
              <tr>
                <th scope="col">Logement</th>
                <th scope="col">Réservataire</th>
                <th scope="col">Délai</th>
                <th scope="col" class="number">
                  Désignés
                </th>
                <th scope="col">Répondre sans compte</th>
                {props.csrfToken === null ? null : <th scope="col">Reprendre</th>}
              </tr>
            </thead>
            <tbody>
              {props.waiting.map((one) => (
                <tr key={`${one.vacancyId} ${one.holderName}`}>
                  <th scope="row">
                    <a href={`/agent/logements/${encodeURIComponent(one.vacancyId)}`}>{homeLine(one.home)}</a>
                  </th>
                  <td>{one.holderName}</td>
                  <td>{delayInWords(one.dueOn, props.today)}</td>
                  <td class="number">{one.designated}</td>
                  <td>
                    {one.linkHref === null ? (
                      <span class="quiet">délai passé</span>
                    ) : (
                      <a href={one.linkHref} aria-label={`lien signé pour ${homeLine(one.home)}`}>
                        lien signé
                      </a>
                    )}
                  </td>
                  {props.csrfToken === null ? null : (
                    <td>
                      {one.designated > 0 ? (
                        <span class="quiet">candidats désignés</span>
                      ) : (
                        <UndoForm one={one} csrfToken={props.csrfToken} />
                      )}
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
      <p class="small quiet">
        Copiez l’adresse du lien pour l’envoyer : il ouvre ce seul logement, pour ce réservataire, jusqu’au
        dernier jour de son délai, et le journal note son usage.
      </p>
    </section>
  );
}

export type OwnHome = { vacancyId: string; home: Home; useName: string };

/** The homes that the landlord keeps for a use of its own: no clock, but an orientation to take back like another. */
export function OwnUseTable(props: { own: readonly OwnHome[]; csrfToken: string | null }): JSX.Element {
  const { own, csrfToken } = props;
  return (
    <section class="card" aria-labelledby="gardes">
      <h2 id="gardes">{`Gardés par nous : ${frenchCount(own.length, 'logement')}`}</h2>
      {own.length === 0 ? (
        <p>
          Aucun logement orienté vers le flux non réservé, une mutation ou un relogement. Ceux que vous gardez
          apparaîtront ici, et se reprennent tant qu’aucune séance ne les a.
        </p>
      ) : (
        <ScrollBox label="Logements gardés par le bailleur">
          <table class="plain">
            <thead>
              <tr>
                <th scope="col">Logement</th>
                <th scope="col">Usage</th>
                {csrfToken === null ? null : <th scope="col">Reprendre</th>}
              </tr>
            </thead>
            <tbody>
              {own.map((one) => (
                <tr key={one.vacancyId}>
                  <th scope="row">
                    <a href={`/agent/logements/${encodeURIComponent(one.vacancyId)}`}>{homeLine(one.home)}</a>
                    <br />
                    <span class="small quiet">{one.home.address}</span>
                  </th>
                  <td>{one.useName}</td>
                  {csrfToken === null ? null : (
                    <td>
                      <UndoForm one={one} csrfToken={csrfToken} />
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </section>
  );
}

/** While nobody was designated the service may take the home back; the journal keeps why. */
function UndoForm(props: { one: Pick<WaitingHome, 'vacancyId' | 'home'>; csrfToken: string }): JSX.Element {
  const { one, csrfToken } = props;
  const id = `reprise-${one.vacancyId}`;
  return (
    <details>
      <summary aria-label={`Reprendre l’orientation : ${homeLine(one.home)}`}>Reprendre</summary>
      <form method="post" action="/agent/orientation/reprise">
        <input type="hidden" name="_csrf" value={csrfToken} />
        <input type="hidden" name="logement" value={one.vacancyId} />
        <label for={id}>Pourquoi ?</label>
        <input id={id} name="raison" required minLength={5} maxLength={300} autocomplete="off" />
        <button type="submit">Reprendre l’orientation</button>
      </form>
    </details>
  );
}

function delayInWords(dueOn: CivilDate | null, today: CivilDate): string {
  if (dueOn === null) return 'sans délai';
  const days = daysBetween(today, dueOn);
  if (days < 0) return `passé depuis le ${frenchShortDate(dueOn)}`;
  return days === 0 ? 'dernier jour' : `${frenchShortDate(dueOn)}, dans ${frenchCount(days, 'jour')}`;
}
