/** The sittings of the commission: those that come, those that were held, and a new one. */
import type { JSX } from 'preact';
import type { Bylaws } from '../../../committee/bylaws.ts';
import type { SessionMode } from '../../../committee/session.ts';
import type { CommissionView, SessionLine } from '../../../committee/session-view.ts';
import { addDays, type CivilDate } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchNumber, frenchShortDate } from '../../../kernel/french.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { Refused } from './notices.tsx';
import { cadenceSentence, modeNames, sessionTitle, stateNames } from './session-words.ts';

export type TypedSession = Readonly<
  Record<'commission' | 'jour' | 'heure' | 'lieu' | 'mode' | 'nature', string>
>;

export function SessionsPage(props: {
  frame: PageFrame;
  lines: readonly SessionLine[];
  commissions: readonly CommissionView[];
  today: CivilDate;
  /** Identifier that the new sitting takes: the same form sent twice makes one. */
  newKey: string;
  typed: TypedSession | null;
  /** Asked for by the link that led here, before anything is typed. */
  emergency: boolean;
  refusal: string | null;
}): JSX.Element {
  return (
    <Layout frame={props.frame} title="Séances de la commission">
      <h1>Séances de la commission</h1>
      <PageWords words={['caleol', 'quorum']} />
      {props.commissions.map((view) => (
        <Cadence key={view.commission.id} view={view} today={props.today} />
      ))}
      <section class="card">
        <h2>Séances</h2>
        {props.lines.length === 0 ? (
          <p>Aucune séance pour l’instant. Celle que vous créerez ci-dessous apparaîtra ici.</p>
        ) : (
          <SessionsTable lines={props.lines} />
        )}
        <p>
          <a href="/agent/seances/ecarts">Quand la commission s’écarte de l’ordre proposé</a>
        </p>
      </section>
      <section class="card" aria-labelledby="nouvelle">
        <h2 id="nouvelle">Nouvelle séance</h2>
        {props.refusal === null ? null : <Refused sentence={props.refusal} />}
        {props.commissions.length === 0 ? (
          <p>
            Aucune commission n’est enregistrée : votre administrateur l’ajoute avec ses membres dans le
            règlement intérieur.
          </p>
        ) : (
          <NewSession {...props} />
        )}
      </section>
    </Layout>
  );
}

function Cadence({ view, today }: { view: CommissionView; today: CivilDate }): JSX.Element {
  const { sentence, late } = cadenceSentence(view.lastHeldOn, view.nextDueBy, today);
  return (
    <p class={late ? 'alert' : 'proof'}>
      {view.commission.name}. {sentence} <a href="/agent/reglement">Règlement intérieur et membres</a>
    </p>
  );
}

function SessionsTable({ lines }: { lines: readonly SessionLine[] }): JSX.Element {
  return (
    <ScrollBox label="Séances">
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">Séance</th>
            <th scope="col">État</th>
            <th scope="col">Tenue</th>
            <th scope="col" class="number">
              Logements
            </th>
            <th scope="col" class="number">
              Candidats
            </th>
            <th scope="col" class="number">
              Décidés
            </th>
            <th scope="col" class="number">
              Reportés
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ session, ...line }) => (
            <tr key={session.id}>
              <th scope="row">
                <a href={`/agent/seances/${session.id}${session.state === 'open' ? '/tenue' : ''}`}>
                  {sessionTitle(session)}
                </a>
                <br />
                <span class="small quiet">
                  {line.commissionName}, le {frenchShortDate(session.heldOn)}
                  {session.startsAt === null ? '' : ` à ${session.startsAt}`}
                </span>
              </th>
              <td>{stateNames[session.state]}</td>
              <td>{modeNames[session.mode]}</td>
              <td class="number">{frenchNumber(line.homes, 0)}</td>
              <td class="number">{frenchNumber(line.candidates, 0)}</td>
              <td class="number">{frenchNumber(line.decided, 0)}</td>
              <td class="number">{frenchNumber(line.postponed, 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function NewSession(props: Parameters<typeof SessionsPage>[0]): JSX.Element {
  const { frame, typed, commissions } = props;
  const bylaws = (commissions.find(({ commission }) => commission.id === typed?.commission) ?? commissions[0])
    ?.bylaws;
  const firstDay = bylaws ? addDays(props.today, bylaws.convocationDays) : props.today;
  return (
    <form method="post" action="/agent/seances" class="narrow">
      <input type="hidden" name="_csrf" value={frame.csrfToken} />
      <input type="hidden" name="_key" value={props.newKey} />
      <p class="field">
        <label for="commission">Commission</label>
        <select id="commission" name="commission">
          {commissions.map(({ commission }) => (
            <option key={commission.id} value={commission.id} selected={commission.id === typed?.commission}>
              {commission.name}
            </option>
          ))}
        </select>
      </p>
      <p class="field">
        <label for="jour">Jour</label>
        <input id="jour" name="jour" type="date" required value={typed?.jour ?? firstDay} />
        {bylaws ? <span class="small quiet">{delaySentence(bylaws, firstDay)}</span> : null}
      </p>
      <p class="field">
        <label for="heure">Heure</label>
        <input id="heure" name="heure" type="time" value={typed?.heure ?? ''} />
      </p>
      <p class="field">
        <label for="lieu">Lieu, ou adresse de la visioconférence</label>
        <input id="lieu" name="lieu" maxLength={200} value={typed?.lieu ?? ''} />
      </p>
      <p class="field">
        <label for="mode">Comment elle se tient</label>
        <select id="mode" name="mode">
          {modesOf(bylaws).map((mode) => (
            <option key={mode} value={mode} selected={mode === typed?.mode}>
              {modeNames[mode]}
            </option>
          ))}
        </select>
        <span class="small quiet">Seuls les modes que le règlement intérieur prévoit sont proposés.</span>
      </p>
      <p class="field">
        <label for="nature">Nature</label>
        <select id="nature" name="nature">
          <option value="ordinary">ordinaire</option>
          {bylaws?.emergency.allowed === false ? null : (
            <option value="emergency" selected={typed ? typed.nature === 'emergency' : props.emergency}>
              d’urgence (sinistre, mise à l’abri)
            </option>
          )}
        </select>
      </p>
      <button type="submit" class="strong">
        Créer la séance
      </button>
    </form>
  );
}

function delaySentence(bylaws: Bylaws, firstDay: CivilDate): string {
  const days = frenchCount(bylaws.convocationDays, 'jour');
  return `Le règlement demande ${days} entre la convocation et la séance : au plus tôt le ${frenchShortDate(firstDay)}.`;
}

function modesOf(bylaws: Bylaws | undefined): SessionMode[] {
  return [
    'inPerson',
    ...(bylaws?.remote ? (['remote'] as const) : []),
    ...(bylaws?.asynchronous.allowed ? (['asynchronous'] as const) : []),
  ];
}
