/** The letters that the decisions of a closed sitting call for, home by home. */
import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { frenchNumber } from '../../kernel/french.ts';
import { documentListOn } from '../candidates/document-list.ts';
import type { CandidateDecision } from '../decision.ts';
import { reasonOf } from '../reasons.ts';
import type { AgendaCandidate } from '../session.ts';
import type { AgendaHomeView, RecordedDecision, SessionView } from '../session-view.ts';
import { type LetterRequest, letterEventKey } from './letter-port.ts';
import type { Decided, DecisionSituation, LetterHome, LetterSituation } from './letter-situation.ts';

/**
 * The letters of the sitting that are not written yet. A household whose letter was written before a correction gets a
 * letter of correction; one that the correction left as it was gets none.
 */
export function missingLetters(
  view: SessionView,
  isWritten: (eventKey: string) => boolean,
  on: CivilDate,
): LetterRequest[] {
  return view.homes.flatMap((home) =>
    home.agenda.state === 'postponed'
      ? postponedLetters(view, home, on).filter(({ eventKey }) => !isWritten(eventKey))
      : (home.current?.candidates ?? []).flatMap(
          (candidate) => decisionLetter(view, home, candidate, isWritten, on) ?? [],
        ),
  );
}

/** What the letters of a sitting are about: the decisions taken, and the homes postponed. */
export function subjectsOfSession(view: SessionView): string[] {
  return view.homes.flatMap((home) => [
    ...home.history.map(({ id }) => `decision:${id}`),
    ...(home.agenda.state === 'postponed' ? [postponementOf(view, home)] : []),
  ]);
}

function decisionLetter(
  view: SessionView,
  home: AgendaHomeView,
  candidate: CandidateDecision,
  isWritten: (eventKey: string) => boolean,
  on: CivilDate,
): LetterRequest | null {
  const { number } = candidate;
  const about = `decision:${home.current?.id ?? ''}`;
  const after = situationOf(view, home, candidate);
  const told = lastTold(home, number, isWritten);
  const corrects =
    told !== null && told.decision.id !== home.current?.id && !sameFor(told.candidate, candidate);
  if (told !== null && !corrects) return null;
  const situation: LetterSituation =
    told === null ? after : { kind: 'correction', before: situationOf(view, home, told.candidate), after };
  return {
    number,
    about,
    on,
    reviewDays: view.bylaws.reviewDays,
    situation,
    eventKey: letterEventKey(situation.kind, about, number),
  };
}

type Told = { decision: RecordedDecision; candidate: CandidateDecision };

/** The latest decision of which the household was told; null: of none. */
function lastTold(
  home: AgendaHomeView,
  number: string,
  isWritten: (eventKey: string) => boolean,
): Told | null {
  for (const decision of [...home.history].reverse()) {
    const candidate = decision.candidates.find((decided) => decided.number === number);
    if (!candidate) continue;
    const about = `decision:${decision.id}`;
    const keys = [letterKindOf(candidate), 'correction' as const].map((kind) =>
      letterEventKey(kind, about, number),
    );
    if (keys.some(isWritten)) return { decision, candidate };
  }
  return null;
}

function sameFor(one: CandidateDecision, other: CandidateDecision): boolean {
  const said = ({ kind, rank, condition, reasons, note }: CandidateDecision) =>
    canonicalJson({ kind, rank, condition, reasons, note });
  return said(one) === said(other);
}

function letterKindOf(candidate: CandidateDecision): DecisionSituation['kind'] {
  return candidate.kind === 'rankedAttribution' ? 'rank' : candidate.kind;
}

function situationOf(
  view: SessionView,
  home: AgendaHomeView,
  candidate: CandidateDecision,
): DecisionSituation {
  const kind = letterKindOf(candidate);
  const onAgenda = home.candidates.find(({ number }) => number === candidate.number);
  const decided: Decided = {
    home: letterHome(home),
    commission: view.commission.name,
    heldOn: view.session.heldOn,
    reasons: reasonsInWords(candidate),
    dalo: underDalo(kind, onAgenda),
    replyDays: view.bylaws.offerReplyDays,
  };
  switch (kind) {
    case 'rank':
      return { kind, rank: candidate.rank ?? 1, ...decided };
    case 'suspensiveAttribution': {
      if (candidate.condition === null) throw new Error('a condition without its document');
      const { document, dueOn } = candidate.condition;
      const listed = documentListOn(decided.heldOn)?.documents.find(({ code }) => code === document);
      const label = listed?.label ?? document;
      return { kind, condition: { document: label, dueOn }, rank: candidate.rank, ...decided };
    }
    default:
      return { kind, ...decided };
  }
}

/**
 * P-07: a proposal is made under the DALO where the préfet designated the household for it. A refusal speaks of the
 * right to every household that holds it.
 */
function underDalo(kind: DecisionSituation['kind'], candidate: AgendaCandidate | undefined): boolean {
  if (!candidate) return false;
  const designated = candidate.origin === 'dalo';
  return kind === 'nonAttribution' || kind === 'irrecevability'
    ? designated || candidate.sheet.dalo
    : designated;
}

/** The sentences of the list with their articles, then what is said of this household alone. */
function reasonsInWords({ reasons, note }: CandidateDecision): string[] {
  const listed = reasons.flatMap((code) => {
    const reason = reasonOf(code);
    return reason ? [`${reason.letter.replace(/\.$/, '')} (${articleInWords(reason.article)}).`] : [];
  });
  return note === null ? listed : [...listed, `Dans votre cas : ${note}`];
}

function articleInWords(article: string): string {
  const numbers = article.replace(/^CCH /, '');
  return `Code de la construction et de l’habitation, ${numbers.includes(',') ? 'articles' : 'article'} ${numbers}`;
}

function letterHome({ home, communeName }: AgendaHomeView): LetterHome {
  return {
    label: `${home.typology} de ${frenchNumber(home.surfaceM2)} m²`,
    address: home.address,
    commune: communeName,
    rentCents: home.rentCents + home.annexRentCents,
    chargesCents: home.chargesCents + home.flatChargesCents,
  };
}

function postponedLetters(view: SessionView, home: AgendaHomeView, on: CivilDate): LetterRequest[] {
  const about = postponementOf(view, home);
  return home.candidates.map(({ number }) => ({
    number,
    about,
    on,
    reviewDays: view.bylaws.reviewDays,
    eventKey: letterEventKey('postponed', about, number),
    situation: {
      kind: 'postponed',
      home: letterHome(home),
      commission: view.commission.name,
      heldOn: view.session.heldOn,
    },
  }));
}

function postponementOf({ session }: SessionView, { agenda }: AgendaHomeView): string {
  return `postponement:${session.id}:${agenda.vacancyId}`;
}
