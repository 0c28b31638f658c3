/** The members of a commission: quality, territory, for whom an alternate sits; added or changed by an administrator. */
import type { JSX } from 'preact';
import { type Member, memberQualities } from '../../../committee/member.ts';
import type { CommissionView } from '../../../committee/session-view.ts';
import { qualityNames } from '../../../committee/voters.ts';
import { geography } from '../../../domain/territory.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchShortDate } from '../../../kernel/french.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import type { PageFrame } from '../layout.tsx';
import { memberQualityInWords } from '../sitting/members.ts';

export type AccountChoice = { id: string; label: string };

export function MembersList({
  members,
  today,
}: {
  members: readonly Member[];
  today: CivilDate;
}): JSX.Element {
  if (members.length === 0) return <p>Aucun membre pour l’instant.</p>;
  const board = members.filter(({ quality }) => quality === 'boardMember');
  const others = members.filter(({ quality }) => quality !== 'boardMember');
  return (
    <>
      <MembersTable label="Membres nommés par le conseil" rows={board} members={members} today={today} />
      {others.length === 0 ? null : (
        <details>
          <summary>{others.length} autres membres : État, intercommunalités, maires, organismes</summary>
          <MembersTable label="Autres membres" rows={others} members={members} today={today} />
        </details>
      )}
    </>
  );
}

function MembersTable(props: {
  label: string;
  rows: readonly Member[];
  members: readonly Member[];
  today: CivilDate;
}): JSX.Element {
  const { members, today } = props;
  return (
    <ScrollBox label={props.label}>
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">Membre</th>
            <th scope="col">Qualité</th>
            <th scope="col">Territoire</th>
            <th scope="col">Siège</th>
            <th scope="col">Compte</th>
          </tr>
        </thead>
        <tbody>
          {props.rows.map((member) => (
            <tr key={member.id}>
              <th scope="row">{member.name}</th>
              <td>{memberQualityInWords(member, members)}</td>
              <td>{territoryInWords(member)}</td>
              <td>
                depuis le {frenchShortDate(member.from)}
                {member.until === null ? '' : `, jusqu’au ${frenchShortDate(member.until)}`}
                {member.until !== null && member.until < today ? ' (terminé)' : ''}
              </td>
              <td>{member.accountId === null ? 'sans compte' : 'a un compte'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function territoryInWords({ quality, territory }: Member): string {
  if (territory === null) return 'tous les logements';
  const places = geography();
  if (quality === 'mayor' || quality === 'boroughMayor')
    return places.communes.get(territory)?.name ?? territory;
  if (quality === 'prefet') return `département ${territory}`;
  return territory;
}

export function MemberForm(props: {
  frame: PageFrame;
  one: CommissionView;
  accounts: readonly AccountChoice[];
  today: CivilDate;
}): JSX.Element {
  const { one } = props;
  const id = (name: string) => `${name}-${one.commission.id}`;
  return (
    <details>
      <summary>Ajouter un membre, ou changer celui d’un siège</summary>
      <form method="post" action="/admin/reglement/membres" class="narrow">
        <input type="hidden" name="_csrf" value={props.frame.csrfToken} />
        <input type="hidden" name="_key" value={crypto.randomUUID()} />
        <input type="hidden" name="commission" value={one.commission.id} />
        <p class="field">
          <label for={id('siege')}>Siège</label>
          <select id={id('siege')} name="siege">
            <option value="">nouveau membre</option>
            {one.members.map((member) => (
              <option key={member.id} value={member.id}>
                changer {member.name}
              </option>
            ))}
          </select>
        </p>
        <p class="field">
          <label for={id('nom')}>Nom</label>
          <input id={id('nom')} name="nom" required maxLength={120} />
        </p>
        <p class="field">
          <label for={id('qualite')}>Qualité</label>
          <select id={id('qualite')} name="qualite" required>
            <option value="">à choisir</option>
            {memberQualities.map((quality) => (
              <option key={quality} value={quality}>
                {qualityNames[quality]}
              </option>
            ))}
          </select>
        </p>
        <p class="field">
          <label for={id('territoire')}>Territoire</label>
          <input id={id('territoire')} name="territoire" maxLength={40} />
          <span class="small quiet">
            Code INSEE pour un maire, SIREN pour une intercommunalité, département pour le préfet, code du
            réservataire ; vide : tous les logements.
          </span>
        </p>
        <p class="field">
          <label for={id('suppleant')}>Suppléant de</label>
          <select id={id('suppleant')} name="suppleant">
            <option value="">personne : membre titulaire</option>
            {one.members
              .filter(({ alternateOf }) => alternateOf === null)
              .map((member) => (
                <option key={member.id} value={member.id}>
                  {member.name}
                </option>
              ))}
          </select>
        </p>
        <label class="pick">
          <input type="checkbox" name="locataires" value="oui" />
          <span>Représente les locataires</span>
        </label>
        <label class="pick">
          <input type="checkbox" name="preside" value="oui" />
          <span>Préside la commission</span>
        </label>
        <p class="field">
          <label for={id('compte')}>Compte</label>
          <select id={id('compte')} name="compte">
            <option value="">sans compte</option>
            {props.accounts.map((account) => (
              <option key={account.id} value={account.id}>
                {account.label}
              </option>
            ))}
          </select>
        </p>
        <p class="field">
          <label for={id('depuis')}>Siège depuis le</label>
          <input id={id('depuis')} name="depuis" type="date" required value={props.today} />
        </p>
        <p class="field">
          <label for={id('jusque')}>Jusqu’au</label>
          <input id={id('jusque')} name="jusque" type="date" />
        </p>
        <button type="submit">Enregistrer ce membre</button>
      </form>
    </details>
  );
}
