/** "Jamais présentés" and "éternels troisièmes": whom the lists of the law and of the sessions leave behind. */
import type { ComponentChildren, JSX } from 'preact';
import type {
  AbnormalDelays,
  OftenEligible,
  Waiter,
  WaitingPage as Waiting,
} from '../../../committee/board/waiting.ts';
import { geography } from '../../../domain/territory.ts';
import { type CivilDate, monthsElapsed } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchNumber, frenchShortDate } from '../../../kernel/french.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';

type WaitingPageProps = {
  frame: PageFrame;
  date: CivilDate;
  delays: AbnormalDelays;
  waiting: Waiting;
  often: OftenEligible;
  page: number;
  pages: number;
  fileRef: (number: string) => string;
};

export function WaitingPage(props: WaitingPageProps): JSX.Element {
  return (
    <Layout
      frame={props.frame}
      title="Demandes en attente"
      crumbs={[{ href: '/agent', label: 'Ma journée' }]}
    >
      <h1>Ceux que les listes oublient</h1>
      <LongWaiters {...props} />
      <NeverShown {...props} />
      <AlwaysLast {...props} />
    </Layout>
  );
}

function LongWaiters(props: WaitingPageProps): JSX.Element {
  const { waiting, page, pages } = props;
  return (
    <section class="card" aria-labelledby="jamais">
      <h2 id="jamais">
        Jamais présentés, au-delà du délai anormalement long ({frenchNumber(waiting.total, 0)})
      </h2>
      <p class="prose">
        Le Code demande de les repérer (R441-2-15 III). {delaysInWords(props.delays)} « Présentée » veut dire
        : inscrite au moins une fois à l’ordre du jour d’une séance tenue dans parcours.
      </p>
      {waiting.waiters.length === 0 ? (
        <p>Aucune demande dans ce cas.</p>
      ) : (
        <>
          <People {...props} label="Jamais présentés" people={waiting.waiters} heads={[]} cells={() => []} />
          {pages > 1 && (
            <nav aria-label="Pages" class="gesture">
              {page > 1 && (
                <a class="button" rel="prev" href={`/agent/demandes/attente?page=${page - 1}`}>
                  Page précédente
                </a>
              )}
              <span>{`Page ${page} sur ${pages}`}</span>
              {page < pages && (
                <a class="button" rel="next" href={`/agent/demandes/attente?page=${page + 1}`}>
                  Page suivante
                </a>
              )}
            </nav>
          )}
        </>
      )}
    </section>
  );
}

function delaysInWords({ everywhere, territories }: AbnormalDelays): string {
  const unknown = 'aucun arrêté n’est chargé, personne ne peut y être compté';
  const here =
    everywhere === null ? `Délai inconnu : ${unknown}.` : `Délai : ${frenchNumber(everywhere, 0)} mois.`;
  const others = territories.map(
    ({ name, months }) => `${name} : ${months === null ? unknown : `${frenchNumber(months, 0)} mois`}.`,
  );
  return [here, ...others].join(' ');
}

function NeverShown(props: WaitingPageProps): JSX.Element {
  const { neverShown, sessions } = props.often;
  const from = sessions.at(-1);
  return (
    <section class="card" aria-labelledby="souvent">
      <h2 id="souvent">Souvent sur les listes, jamais en commission</h2>
      <p class="prose">
        Ménages proposés ou suivants sur les listes d’au moins trois logements
        {from === undefined ? '' : `, depuis la séance du ${frenchShortDate(from)}`}, et à aucun ordre du
        jour.
      </p>
      {neverShown.length === 0 ? (
        <p>{sessions.length === 0 ? 'Aucune liste n’a encore été calculée.' : 'Personne dans ce cas.'}</p>
      ) : (
        <People
          {...props}
          label="Souvent sur les listes"
          people={neverShown}
          heads={['Logements', 'Meilleur rang']}
          cells={({ homes, bestRank }) => [
            frenchNumber(homes, 0),
            bestRank === null ? 'suivant' : String(bestRank),
          ]}
        />
      )}
    </section>
  );
}

function AlwaysLast(props: WaitingPageProps): JSX.Element {
  const { alwaysLast } = props.often;
  return (
    <section class="card" aria-labelledby="troisiemes">
      <h2 id="troisiemes">Éternels troisièmes</h2>
      <p class="prose">Ménages examinés au moins deux fois en commission et jamais classés premiers.</p>
      {alwaysLast.length === 0 ? (
        <p>Personne dans ce cas.</p>
      ) : (
        <People
          {...props}
          label="Éternels troisièmes"
          people={alwaysLast}
          heads={['Fois examiné', 'Meilleur rang']}
          cells={({ shown, bestRank }) => [
            frenchNumber(shown, 0),
            bestRank === null ? 'aucun' : String(bestRank),
          ]}
        />
      )}
    </section>
  );
}

function People<Person extends Waiter>(props: {
  date: CivilDate;
  fileRef: (number: string) => string;
  label: string;
  people: readonly Person[];
  heads: readonly string[];
  cells: (person: Person) => readonly ComponentChildren[];
}): JSX.Element {
  const { communes } = geography();
  return (
    <ScrollBox label={props.label}>
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">Ménage</th>
            <th scope="col">Demande du</th>
            <th scope="col" class="number">
              Attente
            </th>
            <th scope="col">Premier souhait</th>
            {props.heads.map((head) => (
              <th key={head} scope="col" class="number">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.people.map((person) => (
            <tr key={person.number}>
              <th scope="row">
                <a href={`/agent/dossiers/${props.fileRef(person.number)}`}>
                  {person.name ?? 'Sans nom connu'}
                </a>
                <br />
                <span class="small quiet">
                  {frenchCount(person.persons, 'personne')}
                  {person.transfer ? ', mutation' : ''}
                </span>
              </th>
              <td>{frenchShortDate(person.filedOn)}</td>
              <td class="number">{frenchNumber(monthsElapsed(person.filedOn, props.date), 0)} mois</td>
              <td>{person.insee === null ? '—' : (communes.get(person.insee)?.name ?? person.insee)}</td>
              {props.cells(person).map((cell, index) => (
                <td key={props.heads[index]} class="number">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
