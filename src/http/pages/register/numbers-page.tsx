/** The applications of a pasted column of numbers, those that we do not know, and what could not be read. */
import type { JSX } from 'preact';
import type { PastedNumbers } from '../../../committee/register/pasted-numbers.ts';
import type { HeldFile } from '../../../committee/register-port.ts';
import type { Application } from '../../../domain/application.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchShortDate } from '../../../kernel/french.ts';
import { expiresOn } from '../../../law/application-life.ts';
import { householdInWords } from '../../../matching/candidate-sheet.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { NumbersForm } from './register-forms.tsx';

const statusNames: Readonly<Record<Application['status'], string>> = {
  live: 'active',
  housed: 'radiée : logé',
  renounced: 'radiée : renonciation',
  unreachable: 'radiée : sans réponse',
  inadmissible: 'radiée : irrecevable',
  expired: 'radiée : non renouvelée',
};

const malformedWords = {
  rounded:
    'le tableur a arrondi ce numéro : ses derniers chiffres sont perdus, copiez la colonne en format texte',
  tooShort: 'moins de 18 caractères : un zéro du début a pu tomber',
  tooLong: 'plus de 18 caractères',
} as const;

export function NumbersPage(props: {
  frame: PageFrame;
  today: CivilDate;
  pasted: PastedNumbers;
  files: readonly (HeldFile & { path: string })[];
  text: string;
}): JSX.Element {
  const held = new Set(props.files.map(({ application }) => application.number));
  const unknown = props.pasted.numbers.filter((number) => !held.has(number));
  return (
    <Layout
      frame={props.frame}
      title="Numéros collés"
      crumbs={[
        { href: '/agent', label: 'Ma journée' },
        { href: '/agent/sne', label: 'SNE' },
      ]}
    >
      <h1>Numéros collés</h1>
      <p class="lead" role="status">
        {props.pasted.numbers.length === 0
          ? 'Aucun numéro unique reconnu dans ce texte : un numéro a 18 caractères, chiffres ou majuscules.'
          : `${frenchCount(props.pasted.numbers.length, 'numéro reconnu', 'numéros reconnus')} : ${frenchCount(props.files.length, 'dossier trouvé', 'dossiers trouvés')}, ${frenchCount(unknown.length, 'inconnu')}.`}
      </p>
      {props.files.length === 0 ? null : <Found files={props.files} today={props.today} />}
      {unknown.length === 0 ? null : (
        <section class="card">
          <h2>Inconnus chez nous, ou hors de votre périmètre</h2>
          <ul>
            {unknown.map((number) => (
              <li key={number}>{number}</li>
            ))}
          </ul>
        </section>
      )}
      {props.pasted.malformed.length === 0 ? null : (
        <section class="card">
          <h2>Illisibles</h2>
          <ul>
            {props.pasted.malformed.map((row, index) => (
              <li key={index}>
                {row.text} : {malformedWords[row.because]}
              </li>
            ))}
          </ul>
        </section>
      )}
      <NumbersForm csrfToken={props.frame.csrfToken} text={props.text} />
    </Layout>
  );
}

function Found(props: { files: readonly (HeldFile & { path: string })[]; today: CivilDate }): JSX.Element {
  return (
    <section class="card">
      <h2>Dossiers trouvés</h2>
      <ScrollBox label="Dossiers trouvés">
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">Ménage</th>
              <th scope="col">Demande</th>
              <th scope="col">Valable jusqu’au</th>
              <th scope="col">Numéro unique</th>
            </tr>
          </thead>
          <tbody>
            {props.files.map(({ application, path, isProtected }) => {
              const expiry = expiresOn(application, props.today);
              return (
                <tr key={path}>
                  <th scope="row">
                    <a href={path}>{application.name ?? 'Dossier du ménage'}</a>
                    <br />
                    <span class="small quiet">{householdInWords(application.household, props.today)}</span>
                  </th>
                  <td>
                    {statusNames[application.status]}
                    {isProtected ? ', dossier protégé' : ''}
                  </td>
                  <td>
                    {expiry === null ? 'inconnu' : frenchShortDate(expiry)}
                    {application.status === 'live' && expiry !== null && expiry < props.today
                      ? ' : à renouveler'
                      : ''}
                  </td>
                  <td>{application.number}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
}
