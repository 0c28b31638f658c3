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

/** Removals only, as a message RAD that the register's readers take. */
export function removalsXml(events: readonly RegisterEvent[], madeOn: CivilDate): string {
  const requests = events
    .filter(({ kind }) => kind === 'removal')
    .map(({ number, details, on }) =>
      demande(number, [
        `<radiation><motifRadiation code="${escapeXml(String(details.motif ?? 'RADATT'))}"/>`,
        `<dateRadiation>${on}</dateRadiation></radiation>`,
      ]),
    );
  return envelope('RAD', madeOn, requests);
}

/** Every other event, one element each, with its day, its author and its details. */
export function eventsXml(events: readonly RegisterEvent[], madeOn: CivilDate): string {
  const byNumber = new Map<string, RegisterEvent[]>();
  for (const event of events) {
    if (event.kind === 'removal') continue;
    byNumber.set(event.number, [...(byNumber.get(event.number) ?? []), event]);
  }
  const requests = [...byNumber].map(([number, own]) =>
    demande(number, ['<listeEvenement>', ...own.map(eventXml), '</listeEvenement>']),
  );
  return envelope('EVT', madeOn, requests);
}

/** All events, a line each, for an office that enters them by hand. */
export function eventsTable(events: readonly RegisterEvent[]): {
  columns: readonly string[];
  rows: readonly (readonly string[])[];
} {
  return {
    columns: ['numero_unique', 'evenement', 'date', 'auteur', 'details', 'identifiant'],
    rows: events.map((event) => [
      event.number,
      registerEventNames[event.kind],
      event.on,
      event.author,
      eventFields(event)
        .slice(3)
        .map(({ label, value }) => `${label} : ${value}`)
        .join(' | '),
      event.eventKey,
    ]),
  };
}

function envelope(kind: 'RAD' | 'EVT', madeOn: CivilDate, requests: readonly string[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<n:interfaceNuu xmlns:n="${namespace}" versionInterface="${version}">`,
    `  <entete><typeFichier code="${kind}"/><dateFichier>${madeOn}T00:00:00+01:00</dateFichier></entete>`,
    ...requests,
    '</n:interfaceNuu>',
    '',
  ].join('\n');
}

function demande(number: string, lines: readonly string[]): string {
  const body = lines.map((line) => `    ${line}`).join('\n');
  return `  <demande><demandeLogement>\n    <numUnique>${escapeXml(number)}</numUnique>\n${body}\n  </demandeLogement></demande>`;
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
