/** C-06 (R441-3): three applications examined for each home, or an exception that the facts bear out. */
import type { Home } from '../domain/home.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import { frenchCount, frenchLongDate } from '../kernel/french.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { obligationNumber } from '../law/obligation-figures.ts';
import type { AgendaHome, CandidateException, CandidateOrigin } from './session.ts';
import type { SessionRefusal } from './session-refusal.ts';
import type { CandidatesCheck } from './session-view.ts';

/** A search by a public advert that has closed at least once. */
export type AdvertisedSearch = {
  /** Published without end, with a weekly closing: there the wishes expressed are the search. */
  continuous: boolean;
  /** Oldest first. A closing counts from the day on which what was posted in time has come. */
  closings: readonly {
    countsFrom: CivilDate;
    /** Households interested at the closing. */
    interested: number;
    /** Days, media and count, in French. */
    sentence: string;
  }[];
};

export type CandidatesFacts = {
  home: Pick<Home, 'adaptedPlai'>;
  agenda: Pick<AgendaHome, 'pool' | 'exception'>;
  candidates: readonly { origin: CandidateOrigin }[];
  /** Eligible households of the search who said no to this home, or cannot be reached, by the contacts recorded. */
  declined: number;
  /** Day of the search that was run; null: none was. */
  searchedOn: CivilDate | null;
  /** Null: the home was not advertised, or its advert has not closed yet. */
  advert: AdvertisedSearch | null;
  /** Day of the sitting: the number of applications to examine is that of the text in force. */
  heldOn: CivilDate;
};

/** R441-3 al. 1; no sitting can be held before the text was loaded. A règlement may ask for more, never for fewer. */
function examinedAtLeast(heldOn: CivilDate): number {
  return obligationNumber('committee.minExamined', heldOn) ?? Number.POSITIVE_INFINITY;
}

/** Whether the home may be examined. The facts are read again each time: an exception can stop being true. */
export function checkCandidates(facts: CandidatesFacts): CandidatesCheck {
  const count = facts.candidates.length;
  if (count >= examinedAtLeast(facts.heldOn)) return { state: 'enough', count };
  const { exception } = facts.agenda;
  // A home that only frees for the household of an agreed exchange has no other candidate (M-08b).
  const isExchange = exception?.exchangeStep !== undefined;
  if (count > 0 && exception && (isExchange || bornOut(exception.ground, facts, facts.heldOn))) {
    return { state: 'exception', count, exception };
  }
  return { state: 'blocked', count, possible: count === 0 ? null : possibleException(facts) };
}

/** Records an exception, or refuses it where nothing shows it. */
export function acceptException(
  facts: CandidatesFacts,
  exception: Omit<CandidateException, 'on' | 'exchangeStep'>,
  on: CivilDate,
): Result<CandidateException, SessionRefusal> {
  if (!bornOut(exception.ground, facts, on)) return refuse({ code: 'exceptionNotEvidenced' });
  return ok({ ...exception, on });
}

/** The last closing whose count is whole on a day. */
function closingOn({ advert }: Pick<CandidatesFacts, 'advert'>, day: CivilDate) {
  return advert?.closings.findLast(({ countsFrom }) => countsFrom <= day);
}

function bornOut(ground: CandidateException['ground'], facts: CandidatesFacts, day: CivilDate): boolean {
  switch (ground) {
    case 'adaptedPlai':
      return facts.home.adaptedPlai;
    case 'daloDesignation':
      return (
        facts.agenda.pool?.kind === 'daloDesignation' ||
        facts.candidates.some(({ origin }) => origin === 'dalo')
      );
    case 'notEnoughCandidates': {
      const { pool } = facts.agenda;
      const atLeast = examinedAtLeast(facts.heldOn);
      // Without a search nothing shows that candidates were wanting.
      if (pool !== null && pool.eligible - facts.declined < atLeast) return true;
      const closing = closingOn(facts, day);
      return facts.advert?.continuous === true && closing !== undefined && closing.interested < atLeast;
    }
  }
}

function possibleException(facts: CandidatesFacts): Pick<CandidateException, 'ground' | 'evidence'> | null {
  const grounds = ['daloDesignation', 'adaptedPlai', 'notEnoughCandidates'] as const;
  const ground = grounds.find((one) => bornOut(one, facts, facts.heldOn));
  return ground === undefined ? null : { ground, evidence: evidenceOf(ground, facts) };
}

function evidenceOf(ground: CandidateException['ground'], facts: CandidatesFacts): string {
  const { pool } = facts.agenda;
  if (ground === 'adaptedPlai') return 'Logement financé en PLAI adapté (subvention de l’article D331-25-1).';
  if (ground === 'daloDesignation') {
    return 'Candidats désignés par le préfet au titre du droit au logement opposable (L441-2-3 II).';
  }
  const advertised = closingOn(facts, facts.heldOn)?.sentence ?? '';
  if (pool === null) return advertised;
  const searched = facts.searchedOn === null ? '' : ` du ${frenchLongDate(facts.searchedOn)}`;
  const parts = [
    `Recherche${searched} : ${frenchCount(pool.considered, 'demande considérée', 'demandes considérées')}`,
    `${pool.outsideWish} hors souhaits`,
    `${pool.outsideSizeScale} hors taille`,
    `${pool.refusedByLaw} hors conditions de la loi`,
    frenchCount(pool.eligible, 'éligible'),
  ];
  const declined = facts.declined === 0 ? '' : `, dont ${facts.declined} qui n’en veulent pas`;
  return `${parts.join(', ')}${declined}. ${advertised}`.trim();
}

const adaptedOrder =
  'Logement adapté : il va d’abord aux personnes handicapées ; à défaut, en priorité aux personnes âgées dont l’état le justifie ou aux ménages qui comptent de telles personnes (R441-4).';

/** C-11: the order of the text, where the home is adapted; a hint, the committee decides. */
export function adaptedHint(home: Pick<Home, 'accessibility'>): string | null {
  return home.accessibility === 'wheelchair' ? adaptedOrder : null;
}
