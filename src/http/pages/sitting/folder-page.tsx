/** Preparing a sitting: its homes and what each still lacks, its members, its papers, and the convocation. */
import type { ComponentChildren, JSX } from 'preact';
import type { AgendaLine, SessionLines } from '../../../committee/session-excerpt.ts';
import { frenchCount, frenchNumber, frenchShortDate } from '../../../kernel/french.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { CopyLater } from '../exports/copy-later.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { AddHomes, type AddHomesProps } from './add-homes.tsx';
import { AfterClosing, type NextRooms } from './after-closing.tsx';
import { MembersTable } from './members-table.tsx';
import { Refused } from './notices.tsx';
import { sessionCrumbs } from './session-crumbs.ts';
import {
  agendaStateNames,
  homeName,
  marksOf,
  modeNames,
  momentInParis,
  sessionTitle,
  stateNames,
} from './session-words.ts';

export type FolderPageProps = {
  frame: PageFrame;
  view: SessionLines;
  adding: AddHomesProps | null;
  rooms: NextRooms;
  refusal: string | null;
};

export function FolderPage(props: FolderPageProps): JSX.Element {
  const { frame, view } = props;
  const { session } = view;
  return (
    <Layout frame={frame} title={sessionTitle(session)} crumbs={sessionCrumbs(null)}>
      <h1>
        {sessionTitle(session)} <span class="tag">{stateNames[session.state]}</span>
      </h1>
      <PageWords words={['caleol', 'quorum', 'holder']} />
      {props.refusal === null ? null : <Refused sentence={props.refusal} />}
      <SessionFacts frame={frame} view={view} />
      <NextGesture {...props} />
      <AfterClosing frame={frame} session={session} rooms={props.rooms} />
      <Agenda view={view} />
      {props.adding === null ? null : <AddHomes {...props.adding} />}
      <section class="card">
        <h2>Membres et convocation</h2>
        <p class="small">
          Le quorum est de {frenchCount(view.bylaws.quorum, 'membre nommé', 'membres nommés')}
          {view.bylaws.defaults.includes('quorum')
            ? ' (par défaut, à valider par votre conseil d’administration)'
            : ''}
          . Ceux qui ne siègent que pour certains logements ne reçoivent que ceux-là.
        </p>
        <MembersTable view={view} />
      </section>
    </Layout>
  );
}

function SessionFacts({ frame, view }: { frame: PageFrame; view: SessionLines }): JSX.Element {
  const { session } = view;
  const papers = `/agent/seances/${session.id}`;
  const at = ({ label, paper }: typeof folder | (typeof minutes)[number]) => ({
    label,
    subject: { what: 'sitting' as const, sessionId: session.id, paper },
  });
  return (
    <section class="card">
      <ul class="facts">
        <li>{view.commission.name}</li>
        <li>
          {frenchShortDate(session.heldOn)}
          {session.startsAt === null ? ', heure à fixer' : ` à ${session.startsAt}`}
        </li>
        <li>{session.place ?? 'lieu à fixer'}</li>
        <li>{modeNames[session.mode]}</li>
        <li>règlement intérieur, version {session.bylawsVersion}</li>
        {session.convenedAt === null ? null : <li>convoquée le {momentInParis(session.convenedAt)}</li>}
        {session.closedAt === null ? null : <li>close le {momentInParis(session.closedAt)}</li>}
      </ul>
      <ul class="facts">
        <Paper href={`${papers}/convocation.pdf`}>Convocation (PDF)</Paper>
        <Paper href={`${papers}/dossier.pdf`}>Dossier des membres (PDF)</Paper>
        {session.state === 'closed' ? (
          <>
            <Paper href={`${papers}/proces-verbal.pdf`}>Procès-verbal (PDF)</Paper>
            <Paper href={`${papers}/proces-verbal.ods`}>Procès-verbal (tableur)</Paper>
          </>
        ) : null}
        <li>
          <a href={`${papers}/projection`}>Mode projection</a>
        </li>
        <li>
          <a href={`/commission/seances/${session.id}/occupation`}>Examens de l’occupation et informations</a>
        </li>
        {session.state === 'open' || session.state === 'closed' ? (
          <li>
            <a href={`${papers}/tenue`}>Tenue de la séance</a>
          </li>
        ) : null}
      </ul>
      <CopyLater
        frame={frame}
        lead="Longs à dessiner ? En arrière-plan :"
        copies={session.state === 'closed' ? [folder, ...minutes].map(at) : [at(folder)]}
      />
    </section>
  );
}

const folder = { label: 'Dossier des membres', paper: 'folder' } as const;
const minutes = [
  { label: 'Procès-verbal', paper: 'minutes' },
  { label: 'Procès-verbal (tableur)', paper: 'minutesSheets' },
] as const;

