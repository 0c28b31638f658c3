/** The text of docs/permissions.md: who may do what, and by which routes. */
import {
  may,
  type Permission,
  permissionNames,
  permissions,
  roleNames,
  roles,
} from '../src/access/permissions.ts';
import { type Right, rights } from '../test/http/roles/rights.ts';

const otherRights: Readonly<Record<Exclude<Right, Permission>, string>> = {
  public: 'N’importe qui, sans compte',
  link: 'Qui détient un lien signé, pour ce que le lien nomme',
  own: 'Toute personne connectée, pour ses propres affaires',
  file: 'Un ménage qui a ouvert son dossier sur le portail, pour ce dossier',
};

const isPermission = (right: string): right is Permission => right in permissions;
const isOther = (right: string): right is keyof typeof otherRights => right in otherRights;

/** The whole document, from the table that the application reads and that of the routes, which tests hold it to. */
export function permissionsTable(): string {
  return `# Qui peut quoi

Engendré par \`node dist/scripts/write-permissions.js\` ; ne pas modifier à la main. Ce qui n’est pas ici est refusé. \`test/http/roles\` essaie chaque page avec chaque rôle, \`test/isolation\` chaque page, chaque route de l’API et chaque fonction des données d’un bailleur à l’autre. Une étendue (agences, communes, départements, réservataire, dossier) resserre encore chaque droit.

## Droits et rôles

${table(
  ['Droit', ...roles.map((role) => roleNames[role])],
  everyPermission().map((permission) => [
    permissionNames[permission],
    ...roles.map((role) => (may(role, permission) ? 'oui' : '')),
  ]),
)}

## Adresses

${table(['Adresse', 'Droit demandé', 'Rôles'], routeRows())}
`;
}

function everyPermission(): Permission[] {
  return Object.keys(permissions).filter(isPermission);
}

function routeRows(): string[][] {
  const rows = Object.entries(rights).flatMap(([right, routes]) =>
    (routes ?? []).map((route) => [`\`${route}\``, nameOf(right), rolesOf(right)]),
  );
  return rows.sort(([a = ''], [b = '']) => pathOf(a).localeCompare(pathOf(b)) || a.localeCompare(b));
}

function nameOf(right: string): string {
  if (isPermission(right)) return permissionNames[right];
  return isOther(right) ? otherRights[right] : right;
}

function rolesOf(right: string): string {
  if (!isPermission(right)) return '';
  return roles
    .filter((role) => may(role, right))
    .map((role) => roleNames[role])
    .join(', ');
}

function pathOf(route: string): string {
  return route.slice(route.indexOf('/'));
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
