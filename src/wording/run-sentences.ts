/** The French sentences of a run: what pages, the report and the public rules say with the same words. */
import { frenchCount, frenchNumber, frenchPercent } from '../kernel/french.ts';
import { unreachable } from '../kernel/result.ts';
import type { InterestInPool } from '../matching/interests.ts';
import type {
  ExplainedEntry,
  NextCandidate,
  QuotaResult,
  RunResult,
  ShortlistResult,
} from '../matching/run-result.ts';
import { neededShare } from '../matching/steering.ts';
import type { Flag } from '../matching/to-examine.ts';

const colon = '\u00a0:';

/** Whether a plan can be shown at all, and how close to the best it is proved to be. */
export function certificateSentence(run: Pick<RunResult, 'check' | 'solution'>): string {
  if (!run.check.holds) {
    return `Calcul refusé${colon} la vérification indépendante ne retrouve pas ce résultat. Ne l’utilisez pas.`;
  }
  const closing = 'selon la grille et les objectifs publiés. Ce calcul ne dit pas qui choisir.';
  if (run.solution.optimal) {
    return `Calcul vérifié${colon} aucune autre répartition n’aurait plus de points, ${closing}`;
  }
  return `Calcul vérifié${colon} aucune autre répartition n’aurait plus de ${upperPercent(run.solution.gap)} de points en plus, ${closing}`;
}

/** Never a figure better than what was proved: rounded up to a tenth of a per cent. */
function upperPercent(share: number): string {
  return frenchPercent(Math.ceil(share * 1000 - 1e-9) / 1000);
}

/** Who has a rank that wrongs somebody, among those compared: a home proposed to who asked compares nobody else. */
export function fairnessSentence(run: Pick<RunResult, 'check' | 'shortlists'>): string {
  const envies = run.check.justifiedEnvy;
  const among = comparedAmongInterested(run.shortlists);
  if (envies === 0) return `Personne n’est lésé par un rang.${among}`;
  return `${frenchCount(envies, 'ménage est lésé', 'ménages sont lésés')} par un rang, à cause de choix fixés à la main.${among}`;
}

function comparedAmongInterested(shortlists: RunResult['shortlists']): string {
  const narrowed = shortlists.flatMap(({ pool: { interest } }) =>
    interest?.narrowed && interest.leftOut > 0 ? [interest.leftOut] : [],
  );
  if (narrowed.length === 0) return '';
  return ` Pour ${frenchCount(narrowed.length, 'logement annoncé', 'logements annoncés')}, cela vaut entre les ménages qui ont répondu à l’annonce, ceux qui sont désignés et ceux reconnus DALO${colon} les autres n’y sont pas comparés.`;
}

/** What the rule of fair ranks costs against the plan of most points, in the share that the gap is told in. */
export function fairnessCostSentence(run: Pick<RunResult, 'plain' | 'solution'>): string | null {
  if (!run.plain) return null;
  const share = (run.plain.value - run.solution.value) / Math.max(1, expectedScore(run.solution));
  if (share <= 0) return 'La répartition de plus de points ne ferait pas mieux que celle-ci.';
  return `La répartition de plus de points, qui léserait des ménages mieux placés, n’en aurait que ${upperPercent(share)} de plus.`;
}

/** Points of the grid that signatures should bring, in thousandths of a point. */
function expectedScore(solution: RunResult['solution']): number {
  return solution.shortlists
    .flatMap(({ entries }) => entries)
    .reduce((sum, { score, signs }) => sum + score * signs, 0);
}

/** "12 points d’avance sur le suivant". */
export function marginSentence(entry: Pick<ExplainedEntry, 'next' | 'pinned' | 'tieBreak'>): string {
  if (entry.pinned) return 'Rang fixé à la main par un agent.';
  if (!entry.next) return 'Aucun autre ménage derrière.';
  const { behindPoints } = entry.next;
  switch (entry.tieBreak) {
    case 'none':
      return `${frenchCount(behindPoints, 'point')} d’avance sur le suivant.`;
    case 'fit':
      return `Même total que le suivant${colon} départagés par l’adéquation du logement au ménage.`;
    case 'seniority':
      return `Même total que le suivant${colon} départagés par l’ancienneté de la demande.`;
    case 'number':
      return `Même total et même date que le suivant${colon} départagés par le numéro unique.`;
    default:
      return unreachable(entry.tieBreak);
  }
}

