/** A forecast in French: what it expects, what it needs, from when it is lost. */
import type { TargetKind } from '../../domain/target.ts';
import {
  frenchCount,
  frenchLongDate,
  frenchNumber,
  frenchPercent,
  frenchShortDate,
} from '../../kernel/french.ts';
import { unreachable } from '../../kernel/result.ts';
import type { TargetForecast } from './forecast.ts';

const groupWords: Readonly<Record<TargetKind, string>> = {
  q1OutsideQpv: 'du 1er quartile',
  nonQ1InQpv: 'des autres quartiles',
  quarterLandlord: 'DALO ou prioritaires',
  quarterCollectivity: 'DALO ou prioritaires',
  quarterActionLogement: 'DALO ou prioritaires',
  transfersAnyLandlord: 'de ménages du parc social',
  internalTransfers: 'de mutation interne',
  scarceHomesFreed: 'qui libèrent un logement recherché',
};

/** "31,2 %" or "12", as the goal is told. */
export function goalFormat({ target: { goal } }: Pick<TargetForecast, 'target'>): (value: number) => string {
  return goal.kind === 'share' ? (value) => frenchPercent(value) : (value) => frenchNumber(value, 0);
}

/** "entre 24,1 % et 31 %, 27,5 % attendus"; null where no lease makes a rate. */
export function yearEndWords(forecast: Pick<TargetForecast, 'target' | 'yearEnd'>): string | null {
  const { yearEnd } = forecast;
  if (yearEnd === null) return null;
  const write = goalFormat(forecast);
  const [low, high] = [write(yearEnd.low), write(yearEnd.high)];
  return low === high ? low : `${low} à ${high}`;
}

/** "Il faut 2,4 baux du 1er quartile par semaine, sur 7,1 attendus." */
export function weeklyWords({
  target,
  week,
  needed,
}: Pick<TargetForecast, 'target' | 'week' | 'needed'>): string {
  if (needed === 0) return 'Aucun bail de plus n’est nécessaire avec ceux attendus.';
  if (week === null) return `Il manque ${frenchCount(needed, 'bail', 'baux')} ${groupWords[target.kind]}.`;
  const leases = `${frenchNumber(week.needed)} ${week.needed < 2 ? 'bail' : 'baux'} ${groupWords[target.kind]}`;
  return `Il faut ${leases} par semaine, sur ${frenchNumber(week.expected)} ${week.expected < 2 ? 'attendu' : 'attendus'}.`;
}

/** The same in a cell: "2,4 sur 7,1". */
export function weeklyFigures({ week, needed }: Pick<TargetForecast, 'week' | 'needed'>): string {
  if (needed === 0) return 'aucun';
  return week === null ? 'année close' : `${frenchNumber(week.needed)} sur ${frenchNumber(week.expected)}`;
}

/** The same in a cell: a day, or what stands for it. */
export function outlookFigure({ outlook }: Pick<TargetForecast, 'outlook'>): string {
  switch (outlook.kind) {
    case 'noLease':
      return 'aucun bail';
    case 'secured':
      return 'acquis';
    case 'met':
      return 'tenu';
    case 'open':
      return frenchShortDate(outlook.lostFrom);
    case 'outOfReach':
      return 'déjà';
    default:
      return unreachable(outlook);
  }
}

/** From when it is lost, or that it is won. */
export function outlookWords({ outlook }: Pick<TargetForecast, 'outlook'>): string {
  switch (outlook.kind) {
    case 'noLease':
      return 'Aucun bail signé, aucun attendu : rien à piloter.';
    case 'secured':
      return 'Acquis : même si plus aucun bail n’y comptait.';
    case 'met':
      return 'Tenu avec les baux attendus, quels qu’ils soient.';
    case 'open':
      return `Hors d’atteinte dès le ${frenchLongDate(outlook.lostFrom)} si aucun bail n’y compte d’ici là.`;
    case 'outOfReach':
      return 'Hors d’atteinte : même si tous les baux attendus y comptaient.';
    default:
      return unreachable(outlook);
  }
}

/** Where the mix comes from: "18 % des 292 baux des douze derniers mois ; 25 % des 3 305 demandes qui visent ces logements". */
export function mixWords({ mix: { recent, sameKind, pool, share } }: Pick<TargetForecast, 'mix'>): string {
  const lettings =
    recent.total === 0
      ? 'aucun bail des douze derniers mois'
      : `${frenchPercent(recent.inGroup / recent.total)} des ${frenchCount(recent.total, 'bail', 'baux')} des douze derniers mois`;
  const askers =
    pool === null || pool.total === 0
      ? ''
      : ` ; ${frenchPercent(pool.inGroup / pool.total)} des ${frenchCount(pool.total, 'demande')} qui visent ces communes et ces tailles`;
  const elsewhere =
    sameKind.total <= recent.total
      ? ''
      : ` ; ${frenchPercent(sameKind.inGroup / sameKind.total)} pour l’ensemble des objectifs de même nature`;
  return `${frenchPercent(share)} des baux à venir (${lettings}${elsewhere}${askers})`;
}

/** Where the coming leases come from. */
export function leasesWords({ leases }: Pick<TargetForecast, 'leases'>): string {
  const { onNotice, turnover, deliveries, low, high, expected } = leases;
  const parts = [
    `${frenchNumber(onNotice.leases)} des ${frenchCount(onNotice.homes, 'logement')} en préavis ou libres`,
    `${frenchNumber(turnover)} de préavis à venir`,
    ...(deliveries > 0 ? [`${frenchNumber(deliveries)} de livraisons`] : []),
  ];
  const range = low === high ? '' : `, entre ${frenchNumber(low, 0)} et ${frenchNumber(high, 0)}`;
  return `${frenchCount(Math.round(expected), 'bail attendu', 'baux attendus')}${range} : ${parts.join(', ')}`;
}
