/** The demonstration's accounts: one a role and those of a whole commission, one password, printed at the start. They exist nowhere else. */
import type { NewAccount } from './account-port.ts';
import { createPasswords } from './password.ts';
import type { Role } from './permissions.ts';

export const demoPassword = 'demo-parcours';

const people = [
  ['admin', 'Adèle Muller'],
  ['agent', 'Camille Weber'],
  ['commission', 'Dominique Schmitt'],
  ['reservataire', 'Élise Klein'],
  ['locataire', 'Farid Lambert'],
  ['prefecture', 'Geneviève Martin'],
  ['secretaire', 'Hugo Becker'],
  ['dpo', 'Inès Hoffmann'],
  ['membre2', 'Jean Klein'],
  ['membre3', 'Karima Benali'],
  ['membre4', 'Louis Schneider'],
  ['membre5', 'Marie Fischer'],
  ['membre6', 'Nadia Roth'],
  ['etat', 'Olivier Garnier'],
  ['metropole', 'Pauline Meyer'],
  ['maire', 'Quentin Walter'],
] as const;

const rolesOf: Readonly<Record<(typeof people)[number][0], Role>> = {
  admin: 'admin',
  agent: 'agent',
  commission: 'member',
  reservataire: 'holder',
  locataire: 'tenant',
  prefecture: 'prefecture',
  secretaire: 'secretary',
  dpo: 'dpo',
  membre2: 'member',
  membre3: 'member',
  membre4: 'member',
  membre5: 'member',
  membre6: 'member',
  etat: 'member',
  metropole: 'member',
  maire: 'member',
};

/** "admin@demo.example", … in the order that the start prints them. */
export const demoEmails: readonly string[] = people.map(([name]) => `${name}@demo.example`);

/** What the accounts of a holder, of a tenant and of the préfecture speak for. */
type DemoTies = {
  holderId: string;
  stateHolderId: string;
  applicationNumber: string;
  departements: readonly string[];
};

/** The accounts, tied to the holder and the application that they speak for. */
export async function demoAccounts(
  ties: DemoTies,
  scryptCost?: number,
): Promise<Omit<NewAccount, 'landlordId'>[]> {
  const passwordHash = await createPasswords(scryptCost).hash(demoPassword);
  return people.map(([mailbox, name]) => {
    const role = rolesOf[mailbox];
    return {
      email: `${mailbox}@demo.example`,
      name,
      role,
      holderId: role === 'holder' ? ties.holderId : role === 'prefecture' ? ties.stateHolderId : null,
      applicationNumber: role === 'tenant' ? ties.applicationNumber : null,
      departements: role === 'prefecture' ? [...ties.departements] : null,
      passwordHash,
    };
  });
}
