/** "Ma journée": what today asks, in the order of what runs out first; and the calls to make, home by home. */
import { departementOfInsee } from '../../domain/territory.ts';
import { addDays, addMonths, type CivilDate } from '../../kernel/civil-date.ts';
import { daloDelays } from '../../law/priority.ts';
import type { BoardRow } from './board-list.ts';
import type { DaloClock, DayFacts, HomeList, LastContact, OpenCase } from './day-facts.ts';
import { candidatesNeeded } from './home-life.ts';
import type { Gesture } from './stage.ts';

/** One household to call for a home. */
export type Call = {
  number: string;
  householdInWords: string | null;
  /** Why now: never called, asked to be called back, did not answer. */
  because: 'new' | 'callBack' | 'noAnswer';
  callBackOn: CivilDate | null;
  /** True where it takes the place of one who declined. */
  replaces: boolean;
};

export type HomeCalls = { row: BoardRow; needed: number; calls: readonly Call[] };

/** Households to call for a home that lacks candidates: as many as lack, in the order of its list. */
export function callsOf(
  row: BoardRow,
  list: HomeList | undefined,
  contacts: readonly LastContact[],
  date: CivilDate,
): HomeCalls {
  const needed = Math.max(0, candidatesNeeded(row.freed) - row.freed.contacts.interested);
  const last = new Map(contacts.map((contact) => [contact.number, contact]));
  const declined = contacts.some(({ outcome }) => outcome === 'declined');
  const listed = list?.households ?? [];
  const calls = listed.flatMap(({ number, householdInWords }, index): Call[] => {
    const replaces = declined && index >= (list?.listed ?? 0);
    const known = last.get(number);
    const common = { number, householdInWords, replaces };
    if (known === undefined) return [{ ...common, because: 'new', callBackOn: null }];
    if (known.outcome === 'callBack') {
      const due = known.callBackOn === null || known.callBackOn <= date;
      return due ? [{ ...common, because: 'callBack', callBackOn: known.callBackOn }] : [];
    }
    // Somebody who did not answer today is called again another day.
    if (known.outcome === 'noAnswer' && known.on < date) {
      return [{ ...common, because: 'noAnswer', callBackOn: null }];
    }
    return [];
  });
  // Whoever asked to be called back first; then the order of the list.
  const order = [...calls].sort(
    (a, b) => Number(b.because === 'callBack') - Number(a.because === 'callBack'),
  );
  return { row, needed, calls: order.slice(0, needed) };
}

/** Calls of every home whose candidates are being sought, those with a list first. */
export function dayCalls(rows: readonly BoardRow[], facts: DayFacts, date: CivilDate): HomeCalls[] {
  const listOf = new Map(facts.lists.map((list) => [list.vacancyId, list]));
  const contactsOf = new Map<string, LastContact[]>();
  for (const contact of facts.contacts) {
    const known = contactsOf.get(contact.vacancyId);
    if (known) known.push(contact);
    else contactsOf.set(contact.vacancyId, [contact]);
  }
  return rows
    .filter(({ life }) => life.next.gesture === 'callCandidates')
    .map((row) => {
      const { id } = row.freed.vacancy;
      return callsOf(row, listOf.get(id), contactsOf.get(id) ?? [], date);
    })
    .sort((a, b) => Number(b.calls.length > 0) - Number(a.calls.length > 0));
}

export type DueItem =
  | { kind: 'home'; dueOn: CivilDate; row: BoardRow }
  | { kind: 'sitting'; dueOn: CivilDate; sessionId: string; gesture: Gesture; homes: number }
  | { kind: 'case'; dueOn: CivilDate; open: OpenCase }
  | { kind: 'shortAgenda'; dueOn: CivilDate; row: BoardRow; candidates: number }
  | { kind: 'return'; dueOn: CivilDate; due: DueReturnLine };

/** A legal return to send: its page, its name, how many recipients still wait for it. */
export type DueReturnLine = { key: string; title: string; lastDay: CivilDate; recipients: number };

export type DueGroups = { late: DueItem[]; today: DueItem[]; tomorrow: DueItem[]; week: DueItem[] };

// A week ahead is a day's horizon; DALO offers take longer to prepare.
const weekDays = 7;
const daloMonthsAhead = 1;

/** DALO households whose delay for an offer is over or ends within the month, the earliest first (P-06). */
export function daloDue(
  clocks: readonly DaloClock[],
  date: CivilDate,
): { dueOn: CivilDate; dalo: DaloClock }[] {
  const soon = addMonths(date, daloMonthsAhead);
  return clocks
    .flatMap((dalo) => {
      const dueOn = daloOfferDueOn(dalo);
      return dueOn !== null && dueOn <= soon ? [{ dueOn, dalo }] : [];
    })
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
}

/**
 * P-06: last day for an offer to come: the shorter delay outside overseas départements, since the list of those with a
 * part of a large agglomeration is not loaded; null where no figure is in force.
 */
function daloOfferDueOn({ decidedOn, insee }: DaloClock): CivilDate | null {
  const overseas = insee !== null && departementOfInsee(insee).startsWith('97');
  return daloDelays({ appealedOn: decidedOn, decidedOn }, { overseas, largeArea: false }).offerDueOn;
}

/** The homes of a sitting wait for one thing: one line a sitting. */
function sittingsOf(rows: readonly BoardRow[], soon: CivilDate): DueItem[] {
  const sittings = new Map<string, Extract<DueItem, { kind: 'sitting' }>>();
  for (const { life, freed } of rows) {
    const sessionId = freed.agenda?.sessionId;
    const { dueOn, gesture } = life.next;
    if (life.stage !== 'onAgenda' || sessionId === undefined || dueOn === null || dueOn > soon) continue;
    const homes = (sittings.get(sessionId)?.homes ?? 0) + 1;
    sittings.set(sessionId, { kind: 'sitting', dueOn, sessionId, gesture, homes });
  }
  return [...sittings.values()];
}

/** Every delay that is over or ends within the week, and the returns told of, by group, the earliest first. */
export function dueItems(
  rows: readonly BoardRow[],
  facts: DayFacts,
  date: CivilDate,
  returns: readonly DueReturnLine[] = [],
): DueGroups {
  const rowOf = new Map(rows.map((row) => [row.freed.vacancy.id, row]));
  const soon = addDays(date, weekDays);
  const items: DueItem[] = [];
  for (const row of rows) {
    const { dueOn } = row.life.next;
    if (dueOn === null || dueOn > soon || row.life.stage === 'onAgenda') continue;
    items.push({ kind: 'home', dueOn, row });
  }
  items.push(...sittingsOf(rows, soon));
  for (const open of facts.cases)
    if (open.dueOn <= soon) items.push({ kind: 'case', dueOn: open.dueOn, open });
  for (const { vacancyId, candidates } of facts.shortAgendas) {
    const row = rowOf.get(vacancyId);
    const heldOn = row?.freed.agenda?.heldOn;
    if (row && heldOn && candidates < candidatesNeeded(row.freed)) {
      items.push({ kind: 'shortAgenda', dueOn: heldOn, row, candidates });
    }
  }
  for (const due of returns) items.push({ kind: 'return', dueOn: due.lastDay, due });
  items.sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
  const tomorrow = addDays(date, 1);
  return {
    late: items.filter(({ dueOn }) => dueOn < date),
    today: items.filter(({ dueOn }) => dueOn === date),
    tomorrow: items.filter(({ dueOn }) => dueOn === tomorrow),
    week: items.filter(({ dueOn }) => dueOn > tomorrow),
  };
}
