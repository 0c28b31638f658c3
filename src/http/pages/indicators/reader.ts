/** Who reads indicators, and how far: staff everything, a préfecture its départements, aggregated and with small counts hidden. */
import type { Request } from 'express';
import { may } from '../../../access/permissions.ts';
import { geography } from '../../../domain/territory.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { type CurrentUser, userWhoMay } from '../../middleware/current-user.ts';

export type IndicatorReader = {
  user: CurrentUser;
  /** Where this reader's pages stand. */
  base: '/prefecture' | '/agent/indicateurs';
  /** Null: the whole landlord. */
  reach: { departements: readonly string[]; name: string } | null;
  mayOpenLeases: boolean;
  mayAssign: boolean;
  /** Small counts are hidden (D-06). */
  secret: boolean;
};

/** Throws 401 or 403 where the person may not read indicators. */
export function indicatorReader(request: Request): IndicatorReader {
  const user = userWhoMay(request, 'indicator.read');
  const isPrefecture = user.role === 'prefecture';
  const { departements } = user;
  if (isPrefecture && departements === null) {
    throw new AppError('forbidden', 'Aucun département n’est attaché à votre compte.', {
      hint: 'Demandez au bailleur d’y inscrire les vôtres.',
    });
  }
  const reach = isPrefecture && departements !== null ? { departements, name: namesOf(departements) } : null;
  return {
    user,
    base: isPrefecture ? '/prefecture' : '/agent/indicateurs',
    reach,
    mayOpenLeases: may(user.role, 'indicator.leases'),
    mayAssign: may(user.role, 'defect.assign'),
    secret: !may(user.role, 'indicator.leases'),
  };
}

function namesOf(departements: readonly string[]): string {
  return departements.map((code) => geography().departements.get(code)?.name ?? code).join(', ');
}