/** Why a household is not on a list, and where it stands instead. */
export function nextSentence(next: Pick<NextCandidate, 'because' | 'placedAt'>): string {
  const where = next.placedAt
    ? `rang ${next.placedAt.rank} pour le logement ${next.placedAt.homeId}`
    : 'aucune autre liste';
  switch (next.because) {
    case 'outranked':
      return next.placedAt ? `Devancé ici ; ${where}.` : 'Devancé ici ; sur aucune autre liste.';
    case 'betterChanceElsewhere':
      return `Mieux placé ailleurs (${where})${colon} plus de chances qu’ici de se voir proposer le logement.`;
    case 'wishedAsMuchElsewhere':
      return `Aussi bien placé ailleurs (${where}), pour un logement au moins autant souhaité.`;
    default:
      return unreachable(next.because);
  }
}

/** Which households a home draws on, and how many. */
export function poolSentence(pool: ShortlistResult['pool'], holderName: string | null): string {
  const counts = `${frenchCount(pool.eligible, 'ménage éligible', 'ménages éligibles')} sur ${frenchCount(
    pool.considered,
    'demande examinée',
    'demandes examinées',
  )}`;
  const left = [
    pool.outsideWish > 0 ? `${frenchNumber(pool.outsideWish)} ne souhaitent pas ce logement` : null,
    pool.outsideSizeScale > 0
      ? `${frenchNumber(pool.outsideSizeScale)} hors de l’échelle de taille publiée`
      : null,
    pool.refusedByLaw > 0 ? `${frenchNumber(pool.refusedByLaw)} que la loi écarte` : null,
    pool.interest && pool.interest.leftOut > 0
      ? `${frenchNumber(pool.interest.leftOut)} qui n’ont pas répondu à l’annonce`
      : null,
  ].filter((part) => part !== null);
  const rest = left.length === 0 ? '' : ` (${left.join(', ')})`;
  return `${poolWords(pool.kind, holderName)}${colon} ${counts}${rest}.`;
}

function poolWords(kind: ShortlistResult['pool']['kind'], holderName: string | null): string {
  switch (kind) {
    case 'general':
      return 'Premières demandes';
    case 'transfer':
      return 'Demandes de mutation';
    case 'both':
      return 'Toutes les demandes';
    case 'holder':
      return `Ménages désignés par le réservataire ou portant son label (${holderName ?? 'réservataire'})`;
    case 'daloDesignation':
      return 'Ménage désigné par le préfet au titre du droit au logement opposable';
    default:
      return unreachable(kind);
  }
}

/** What wishes on the home's advert did to its list, and what they did not: the order of law and grid stands. */
export function interestSentence({ closed, interested, leftOut, minimum, narrowed }: InterestInPool): string {
  const asked =
    interested === 0
      ? 'Aucun ménage qui peut avoir ce logement n’a répondu à son annonce'
      : `${frenchCount(interested, 'ménage qui peut avoir ce logement a', 'ménages qui peuvent avoir ce logement ont')} répondu à son annonce`;
  if (narrowed) {
    return `${asked}. Il est proposé parmi eux, avec les ménages désignés et les ménages reconnus DALO${colon} ${frenchCount(leftOut, 'autre ménage attend', 'autres ménages attendent')} d’autres logements. L’ordre reste celui de la loi et de la grille.`;
  }
  const because = closed
    ? `Il en faut ${minimum} pour le proposer parmi eux seuls${colon} toutes les demandes qui correspondent sont examinées.`
    : `L’annonce est encore ouverte${colon} toutes les demandes qui correspondent sont examinées.`;
  return `${asked}. ${because} Répondre à l’annonce ne compte qu’à points égaux.`;
}

/** Why ranks stay empty; null where none does. */
export function unfilledSentence(
  shortlist: Pick<ShortlistResult, 'unfilled' | 'entries' | 'pool'>,
): string | null {
  const { unfilled, entries, pool } = shortlist;
  if (!unfilled) return null;
  const slots = frenchCount(unfilled.slots, 'rang reste vide', 'rangs restent vides');
  switch (unfilled.reason) {
    case 'no-candidate':
      return `${slots}${colon} aucun ménage ne peut avoir ce logement.`;
    case 'no-candidate-left':
      return pool.eligible > entries.length
        ? `${slots}${colon} les autres ménages éligibles ont une place ailleurs.`
        : `${slots}${colon} aucun autre ménage ne peut avoir ce logement.`;
    case 'banned':
      return `${slots}${colon} les ménages restants ont été mis de côté.`;
    default:
      return unreachable(unfilled.reason);
  }
}

