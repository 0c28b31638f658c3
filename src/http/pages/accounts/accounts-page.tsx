/** For administrators: who may sign in, with which role and scope, and the table of what each role may do. */
import type { JSX } from 'preact';
import type { ListedAccount } from '../../../access/account-port.ts';
import { roleNames, roles } from '../../../access/permissions.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { Rights } from './rights-table.tsx';

export type Named = { id: string; name: string };

export type AccountsPageProps = {
  frame: PageFrame;
  accounts: readonly ListedAccount[];
  agencies: readonly Named[];
  holders: readonly Named[];
  /** The one-time link of an account, just made, shown once. */
  link: { email: string; href: string; isNew: boolean } | null;
  problem: string | null;
};

export function AccountsPage(props: AccountsPageProps): JSX.Element {
  const { frame, link } = props;
  return (
    <Layout frame={frame} title="Comptes" crumbs={[{ href: '/admin', label: 'Administration' }]}>
      <h1>Comptes et droits</h1>
      {props.problem === null ? null : (
        <p class="alert alert-bad" role="alert">
          {props.problem}
        </p>
      )}
      {link === null ? null : (
        <p class="proof" role="status">
          {link.isNew ? `Compte créé pour ${link.email}.` : `Lien fait pour ${link.email}.`} Donnez-lui ce
          lien en main propre ou par un moyen sûr : il est valable 48 heures et une seule fois.{' '}
          <code class="figure">{link.href}</code>
        </p>
      )}
      <section class="card">
        <h2>Comptes</h2>
        <ScrollBox label="Comptes">
          <table class="plain small">
            <thead>
              <tr>
                <th scope="col">Personne</th>
                <th scope="col">Rôle</th>
                <th scope="col">Périmètre</th>
                <th scope="col">État</th>
              </tr>
            </thead>
            <tbody>
              {props.accounts.map((account) => (
                <AccountRow key={account.id} {...props} account={account} />
              ))}
            </tbody>
          </table>
        </ScrollBox>
      </section>
      <Invite {...props} />
      <Rights />
    </Layout>
  );
}

function AccountRow(props: AccountsPageProps & { account: ListedAccount }): JSX.Element {
  const { account, frame } = props;
  return (
    <tr>
      <th scope="row">
        {account.name}
        <br />
        <span class="quiet figure">{account.email}</span>
      </th>
      <td>
        {roleNames[account.role]}
        {account.holderId === null ? null : (
          <span class="quiet"> ({nameOf(props.holders, account.holderId)})</span>
        )}
      </td>
      <td>
        {scopeInWords(account, props.agencies)}
        {account.role === 'agent' ? <ScopeForm {...props} /> : null}
        {account.role === 'prefecture' ? <DepartementsForm {...props} /> : null}
      </td>
      <td>
        {stateInWords(account)}
        <Rescue account={account} frame={frame} />
        <form method="post" action={`/admin/comptes/${account.id}/etat`}>
          <input type="hidden" name="_csrf" value={frame.csrfToken} />
          <input type="hidden" name="etat" value={account.disabled ? 'ouvert' : 'ferme'} />
          <button
            type="submit"
            aria-label={`${account.disabled ? 'Rouvrir' : 'Fermer'} le compte de ${account.name}`}
          >
            {account.disabled ? 'Rouvrir' : 'Fermer'}
          </button>
        </form>
      </td>
    </tr>
  );
}

/** What an administrator does for who lost a password or a telephone, or whose account somebody else holds. */
function Rescue({
  account,
  frame,
}: Pick<AccountsPageProps, 'frame'> & { account: ListedAccount }): JSX.Element {
  const whyId = `motif-${account.id}`;
  const token = <input type="hidden" name="_csrf" value={frame.csrfToken} />;
  return (
    <details>
      <summary>
        Dépanner <span class="visually-hidden">{account.name}</span>
      </summary>
      <p>
        {account.sessions === 0 ? 'Aucune connexion ouverte.' : `Connexions ouvertes : ${account.sessions}.`}
      </p>
      {account.sessions === 0 ? null : (
        <form method="post" action={`/admin/comptes/${account.id}/connexions`}>
          {token}
          <button type="submit">Terminer ses connexions</button>
        </form>
      )}
      {account.disabled ? null : (
        <form method="post" action={`/admin/comptes/${account.id}/lien`}>
          {token}
          <button type="submit">Faire un lien pour un nouveau mot de passe</button>
        </form>
      )}
      {account.hasSecondFactor ? (
        <form method="post" action={`/admin/comptes/${account.id}/codes`}>
          {token}
          <label for={whyId}>Pourquoi retirer ses codes à usage unique (gardé au journal)</label>
          <input id={whyId} name="motif" required minlength={5} maxlength={300} autocomplete="off" />
          <button type="submit">Retirer ses codes et terminer ses connexions</button>
        </form>
      ) : null}
    </details>
  );
}

