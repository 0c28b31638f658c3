/** Gestures beside a decision: postpone the home, record a member's tie with a candidate. */
import type { JSX } from 'preact';
import { postponementReasons } from '../../../committee/postponement.ts';
import type { AgendaHomeView, SessionHead } from '../../../committee/session-view.ts';
import type { PageFrame } from '../layout.tsx';

/** What the tool itself records at the closing is not offered. */
const recordedByClosing: readonly string[] = ['requestedInBallot', 'notReached'];

export function PostponeForm(props: { frame: PageFrame; place: AgendaHomeView; path: string }): JSX.Element {
  return (
    <details class="ask">
      <summary>Reporter ce logement à une autre séance</summary>
      <form method="post" action={`${props.path}/report`} class="narrow">
        <input type="hidden" name="_csrf" value={props.frame.csrfToken} />
        <input type="hidden" name="version" value={props.place.agenda.version} />
        <p class="field">
          <label for="raison">Raison du report</label>
          <select id="raison" name="raison" required>
            <option value="">à choisir</option>
            {postponementReasons
              .filter(({ code }) => !recordedByClosing.includes(code))
              .map(({ code, label }) => (
                <option key={code} value={code}>
                  {label}
                </option>
              ))}
          </select>
        </p>
        <p class="field">
          <label for="report-precision">Précision, s’il en faut une</label>
          <input id="report-precision" name="precision" maxLength={500} />
        </p>
        <button type="submit">Reporter ce logement</button>
      </form>
    </details>
  );
}

export function TieForm(props: {
  frame: PageFrame;
  view: SessionHead;
  place: AgendaHomeView;
  path: string;
}): JSX.Element | null {
  const { voices, withdrawnMemberIds } = props.place;
  const sitting = [...voices.voting, ...voices.consultative].filter(
    ({ memberId }) => !withdrawnMemberIds.includes(memberId),
  );
  if (sitting.length === 0) return null;
  return (
    <details class="ask">
      <summary>Un membre a un lien avec un candidat</summary>
      <form method="post" action={`${props.path}/lien`} class="gesture">
        <input type="hidden" name="_csrf" value={props.frame.csrfToken} />
        <label for="membre-lie">Membre qui se retire</label>
        <select id="membre-lie" name="membre" required>
          <option value="">à choisir</option>
          {sitting.map(({ memberId, name }) => (
            <option key={memberId} value={memberId}>
              {name}
            </option>
          ))}
        </select>
        <button type="submit">Noter son retrait pour ce logement</button>
      </form>
      <p class="small quiet">Il ne prend part ni au débat ni au vote ; le procès-verbal le dit.</p>
    </details>
  );
}
