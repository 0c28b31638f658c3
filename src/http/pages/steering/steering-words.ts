/** Names that the pages of steering share. */
import { roleNames } from '../../../access/permissions.ts';
import { geography } from '../../../domain/territory.ts';
import { frenchAt } from '../../../kernel/french.ts';

/** "T3 à Metz", or every home. */
export function placeWords(row: { insee: string | null; typology: string | null }): string {
  if (row.insee === null) return 'Tous les logements';
  const commune = geography().communes.get(row.insee)?.name ?? row.insee;
  return `${row.typology ?? 'Logements'} ${frenchAt(commune)}`;
}

/** The function of the person, as people read it. */
export function roleName(role: string): string {
  return Object.entries(roleNames).find(([known]) => known === role)?.[1] ?? role;
}