function ScopeForm(props: AccountsPageProps & { account: ListedAccount }): JSX.Element {
  const { account, agencies } = props;
  const communesId = `communes-${account.id}`;
  return (
    <details>
      <summary>Changer</summary>
      <form method="post" action={`/admin/comptes/${account.id}/perimetre`}>
        <input type="hidden" name="_csrf" value={props.frame.csrfToken} />
        <fieldset>
          <legend>Agences (aucune cochée et aucune commune : tout le bailleur)</legend>
          {agencies.map((agency) => (
            <label key={agency.id}>
              <input
                type="checkbox"
                name="agences"
                value={agency.id}
                checked={account.agencyIds?.includes(agency.id) ?? false}
              />{' '}
              {agency.name}
            </label>
          ))}
        </fieldset>
        <label for={communesId}>Communes en plus (codes INSEE, séparés par des espaces)</label>
        <input
          id={communesId}
          name="communes"
          value={(account.communes ?? []).join(' ')}
          autocomplete="off"
        />
        <button type="submit">Enregistrer</button>
      </form>
    </details>
  );
}

function DepartementsForm({ account, frame }: AccountsPageProps & { account: ListedAccount }): JSX.Element {
  const id = `departements-${account.id}`;
  return (
    <details>
      <summary>Changer</summary>
      <form method="post" action={`/admin/comptes/${account.id}/perimetre`}>
        <input type="hidden" name="_csrf" value={frame.csrfToken} />
        <label for={id}>Départements (codes, séparés par des espaces)</label>
        <input
          id={id}
          name="departements"
          value={(account.departements ?? []).join(' ')}
          required
          autocomplete="off"
        />
        <button type="submit">Enregistrer</button>
      </form>
    </details>
  );
}

function Invite({ frame, holders }: AccountsPageProps): JSX.Element {
  return (
    <section class="card">
      <h2>Inviter une personne</h2>
      <form method="post" action="/admin/comptes" class="narrow">
        <input type="hidden" name="_csrf" value={frame.csrfToken} />
        <div class="field">
          <label for="nom">Nom</label>
          <input id="nom" name="nom" required maxlength={100} autocomplete="off" />
        </div>
        <div class="field">
          <label for="email">Adresse électronique</label>
          <input id="email" name="email" type="email" required maxlength={320} autocomplete="off" />
        </div>
        <div class="field">
          <label for="role">Rôle</label>
          <select id="role" name="role" required>
            <option value="">Choisissez</option>
            {roles.map((role) => (
              <option key={role} value={role}>
                {roleNames[role]}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="reservataire">Réservataire, ou contingent d’une préfecture</label>
          <select id="reservataire" name="reservataire">
            <option value="">Aucun</option>
            {holders.map((holder) => (
              <option key={holder.id} value={holder.id}>
                {holder.name}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="departements">Départements, pour une préfecture (codes, séparés par des espaces)</label>
          <input id="departements" name="departements" maxlength={60} autocomplete="off" />
        </div>
        <button type="submit" class="strong">
          Créer le compte et son lien
        </button>
      </form>
    </section>
  );
}

function scopeInWords(account: ListedAccount, agencies: readonly Named[]): string {
  const { agencyIds, communes, role, departements } = account;
  if (role === 'prefecture')
    return departements === null ? 'Aucun département' : `Départements : ${departements.join(', ')}`;
  if (agencyIds === null && communes === null) return 'Tout le bailleur';
  const names = (agencyIds ?? []).map((id) => nameOf(agencies, id));
  return [...names, ...(communes ?? [])].join(', ') || 'Rien';
}

function stateInWords({ disabled, hasSignedUp, hasSecondFactor }: ListedAccount): string {
  if (disabled) return 'Fermé';
  if (!hasSignedUp) return 'Invité, mot de passe à choisir';
  return hasSecondFactor ? 'Ouvert, avec code à usage unique' : 'Ouvert';
}

function nameOf(named: readonly Named[], id: string): string {
  return named.find((one) => one.id === id)?.name ?? id;
}
