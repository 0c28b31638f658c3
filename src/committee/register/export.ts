/**
 * The files made for the register: removals as the interface defines them (message RAD), the other events in the manner
 * of that interface, and a table of all. The register's own message for events (N-10) is not public: the shape of
 * `evenements` is deduced, and the file says so.
 */

import type { CivilDate } from '../../kernel/civil-date.ts';
import { eventFields } from './event-words.ts';
import { type RegisterEvent, registerEventNames } from './events.ts';

const namespace = 'http://nuu.application.i2/';
const version = '02.01';

/** Events in the order of numbers, as a list or as a store reads them part by part. */
type Events = Iterable<RegisterEvent> | AsyncIterable<RegisterEvent>;

/** Removals only, as a message RAD that the register's readers take; in parts, for files that no memory should hold. */
export async function* removalsXml(events: Events, madeOn: CivilDate): AsyncGenerator<string> {
  yield opening('RAD', madeOn);
  for await (const { kind, number, details, on } of events) {
    if (kind !== 'removal') continue;
    yield demande(number, [
      `<radiation><motifRadiation code="${escapeXml(String(details.motif ?? 'RADATT'))}"/>`,
      `<dateRadiation>${on}</dateRadiation></radiation>`,
    ]);
  }
  yield closing;
}

/** Every other event, one element each, with its day, its author and its details; in parts too. */
export async function* eventsXml(events: Events, madeOn: CivilDate): AsyncGenerator<string> {
  yield opening('EVT', madeOn);
  let own: RegisterEvent[] = [];
  for await (const event of events) {
    if (event.kind === 'removal') continue;
    if (own[0] !== undefined && own[0].number !== event.number) {
      yield listOf(own);
      own = [];
    }
    own.push(event);
  }
  if (own.length > 0) yield listOf(own);
  yield closing;
}

/** Columns of `eventRow`. */
export const eventColumns = [
  'numero_unique',
  'evenement',
  'date',
  'auteur',
  'details',
  'identifiant',
] as const;

/** An event as a line of a table, for an office that enters them by hand. */
export function eventRow(event: RegisterEvent): string[] {
  return [
    event.number,
    registerEventNames[event.kind],
    event.on,
    event.author,
    eventFields(event)
      .slice(3)
      .map(({ label, value }) => `${label} : ${value}`)
      .join(' | '),
    event.eventKey,
  ];
}

function opening(kind: 'RAD' | 'EVT', madeOn: CivilDate): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<n:interfaceNuu xmlns:n="${namespace}" versionInterface="${version}">`,
    `  <entete><typeFichier code="${kind}"/><dateFichier>${madeOn}T00:00:00+01:00</dateFichier></entete>`,
    '',
  ].join('\n');
}

const closing = '</n:interfaceNuu>\n';

function listOf(own: readonly RegisterEvent[]): string {
  return demande(own[0]?.number ?? '', ['<listeEvenement>', ...own.map(eventXml), '</listeEvenement>']);
}

function demande(number: string, lines: readonly string[]): string {
  const body = lines.map((line) => `    ${line}`).join('\n');
  return `  <demande><demandeLogement>\n    <numUnique>${escapeXml(number)}</numUnique>\n${body}\n  </demandeLogement></demande>\n`;
}

function eventXml(event: RegisterEvent): string {
  const details = Object.entries(event.details)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `<detail nom="${escapeXml(name)}">${escapeXml(String(value))}</detail>`)
    .join('');
  return `<evenement code="${escapeXml(event.kind)}" id="${escapeXml(event.eventKey)}"><date>${event.on}</date><auteur>${escapeXml(event.author)}</auteur>${details}</evenement>`;
}

/** Text of XML; characters that XML 1.0 cannot carry are left out. */
function escapeXml(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/"/g, '&quot;')
  );
}
