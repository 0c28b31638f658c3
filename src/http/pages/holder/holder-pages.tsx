/** The space of a reservation holder: its homes with their clock, one home, and what became of its candidates. */
import type { ComponentChildren, JSX } from 'preact';
import type { HolderHome, HolderSpace } from '../../../committee/orientation/holder-port.ts';
import type { ReservationHolder } from '../../../domain/reservation.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchCount } from '../../../kernel/french.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { homeDetails, homeLine } from '../orientation/orientation-words.ts';
import { clockInWords } from './holder-words.ts';
import { type AnswerOutcome, Designated, HolderAnswerForms, HomeSheet } from './home-card.tsx';

export function HolderPage(props: {
  frame: PageFrame;
  space: HolderSpace;
  today: CivilDate;
  /** What was just done: a home given back. */
  returned: boolean;
}): JSX.Element {
  const { space, today } = props;
  return (
    <Layout frame={props.frame} title={space.holder.name}>
      <h1>{`${space.holder.name} : ${frenchCount(space.homes.length, 'logement')} à pourvoir`}</h1>
      {props.returned ? (
        <p class="proof" role="status">
          Le logement est rendu : le bailleur en est averti sur son tableau.
        </p>
      ) : null}
      <PageWords words={['holder', 'qpv', 'financing', 'caleol']} />
      {space.homes.length === 0 ? (
        <p class="card">
          Aucun logement n’est orienté vers vous. Ceux que le bailleur vous réserve apparaîtront ici, avec le
          jour jusqu’auquel vous pouvez désigner.
        </p>
      ) : (
        <ul class="choices">
          {[...space.homes].sort(byClock).map((home) => (
            <li key={home.vacancy.id}>
              <div class="card">
                <a href={`/reservataire/logements/${encodeURIComponent(home.vacancy.id)}`}>
                  {homeLine(home.home)}
                </a>
                <p class="small quiet">{`${home.home.address} · ${homeDetails(home.home)}`}</p>
                <p>
                  <strong>{clockInWords(home, today)}</strong>
                </p>
                <p class="small">
                  {home.designated.length === 0
                    ? 'Vous n’avez encore désigné personne.'
                    : `${frenchCount(home.designated.length, 'candidat désigné', 'candidats désignés')}.`}
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
      {space.followed.length === 0 ? null : (
        <section class="card" aria-labelledby="suivis">
          <h2 id="suivis">Vos désignations passées</h2>
          {space.followed.map((home) => (
            <details key={home.vacancy.id}>
              <summary>{homeLine(home.home)}</summary>
              <Designated holder={space.holder} home={home} />
            </details>
          ))}
        </section>
      )}
    </Layout>
  );
}

function byClock(a: HolderHome, b: HolderHome): number {
  return (a.dueOn ?? '9') < (b.dueOn ?? '9') ? -1 : 1;
}

/** One home: its sheet, printable, and the holder's answer; the same page by account or by signed link. */
export function HolderHomePage(props: {
  frame: PageFrame;
  holder: ReservationHolder;
  home: HolderHome;
  today: CivilDate;
  action: string;
  outcome: AnswerOutcome | null;
  refusal: string | null;
  /** False behind a signed link: there is no space to go back to. */
  hasSpace: boolean;
}): JSX.Element {
  const { frame, home, holder } = props;
  const title = homeLine(home.home);
  const crumbs = [
    { href: '/reservataire', label: holder.name },
    { href: props.action, label: title },
  ];
  return (
    <Layout frame={frame} title={title} {...(props.hasSpace ? { crumbs } : {})}>
      <h1>{title}</h1>
      <p class="quiet">{`Orienté vers ${holder.name}. Imprimez cette page pour garder la fiche.`}</p>
      {props.refusal === null ? null : (
        <p class="alert" role="alert">
          {props.refusal}
        </p>
      )}
      <div class="card">
        <HomeSheet home={home} />
      </div>
      <section class="card" aria-labelledby="reponse">
        <h2 id="reponse">Votre réponse</h2>
        <HolderAnswerForms
          csrfToken={frame.csrfToken}
          action={props.action}
          holder={holder}
          home={home}
          today={props.today}
          outcome={props.outcome}
        />
      </section>
    </Layout>
  );
}

/** A link that no longer holds, or an answer that ended it: what happened, and what one can do. */
export function HolderMessagePage(props: {
  frame: PageFrame;
  title: string;
  children: ComponentChildren;
}): JSX.Element {
  return (
    <Layout frame={props.frame} title={props.title}>
      <h1>{props.title}</h1>
      <div class="card prose">{props.children}</div>
    </Layout>
  );
}