function Paper({ href, children }: { href: string; children: ComponentChildren }): JSX.Element {
  return (
    <li>
      <a href={href}>{children}</a>
    </li>
  );
}

/** What the sitting waits for, and the one gesture that brings it on. */
function NextGesture({ frame, view }: FolderPageProps): JSX.Element | null {
  const { session, homes } = view;
  const path = `/agent/seances/${session.id}`;
  const blocked = homes.filter(({ candidatesCheck }) => candidatesCheck.state === 'blocked');
  if (session.state === 'draft') {
    return (
      <section class={blocked.length > 0 || homes.length === 0 ? 'alert' : 'proof'} aria-labelledby="suite">
        <h2 id="suite">Convoquer les membres</h2>
        <p>{readiness(homes.length, blocked.length)}</p>
        <div class="gesture">
          <Gesture frame={frame} action={`${path}/convoquer`} version={session.version} strong>
            Convoquer la séance
          </Gesture>
          <Gesture frame={frame} action={`${path}/annuler`} version={session.version}>
            Annuler la séance
          </Gesture>
        </div>
      </section>
    );
  }
  if (session.state === 'convened') {
    return (
      <section class="proof" aria-labelledby="suite">
        <h2 id="suite">Ouvrir la séance</h2>
        <p>
          Les présences et l’ouverture se notent le jour de la séance.{' '}
          <a class="button strong" href={`${path}/tenue`}>
            Tenir la séance
          </a>
        </p>
        <Gesture frame={frame} action={`${path}/annuler`} version={session.version}>
          Annuler la séance
        </Gesture>
      </section>
    );
  }
  return null;
}

function readiness(homes: number, blocked: number): string {
  if (homes === 0) return 'L’ordre du jour est vide. Ajoutez les logements ci-dessous.';
  const agenda = `${frenchCount(homes, 'logement')} à l’ordre du jour.`;
  if (blocked === 0) return `${agenda} Chacun a trois candidats, ou l’exception qui en dispense.`;
  return `${agenda} ${frenchCount(blocked, 'logement a', 'logements ont')} moins de trois candidats sans exception confirmée : la convocation sera refusée.`;
}

export function Gesture(props: {
  frame: PageFrame;
  action: string;
  version: number;
  strong?: boolean;
  fields?: readonly (readonly [string, string])[];
  children: ComponentChildren;
}): JSX.Element {
  return (
    <form method="post" action={props.action}>
      <input type="hidden" name="_csrf" value={props.frame.csrfToken} />
      <input type="hidden" name="version" value={props.version} />
      {(props.fields ?? []).map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" class={props.strong ? 'strong' : undefined}>
        {props.children}
      </button>
    </form>
  );
}

function Agenda({ view }: { view: SessionLines }): JSX.Element {
  const { session, homes } = view;
  return (
    <section class="card">
      <h2>Ordre du jour : {frenchCount(homes.length, 'logement')}</h2>
      {homes.length === 0 ? (
        <p>Aucun logement pour l’instant. Ajoutez ceux d’un calcul, ou un logement à la main.</p>
      ) : (
        <ScrollBox label="Ordre du jour">
          <table class="plain">
            <thead>
              <tr>
                <th scope="col" class="number">
                  N°
                </th>
                <th scope="col">Logement</th>
                <th scope="col" class="number">
                  Candidats
                </th>
                <th scope="col" class="number">
                  Éligibles
                </th>
                <th scope="col">À régler avant la séance</th>
                <th scope="col">État</th>
              </tr>
            </thead>
            <tbody>
              {homes.map((place, index) => (
                <AgendaRow
                  key={place.agenda.vacancyId}
                  path={`/agent/seances/${session.id}/logements`}
                  place={place}
                  order={index + 1}
                />
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </section>
  );
}

function AgendaRow(props: { path: string; place: AgendaLine; order: number }): JSX.Element {
  const { place } = props;
  const marks = marksOf(place);
  const { pool } = place.agenda;
  return (
    <tr>
      <td class="number">{props.order}</td>
      <th scope="row">
        <a href={`${props.path}/${encodeURIComponent(place.agenda.vacancyId)}`}>{homeName(place)}</a>
        <br />
        <span class="small quiet">
          {place.holder === null ? 'non réservé' : `réservataire : ${place.holder.name}`}
        </span>
      </th>
      <td class="number">{frenchNumber(place.counts.candidates, 0)}</td>
      <td class="number">{pool === null ? '—' : frenchNumber(pool.eligible, 0)}</td>
      <td class={marks.length === 0 ? 'state-good' : 'state-warn'}>
        {marks.length === 0 ? '✔ rien' : marks.map((mark) => `▲ ${mark}`).join(' ; ')}
        {place.candidatesCheck.state === 'exception' ? ' (exception confirmée)' : ''}
      </td>
      <td>{agendaStateNames[place.agenda.state]}</td>
    </tr>
  );
}