/** The goal in words; "at most x % of B" is counted as at least 1 − x of the others, and said both ways. */
export function goalSentence(
  quota: Pick<QuotaResult, 'share' | 'number'>,
  isCeilingOnOthers: boolean,
): string {
  if (quota.number !== null)
    return `Objectif${colon} ${frenchCount(quota.number, 'bail', 'baux')} dans l’année.`;
  const share = quota.share ?? 0;
  const least = `Objectif${colon} au moins ${frenchPercent(share)} des baux de l’année`;
  if (!isCeilingOnOthers) return `${least}.`;
  return `${least}, autrement dit au plus ${frenchPercent(1 - share)} de ménages du 1er quartile.`;
}

/** What the year asks of this session, and where the figure comes from; null where no pace was validated. */
export function paceSentence({ pace }: Pick<QuotaResult, 'pace'>): string | null {
  if (!pace) return null;
  const { neededLeases, stillExpectedLeases } = pace.because;
  const needed = neededShare(pace);
  const year = `Rythme${colon} ${frenchCount(Math.ceil(neededLeases - 1e-9), 'bail encore nécessaire', 'baux encore nécessaires')} sur ${frenchCount(stillExpectedLeases, 'attendu')} d’ici au 31 décembre (${frenchPercent(needed, 0)})`;
  const margin = pace.askedShare > needed ? ', marge pour le hasard comprise' : '';
  const asked = `Demandé à cette séance${colon} ${frenchPercent(pace.askedShare, 0)} de ses baux${margin}`;
  const here = `Attendu d’elle${colon} ${frenchNumber(pace.expectedInGroupHere)} sur ${frenchNumber(pace.expectedTotalHere)}`;
  return `${year}. ${asked}. ${here}.${pace.isBehind ? ' L’objectif est en retard sur son rythme.' : ''}`;
}

/** Null where the target is met; otherwise by how much it is missed and the kind reason. */
export function shortageSentence(
  quota: QuotaResult,
  typologyOf: (vacancyId: string) => string,
): string | null {
  if (quota.shortage === null) return null;
  const missing = `${quota.pace ? 'Au rythme demandé, il manque' : 'Il manque'} ${frenchNumber(Math.ceil(quota.missing * 10 - 1e-9) / 10)}${
    quota.missing < 2 ? '\u00a0bail attendu' : '\u00a0baux attendus'
  }`;
  switch (quota.shortage) {
    case 'noCandidate':
      return `${missing}${colon} aucun ménage de ce groupe ne peut avoir l’un de ces logements.`;
    case 'tooFewCandidates':
      return `${missing}${colon} trop peu de ménages de ce groupe${lacking(quota, typologyOf)}.`;
    case 'notEnoughHomes':
      return quota.homes === 0
        ? `${missing}${colon} aucun logement de cette séance n’y compte.`
        : `${missing}${colon} cette séance a trop peu de logements pour l’atteindre.`;
    case 'capReached':
      return `${missing}${colon} l’objectif pèse déjà tout ce que ${quota.pace ? 'le rythme validé et la politique publiée permettent' : 'la politique publiée permet'} (${frenchCount(quota.pricePoints, 'point')} par ménage).`;
    case 'priceNotWorthIt':
      return `${missing}${colon} aller plus loin déplacerait plus de points de la grille que la politique publiée n’en accorde.`;
    default:
      return unreachable(quota.shortage);
  }
}

function lacking(quota: QuotaResult, typologyOf: (vacancyId: string) => string): string {
  const typologies = [...new Set(quota.vacanciesWithoutCandidate.map(typologyOf))].sort();
  return typologies.length === 0 ? '' : `, et aucun pour un ${typologies.join(' ni un ')}`;
}

const flagWords: Record<Flag['code'], string> = {
  'law-unknown': 'Une condition de la loi reste à vérifier',
  'effort-rate-high': 'Taux d’effort élevé',
  'residual-low': 'Reste à vivre faible',
  'resources-unknown': 'Ressources inconnues',
  'resources-declared': 'Ressources déclarées, à justifier',
  arrears: 'Dette de loyer connue',
  'would-be-over-occupied': 'Le logement serait trop petit (surface légale)',
  'would-be-under-occupied': 'Le logement serait sous-occupé',
};

/** "À examiner" in words; a code of another making is shown as it is. */
export function flagSentence(code: string): string {
  return Object.entries(flagWords).find(([known]) => known === code)?.[1] ?? code;
}
