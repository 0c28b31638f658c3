/** What the search box found. */
import type { JSX } from 'preact';
import type { BoardRow } from '../../../committee/board/board-list.ts';
import type { KnownPerson } from '../../../committee/board/day-facts.ts';
import { stageNames } from '../../../committee/board/stage.ts';
import type { FoundFile } from '../../../committee/candidates/file-port.ts';
import { frenchCount, frenchShortDate } from '../../../kernel/french.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { homeName, homePath } from './home-words.ts';

const crumbs = [{ href: '/agent', label: 'Ma journée' }];

/** A pasted column of numbers: the files found, in the order given, and what was not. */
export function FoundNumbersPage(props: {
  frame: PageFrame;
  found: readonly { number: string; person: KnownPerson }[];
  unknown: readonly string[];
  unread: readonly string[];
  fileRef: (number: string) => string;
}): JSX.Element {
  const { found, unknown, unread } = props;
  return (
    <Layout frame={props.frame} title="Numéros collés" crumbs={crumbs}>
      <h1>{frenchCount(found.length + unknown.length, 'numéro')} lus</h1>
      {found.length > 0 && (
        <section class="card" aria-labelledby="connus">
          <h2 id="connus">{frenchCount(found.length, 'dossier')} dans parcours</h2>
          <ScrollBox label="Dossiers trouvés">
            <table class="plain">
              <thead>
                <tr>
                  <th scope="col">Numéro unique</th>
                  <th scope="col">Ménage</th>
                </tr>
              </thead>
              <tbody>
                {found.map(({ number, person }) => (
                  <tr key={number}>
                    <th scope="row">
                      <a href={`/agent/dossiers/${props.fileRef(number)}`}>{number}</a>
                    </th>
                    <td>
                      {person.name ?? 'Sans nom connu'}
                      {person.isProtected ? ' (dossier protégé)' : ''}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollBox>
        </section>
      )}
      {unknown.length > 0 && (
        <section class="card" aria-labelledby="inconnus">
          <h2 id="inconnus">{frenchCount(unknown.length, 'numéro inconnu', 'numéros inconnus')} ici</h2>
          <p>
            Ces demandes ne sont pas dans le dernier extrait importé : elles sont peut-être radiées, ou plus
            récentes que lui.
          </p>
          <ul>
            {unknown.map((number) => (
              <li key={number}>{number}</li>
            ))}
          </ul>
        </section>
      )}
      {unread.length > 0 && (
        <p class="quiet">
          {frenchCount(unread.length, 'cellule')} sans numéro : {unread.slice(0, 5).join(' · ')}
          {unread.length > 5 ? '…' : ''}
        </p>
      )}
      <p>
        <a href="/agent/sne">Comparer une liste avec le registre national (SNE)</a>
      </p>
    </Layout>
  );
}

/** Homes and people whose words match. */
export function FoundPage(props: {
  frame: PageFrame;
  text: string;
  homes: readonly BoardRow[];
  homesFound: number;
  /** Null where the reader may not read files. */
  people: readonly FoundFile[] | null;
  fileRef: (number: string) => string;
}): JSX.Element {
  return (
    <Layout frame={props.frame} title="Recherche" crumbs={crumbs}>
      <h1>Recherche : {props.text}</h1>
      <section class="card" aria-labelledby="trouves">
        <h2 id="trouves">{frenchCount(props.homesFound, 'logement libéré', 'logements libérés')}</h2>
        {props.homes.length === 0 ? <p>Aucun logement libéré à cette adresse.</p> : null}
        <ul class="checks">
          {props.homes.map((row) => (
            <li key={row.freed.vacancy.id}>
              <a href={homePath(row.freed.vacancy.id)}>{homeName(row.freed, row.commune)}</a> :{' '}
              {stageNames[row.life.stage]}
            </li>
          ))}
        </ul>
      </section>
      {props.people === null ? null : (
        <section class="card" aria-labelledby="menages">
          <h2 id="menages">{frenchCount(props.people.length, 'demande')}</h2>
          {props.people.length === 0 ? <p>Aucune demande à ce nom ou à ce numéro.</p> : null}
          <ul class="checks">
            {props.people.map((person) => (
              <li key={person.number}>
                <a href={`/agent/dossiers/${props.fileRef(person.number)}`}>
                  {person.name ?? 'Sans nom connu'}
                </a>
                , {frenchCount(person.persons, 'personne')}, demande du {frenchShortDate(person.filedOn)}
              </li>
            ))}
          </ul>
        </section>
      )}
    </Layout>
  );
}
