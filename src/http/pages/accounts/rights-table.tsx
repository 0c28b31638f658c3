/** Who may do what, role by role: the table of permissions as people concerned can read it. */
import type { JSX } from 'preact';
import {
  may,
  permissionList,
  permissionNames,
  type Role,
  roleNames,
  roles,
} from '../../../access/permissions.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';

const shownRoles = roles.filter((role): role is Role => role !== 'tenant');

/** One line a permission, one column a role that an administrator can give. */
export function Rights(): JSX.Element {
  return (
    <section class="card">
      <h2>Qui peut quoi</h2>
      <ScrollBox label="Droits par rôle">
        <table class="plain small">
          <thead>
            <tr>
              <th scope="col">Droit</th>
              {shownRoles.map((role) => (
                <th scope="col" key={role}>
                  {roleNames[role]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {permissionList.map((permission) => (
              <tr key={permission}>
                <th scope="row">{permissionNames[permission]}</th>
                {shownRoles.map((role) => (
                  <td key={role}>{may(role, permission) ? 'oui' : ''}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
}
