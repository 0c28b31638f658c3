/** All decided homes by what runs out first: what is to do, on whom one waits, and until when. */
import type { JSX } from 'preact';
import { stageInWords, stageNames } from '../../../committee/letting/words.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchShortDate } from '../../../kernel/french.ts';
import { householdInWords } from '../../../matching/candidate-sheet.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { countsByStage, type ShownLetting, type StageGroup } from './letting-reading.ts';

export type LettingsFilter = {
  group: StageGroup | 'open' | 'all';
  /** INSEE code; null: everywhere. */
  commune: string | null;
  sessionId: string | null;
};

const groupNames: Readonly<Record<LettingsFilter['group'], string>> = {
  open: 'En cours',
  todo: 'À faire par nous',
  waiting: 'En attente d’un ménage',
  over: 'Terminés',
  all: 'Tous',
};

export function LettingsPage(props: {
  frame: PageFrame;
  today: CivilDate;
  filter: LettingsFilter;
  /** Before the filters. */
  all: readonly ShownLetting[];
  shown: readonly ShownLetting[];
}): JSX.Element {
  const { all, shown } = props;
  return (
    <Layout frame={props.frame} title="Suites des séances" crumbs={[{ href: '/agent', label: 'Ma journée' }]}>
      <h1>Suites des séances</h1>
      <PageWords words={['caleol', 'holder', 'rank', 'dalo']} />
      {all.length === 0 ? (
        <section class="card">
          <p>
            Aucun logement décidé pour l’instant. Dès qu’une séance est close, ses logements apparaissent ici
            avec leur liste, la proposition à envoyer et le délai qui court.
          </p>
        </section>
      ) : (
        <>
          <p class="lead">
            {countsByStage(all)
              .map(({ kind, count }) => `${stageNames[kind].toLocaleLowerCase('fr-FR')} : ${count}`)
              .join(' · ')}
          </p>
          <Filters {...props} />
          <section class="card" aria-labelledby="liste">
            <h2 id="liste">{frenchCount(shown.length, 'logement')}</h2>
            {shown.length === 0 ? (
              <p>Aucun logement ne répond à ces filtres. Élargissez-les pour voir les autres.</p>
            ) : (
              <LettingsTable shown={shown} today={props.today} />
            )}
          </section>
        </>
      )}
    </Layout>
  );
}

function Filters({ filter, all }: { filter: LettingsFilter; all: readonly ShownLetting[] }): JSX.Element {
  const communes = new Map(all.map(({ home, communeName }) => [home.home.insee, communeName]));
  const sessions = new Map(all.map(({ home }) => [home.sessionId, home.heldOn]));
  return (
    <form method="get" action="/agent/suites" class="gesture card">
      <label for="etat">État</label>
      <select id="etat" name="etat">
        {Object.entries(groupNames).map(([value, label]) => (
          <option key={value} value={value} selected={value === filter.group}>
            {label}
          </option>
        ))}
      </select>
      <label for="commune">Commune</label>
      <select id="commune" name="commune">
        <option value="">Toutes</option>
        {[...communes]
          .sort((a, b) => a[1].localeCompare(b[1], 'fr'))
          .map(([insee, name]) => (
            <option key={insee} value={insee} selected={insee === filter.commune}>
              {name}
            </option>
          ))}
      </select>
      <label for="seance">Séance</label>
      <select id="seance" name="seance">
        <option value="">Toutes</option>
        {[...sessions]
          .sort((a, b) => (a[1] < b[1] ? 1 : -1))
          .map(([id, heldOn]) => (
            <option key={id} value={id} selected={id === filter.sessionId}>
              {frenchShortDate(heldOn)}
            </option>
          ))}
      </select>
      <button type="submit">Filtrer</button>
    </form>
  );
}

const stateClasses: Readonly<Record<ShownLetting['stage']['waitsOn'], string>> = {
  landlord: 'tag tag-warn',
  household: 'tag',
  nobody: 'tag tag-good',
};

function LettingsTable({ shown, today }: { shown: readonly ShownLetting[]; today: CivilDate }): JSX.Element {
  return (
    <ScrollBox label="Logements décidés">
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">Logement</th>
            <th scope="col">État</th>
            <th scope="col">Jusqu’au</th>
            <th scope="col">Ce qu’il y a à faire</th>
            <th scope="col">Ménage</th>
            <th scope="col">Séance</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((letting) => (
            <tr key={letting.vacancyId}>
              <th scope="row">
                <a href={lettingPath(letting.vacancyId)}>{letting.title}</a>
                <br />
                <span class="small quiet">
                  {letting.home.home.address}
                  {letting.holderName === null ? '' : `, ${letting.holderName}`}
                </span>
              </th>
              <td>
                <span class={stateClasses[letting.stage.waitsOn]}>{stageNames[letting.stage.kind]}</span>
              </td>
              <td>{letting.stage.until === null ? '' : frenchShortDate(letting.stage.until)}</td>
              <td>{stageInWords(letting.stage)}</td>
              <td>{concerned(letting, today)}</td>
              <td>{frenchShortDate(letting.home.heldOn)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function concerned({ stage }: ShownLetting, today: CivilDate): string {
  if (stage.place === null) return '';
  const { application } = stage.place.candidate;
  const words = application === null ? 'demande inconnue' : householdInWords(application.household, today);
  return application?.name ? `${application.name}, ${words}` : words;
}

export function lettingPath(vacancyId: string): string {
  return `/agent/suites/${encodeURIComponent(vacancyId)}`;
}
