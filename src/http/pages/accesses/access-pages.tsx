/** Who has looked at a file: the household's own page, and the data-protection officer's. */
import type { JSX } from 'preact';
import { type FileAccess, purposeOf } from '../../../access/accesses/file-access.ts';
import { type Role, roleNames, roles } from '../../../access/permissions.ts';
import { civilDateInParis } from '../../../kernel/civil-date.ts';
import { frenchLongDate, frenchShortDate } from '../../../kernel/french.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { actInWords } from '../../../wording/act-words.ts';
import { Layout, type PageFrame } from '../layout.tsx';

export function OwnAccessesPage(props: {
  frame: PageFrame;
  landlordName: string;
  accesses: readonly FileAccess[];
}): JSX.Element {
  return (
    <Layout
      frame={props.frame}
      title="Qui a vu mon dossier"
      crumbs={[{ href: '/demandeur', label: 'Ma demande' }]}
    >
      <h1>Qui a vu mon dossier</h1>
      <p class="lead prose">
        Chaque ouverture de votre dossier est notée : le service, le jour, et pour quoi faire. Une même
        personne n’est notée qu’une fois par jour.
      </p>
      <section class="card">
        <h2>Consultations</h2>
        {props.accesses.length === 0 ? (
          <p>Personne n’a ouvert votre dossier depuis que ces ouvertures sont notées.</p>
        ) : (
          <ul>
            {props.accesses.map(({ sequence, at, kind, role }) => (
              <li key={sequence}>
                <time dateTime={at.toISOString()}>{frenchLongDate(civilDateInParis(at))}</time> :{' '}
                {serviceOf(role, props.landlordName)}, pour {purposeOf(kind)}
              </li>
            ))}
          </ul>
        )}
      </section>
      <section class="card prose">
        <h2>Pourquoi pas les noms ?</h2>
        <p>
          Vous avez le droit de savoir quand et pourquoi vos données ont été vues. Le nom d’un agent est une
          donnée de cet agent : le délégué à la protection des données peut vous le dire si vous en avez
          besoin pour défendre vos droits.
        </p>
        <p>
          Une consultation vous étonne ? <a href="/demandeur/corriger">Dites-le-nous</a> : le délégué à la
          protection des données vérifie. Vous pouvez aussi saisir la CNIL (cnil.fr).
        </p>
        <p>
          <a href="/demandeur/mes-donnees">Toutes vos données</a>
        </p>
      </section>
    </Layout>
  );
}

export function FileAccessesPage(props: {
  frame: PageFrame;
  /** The file asked for; null: only the accesses to protected data are shown. */
  asked: { key: string; accesses: readonly FileAccess[] } | null;
  sensitive: readonly FileAccess[];
}): JSX.Element {
  const { frame, asked } = props;
  return (
    <Layout frame={frame} title="Qui a vu un dossier" crumbs={[{ href: '/dpo', label: 'Journal des actes' }]}>
      <h1>Qui a vu un dossier</h1>
      <section class="card">
        <h2>Un dossier</h2>
        <form method="post" action="/dpo/consultations" class="narrow">
          <input type="hidden" name="_csrf" value={frame.csrfToken} />
          <p class="field">
            <label for="numero">Numéro unique, ou référence du bail</label>
            <input id="numero" name="numero" required maxlength={60} autocomplete="off" />
          </p>
          <button type="submit">Voir qui l’a ouvert</button>
          <p class="small quiet">Cette lecture est notée à son tour.</p>
        </form>
        {asked === null ? null : <Accesses title={`Dossier ${asked.key}`} accesses={asked.accesses} />}
      </section>
      <section class="card">
        <h2>Données protégées vues en clair</h2>
        <p class="prose">
          Adresses sous protection et motifs sensibles de la loi (L441-1 a, b, g, g bis, h et i) : chaque
          lecture est notée avec le nom de qui a lu.
        </p>
        <Accesses title="Dans tous les dossiers" accesses={props.sensitive} />
      </section>
    </Layout>
  );
}

function Accesses({ title, accesses }: { title: string; accesses: readonly FileAccess[] }): JSX.Element {
  if (accesses.length === 0) return <p>{title} : aucune consultation notée.</p>;
  return (
    <ScrollBox label={title}>
      <table class="plain small">
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">Quand</th>
            <th scope="col">Quoi</th>
            <th scope="col">Qui</th>
            <th scope="col">Pourquoi</th>
          </tr>
        </thead>
        <tbody>
          {accesses.map((access) => (
            <tr key={access.sequence}>
              <td class="number">
                <time dateTime={access.at.toISOString()}>{frenchShortDate(civilDateInParis(access.at))}</time>
              </td>
              <th scope="row">
                {actInWords(access.kind)}
                {access.sensitive ? <span class="tag tag-warn">données protégées</span> : null}
              </th>
              <td>
                {access.name} <span class="quiet">({roleInWords(access.role)})</span>
              </td>
              <td>{access.why ?? purposeOf(access.kind)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

/** The service, never the person. */
function serviceOf(role: string, landlordName: string): string {
  if (role === 'tenant') return 'vous';
  if (role === 'proxy') return 'votre mandataire';
  if (role === 'service') return 'le service, automatiquement';
  if (role === 'member') return 'un membre de la commission d’attribution (CALEOL)';
  if (role === 'holder') return 'le réservataire du logement';
  const name = roleInWords(role);
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}, ${landlordName}`;
}

function roleInWords(role: string): string {
  const known = roles.find((one): one is Role => one === role);
  if (known) return roleNames[known];
  return role === 'proxy' ? 'mandataire' : role === 'service' ? 'automatique' : role;
}
