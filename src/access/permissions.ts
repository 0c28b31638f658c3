/** Who may do what: one table, read by routes, pages and tests. What is not listed is refused. */

export const roles = ['admin', 'agent', 'member', 'holder', 'tenant', 'prefecture'] as const;
export type Role = (typeof roles)[number];

/** French names of roles, as people read them. */
export const roleNames: Readonly<Record<Role, string>> = {
  admin: 'Administration',
  agent: 'Agent d’attribution',
  member: 'Membre de la commission',
  holder: 'Réservataire',
  tenant: 'Demandeur ou locataire',
  prefecture: 'Préfecture',
};

/** The space where each role starts after signing in. */
export const roleHomes: Readonly<Record<Role, string>> = {
  admin: '/admin',
  agent: '/agent',
  member: '/commission',
  holder: '/reservataire',
  tenant: '/demandeur',
  prefecture: '/prefecture',
};

/**
 * One line a permission, in the order of a session's life. An administrator sets the service up and does not read
 * households' files; the préfecture reads indicators only (D-06); a holder sees its own designations (Q-13).
 */
export const permissions = {
  'run.read': ['agent', 'member'],
  'run.start': ['agent'],
  'run.explore': ['agent'],
  'run.replay': ['agent', 'member'],
  'run.whyNot': ['agent'],
  'job.read': ['agent'],
  'job.cancel': ['agent'],
  'target.read': ['agent', 'member', 'prefecture', 'admin'],
  'import.write': ['agent'],
  'account.manage': ['admin'],
  'space.admin': ['admin'],
  'space.agent': ['agent'],
  'space.commission': ['agent', 'member'],
  'space.holder': ['holder'],
  'space.tenant': ['tenant'],
  'space.prefecture': ['prefecture'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type Permission = keyof typeof permissions;

/** Tells whether the role holds the permission. */
export function may(role: Role, permission: Permission): boolean {
  const allowed: readonly Role[] = permissions[permission];
  return allowed.includes(role);
}
