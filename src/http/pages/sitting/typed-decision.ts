/**
 * What was typed in the form of a decision, kept as it was typed: a refusal shows it again, a confirmation carries it.
 * Columns travel as references of files, so that a masked number stands nowhere in the page.
 */
import { type CandidateDecision, decisionKinds } from '../../../committee/decision.ts';
import type { VoteInput } from '../../../committee/session-port.ts';
import { civilDateSchema } from '../../../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { spoken } from './decision-choices.ts';

export type TypedCandidate = {
  /** Reference of the file; the number is read back on the server. */
  reference: string;
  kind: string;
  rank: string;
  document: string;
  dueOn: string;
  reasons: readonly string[];
  note: string;
  criteria: readonly string[];
};

export type TypedVote = {
  /** Words of each proposition put to the vote; empty ones are none. */
  labels: readonly string[];
  /** By member: the index of a proposition as text; empty: took no part. */
  votes: ReadonlyMap<string, string>;
  winner: string;
};

export type TypedDecision = {
  key: string;
  version: string;
  candidates: readonly TypedCandidate[];
  /** Criteria looked at for every candidate of the home. */
  criteria: readonly string[];
  vote: TypedVote;
  orderReason: string;
  orderNote: string;
  /** Why a closed decision is corrected; empty before the closing. */
  why: string;
  /** The draft that the browser kept of the form: it goes once the decision is recorded. */
  draft: string;
};

export type FieldProblem = {
  /** Index of the column; null: the whole form. */
  column: number | null;
  message: string;
};

const propositions = 3;

/** A form with nothing in it: nothing ticked, no rank, no reason. */
export function emptyDecision(
  references: readonly string[],
  voterIds: readonly string[],
  form: { key: string; version: number },
): TypedDecision {
  return {
    key: form.key,
    version: String(form.version),
    candidates: references.map((reference) => ({ ...blank, reference })),
    criteria: [],
    vote: {
      labels: Array(propositions).fill(''),
      votes: new Map(voterIds.map((id) => [id, ''])),
      winner: '',
    },
    orderReason: '',
    orderNote: '',
    why: '',
    draft: '',
  };
}

const blank = { kind: '', rank: '', document: '', dueOn: '', reasons: [], note: '', criteria: [] };

/**
 * What was typed, put again beside the candidates as they stand now: someone may have added one meanwhile. The form then
 * carries the version of today, since the person has been told.
 */
export function alignedWith(
  typed: TypedDecision,
  references: readonly string[],
  version: number,
): TypedDecision {
  const known = new Map(typed.candidates.map((candidate) => [candidate.reference, candidate]));
  return {
    ...typed,
    version: String(version),
    candidates: references.map((reference) => known.get(reference) ?? { ...blank, reference }),
  };
}

type Body = Readonly<Record<string, unknown>>;

/** What a form of many candidates lets one type by its words instead of ticking a code. */
type Worded = { reasons: ReadonlyMap<string, string>; documents: ReadonlyMap<string, string> };

/** Reads the body of the form; what is absent is empty, and a reason or a document in words takes its code. */
export function readTypedDecision(input: unknown, codes: Worded): TypedDecision {
  const body: Body = typeof input === 'object' && input !== null ? { ...input } : {};
  const votes = Object.keys(body)
    .filter((name) => name.startsWith('vote-'))
    .map((name): [string, string] => [name.slice('vote-'.length), text(body, name)]);
  return {
    key: text(body, '_key'),
    version: text(body, 'version'),
    candidates: list(body, 'candidat').map((reference, index) => ({
      reference,
      kind: text(body, `decision-${index}`),
      rank: text(body, `rang-${index}`),
      document: codeIn(codes.documents, text(body, `piece-${index}`)),
      dueOn: text(body, `delai-${index}`),
      reasons: list(body, `motif-${index}`).map((value) => codeIn(codes.reasons, value)),
      note: text(body, `precision-${index}`),
      criteria: list(body, `critere-${index}`),
    })),
    criteria: list(body, 'critere'),
    vote: {
      labels: Array.from({ length: propositions }, (_, index) => text(body, `proposition-${index}`)),
      votes: new Map(votes),
      winner: text(body, 'retenue'),
    },
    orderReason: text(body, 'ordre'),
    orderNote: text(body, 'ordre-precision'),
    why: text(body, 'pourquoi'),
    draft: text(body, '_brouillon'),
  };
}

