/** Who reads indicators, and how far: staff everything, a préfecture its départements, aggregated and with small counts hidden. */
import { geography } from '../domain/territory.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Account } from './account-port.ts';
import { may } from './permissions.ts';

type Reading = Omit<Account, 'passwordHash'>;

export type IndicatorReader = {
  user: Reading;
  /** Where this reader's pages stand. */
  base: '/prefecture' | '/agent/indicateurs';
  /** Null: the whole landlord. */
  reach: { departements: readonly string[]; name: string } | null;
  mayOpenLeases: boolean;
  mayAssign: boolean;
  /** Small counts are hidden (D-06). */
  secret: boolean;
};

/** How far the account reads, once its role may. Throws 403 for a préfecture without a département. */
export function indicatorReaderOf(user: Reading): IndicatorReader {
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
