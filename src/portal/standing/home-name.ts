/** How a home is called to a household: what it is and where, without the number of its street. */
import { geography } from '../../domain/territory.ts';
import { frenchNumber } from '../../kernel/french.ts';

/** "T3 de 62 m² à Metz". */
export function homeNameOf(home: { typology: string; surfaceM2: number; insee: string }): string {
  const commune = geography().communes.get(home.insee)?.name ?? home.insee;
  return `${home.typology} de ${frenchNumber(home.surfaceM2, 0)} m² à ${commune}`;
}