/** The same as fields to carry in a hidden form, in the names that `readTypedDecision` reads. */
export function typedFields(typed: TypedDecision): [string, string][] {
  const fields: [string, string][] = [
    ['_key', typed.key],
    ['version', typed.version],
    ['pourquoi', typed.why],
    ['_brouillon', typed.draft],
    ['retenue', typed.vote.winner],
  ];
  typed.candidates.forEach((candidate, index) => {
    fields.push(
      ['candidat', candidate.reference],
      [`decision-${index}`, candidate.kind],
      [`rang-${index}`, candidate.rank],
      [`piece-${index}`, candidate.document],
      [`delai-${index}`, candidate.dueOn],
      [`precision-${index}`, candidate.note],
      ...candidate.reasons.map((code): [string, string] => [`motif-${index}`, code]),
      ...candidate.criteria.map((code): [string, string] => [`critere-${index}`, code]),
    );
  });
  for (const code of typed.criteria) fields.push(['critere', code]);
  typed.vote.labels.forEach((label, index) => {
    fields.push([`proposition-${index}`, label]);
  });
  for (const [memberId, index] of typed.vote.votes) fields.push([`vote-${memberId}`, index]);
  return fields.filter(([name, value]) => value !== '' || name === 'candidat');
}

/** The decisions that were typed, or what is missing, each told beside its column. */
export function decisionsOf(
  typed: TypedDecision,
  numberOf: (reference: string) => string | null,
): Result<CandidateDecision[], FieldProblem[]> {
  const problems: FieldProblem[] = [];
  const decisions = typed.candidates.flatMap((candidate, column): CandidateDecision[] => {
    const wrong = (message: string): [] => {
      problems.push({ column, message });
      return [];
    };
    const number = numberOf(candidate.reference);
    const kind = decisionKinds.find((known) => known === candidate.kind);
    if (number === null) return wrong('Ce candidat n’est pas reconnu : rechargez la page.');
    if (!kind) return wrong('Choisissez une des cinq décisions.');
    const rank = rankOf(candidate, kind);
    if (rank === undefined) return wrong('Indiquez un rang de la liste.');
    const condition = conditionOf(candidate, kind);
    if (condition === undefined) {
      return wrong('Choisissez la pièce attendue et la date limite de la condition suspensive.');
    }
    const criteria = [...new Set([...typed.criteria, ...candidate.criteria])];
    const note = candidate.note.trim();
    return [
      {
        number,
        kind,
        rank,
        condition,
        reasons: [...candidate.reasons],
        note: note === '' ? null : note,
        criteria,
      },
    ];
  });
  return problems.length === 0 ? ok(decisions) : refuse(problems);
}

/** An attribution without ranking stands alone at the first place; d and e carry no rank. Undefined: not a rank. */
function rankOf(candidate: TypedCandidate, kind: CandidateDecision['kind']): number | null | undefined {
  if (candidate.rank === '') return kind === 'attribution' ? 1 : null;
  const rank = Number(candidate.rank);
  return Number.isInteger(rank) && rank >= 1 && rank <= 10 ? rank : undefined;
}

/** Undefined: a suspensive condition that says not what or until when. */
function conditionOf(
  { document, dueOn }: TypedCandidate,
  kind: CandidateDecision['kind'],
): CandidateDecision['condition'] | undefined {
  if (kind !== 'suspensiveAttribution') return null;
  const date = civilDateSchema.safeParse(dueOn);
  return document === '' || !date.success ? undefined : { document, dueOn: date.data };
}

/** The vote that was typed; null where none was opened. */
export function voteOf({ vote }: TypedDecision): Result<VoteInput | null, FieldProblem> {
  const used = vote.labels.flatMap((label, index) => (label.trim() === '' ? [] : [{ label, index }]));
  const voted = [...vote.votes.values()].some((index) => index !== '');
  if (used.length === 0 && !voted) return ok(null);
  if (used.length < 2)
    return refuse({ column: null, message: 'Un vote partagé oppose au moins deux propositions.' });
  const carried = used.findIndex(({ index }) => String(index) === vote.winner);
  if (carried < 0) return refuse({ column: null, message: 'Dites quelle proposition a été retenue.' });
  return ok({
    propositions: used.map(({ label, index }) => ({
      label: label.trim(),
      memberIds: [...vote.votes].flatMap(([memberId, at]) => (at === String(index) ? [memberId] : [])),
    })),
    carried,
  });
}

function codeIn(codes: ReadonlyMap<string, string>, value: string): string {
  return codes.get(spoken(value)) ?? value;
}

function text(body: Body, name: string): string {
  const value = body[name];
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first : '';
}

function list(body: Body, name: string): string[] {
  const value = body[name];
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((one): one is string => typeof one === 'string' && one !== '');
}
