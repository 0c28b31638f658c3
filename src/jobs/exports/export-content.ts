/** What a copy contains: the same as its page, in bytes that leave as they are made. */
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Account, AccountPort } from '../../access/account-port.ts';
import { indicatorReaderOf } from '../../access/indicator-reader.ts';
import { isInScope, type ScopePort } from '../../access/scope.ts';
import { folderPaper } from '../../committee/papers/folder-paper.ts';
import { minutesPaper } from '../../committee/papers/minutes-paper.ts';
import { minutesSheets } from '../../committee/papers/minutes-sheets.ts';
import { eventColumns, eventRow, eventsXml, removalsXml } from '../../committee/register/export.ts';
import type { RegisterPort, StoredEvent } from '../../committee/register-port.ts';
import type { SessionPort } from '../../committee/session-port.ts';
import { csvStream } from '../../documents/csv.ts';
import { odsMediaType, writeOds } from '../../documents/ods.ts';
import type { Paper } from '../../documents/pdf/model.ts';
import { writePapers } from '../../documents/pdf/write-paper.ts';
import type { Sheet } from '../../documents/sheet-model.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { frenchLongDate } from '../../kernel/french.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { PortalPolicyPort } from '../../portal/policy-port.ts';
import type { ReportingPort } from '../../reporting/reporting-port.ts';
import { returnFileName, returnPaper, returnSheets } from '../../reporting/returns/return-papers.ts';
import type { ReturnsPort } from '../../reporting/returns/returns-port.ts';
import { csvOf, screenPaper, sheetsOf } from '../../reporting/screen/exports.ts';
import { figuresIn, filterInWords } from '../../reporting/screen/filter.ts';
import { readIndicator } from '../../reporting/screen/reading.ts';
import { screenOf } from '../../reporting/screen/screen.ts';
import type { ExportOf, ExportSubject } from './export-subject.ts';

export type ExportMeans = {
  accounts: Pick<AccountPort, 'findById'>;
  scopes: Pick<ScopePort, 'communesOf'>;
  reporting: Pick<ReportingPort, 'facts'>;
  portalPolicies: Pick<PortalPolicyPort, 'inForce'>;
  register: Pick<RegisterPort, 'exported'>;
  sessions: Pick<SessionPort, 'find' | 'minutes'>;
  returns: Pick<ReturnsPort, 'scene'>;
};

/** A file as it is made: its name in French, and its bytes in pieces. */
type ExportContent = { name: string; mediaType: string; bytes: AsyncIterable<Uint8Array> };

type Asking = { account: Account; today: CivilDate };

/** The copy, read as the account reads it. Refused, in French, where there is nothing of that name. */
export function exportContent(
  means: ExportMeans,
  asking: Asking,
  subject: ExportSubject,
): Promise<Result<ExportContent, string>> {
  switch (subject.what) {
    case 'indicator':
      return indicatorCopy(means, asking, subject);
    case 'register':
      return registerFile(means, asking, subject);
    case 'sitting':
      return sittingPaper(means, asking, subject);
    case 'return':
      return returnCopy(means, asking, subject);
  }
}

async function indicatorCopy(
  means: ExportMeans,
  { account, today }: Asking,
  { name, from, until, territory, format }: ExportOf<'indicator'>,
): Promise<Result<ExportContent, string>> {
  const filter = { period: { from, until }, territory };
  const reader = indicatorReaderOf(account);
  const { indicator, secrecy } = await readIndicator({ ...means, today: () => today }, reader, name, filter);
  const words = filterInWords(filter, reader.reach?.name ?? null);
  const screen = screenOf(figuresIn(indicator, filter), words, secrecy);
  const file = `${name}-${screen.asOf}.${format}`;
  if (format === 'pdf') return ok(pdf(file, screenPaper(screen, account.landlordName, new Date())));
  if (format === 'ods') return ok(ods(file, sheetsOf(screen)));
  const { columns, rows } = csvOf(screen);
  return ok(csv(file, columns, rows));
}

async function registerFile(
  { register }: ExportMeans,
  { account }: Asking,
  { exportId, file }: ExportOf<'register'>,
): Promise<Result<ExportContent, string>> {
  const found = await register.exported(account.landlordId, exportId);
  if (found === null) return refuse('Ce fichier du SNE n’existe pas.');
  const { events, made } = found;
  const name = `sne-${made.on}-${file}`;
  switch (file) {
    case 'radiations.xml':
      return ok(xml(name, removalsXml(events, made.on)));
    case 'evenements.xml':
      return ok(xml(name, eventsXml(events, made.on)));
    case 'evenements.csv':
      return ok(csv(name, eventColumns, rowsOf(events)));
  }
}

async function sittingPaper(
  { sessions, scopes }: ExportMeans,
  { account }: Asking,
  { sessionId, paper }: ExportOf<'sitting'>,
): Promise<Result<ExportContent, string>> {
  const { landlordId, landlordName } = account;
  const view = await sessions.find(landlordId, sessionId, { accountId: account.id });
  if (view === null) return refuse('Cette séance n’existe pas.');
  const day = frenchLongDate(view.session.heldOn);
  if (paper === 'folder') {
    // An officer held to agencies or communes reads the candidates of their homes only.
    const scope = await scopes.communesOf(account);
    const homes = view.homes.filter(({ home }) => isInScope(scope, [home.insee]));
    const drawn = folderPaper({ view, homes, landlordName, createdAt: new Date() });
    return ok(pdf(`Dossier de la séance du ${day}.pdf`, drawn));
  }
  const stored = await sessions.minutes(landlordId, sessionId);
  if (stored === null || !view.minutes) {
    return refuse('Le procès-verbal n’existe pas encore : il est écrit à la clôture de la séance.');
  }
  const { content } = stored;
  if (paper === 'minutesSheets') {
    return ok(ods(`Procès-verbal du ${day}.ods`, minutesSheets(content, view.minutes)));
  }
  const drawn = minutesPaper({ content, proof: view.minutes, homes: view.homes });
  return ok(pdf(`Procès-verbal du ${day}.pdf`, drawn));
}

async function returnCopy(
  { returns }: ExportMeans,
  { account, today }: Asking,
  { key, format }: ExportOf<'return'>,
): Promise<Result<ExportContent, string>> {
  const scene = await returns.scene(account.landlordId, key, today);
  if (scene === null) return refuse('Cet état n’est pas dans le calendrier.');
  const name = `${returnFileName(scene.content)}.${format}`;
  return ok(
    format === 'ods' ? ods(name, returnSheets(scene.content)) : pdf(name, returnPaper(scene.content)),
  );
}

async function* rowsOf(events: AsyncIterable<StoredEvent>): AsyncGenerator<string[]> {
  for await (const event of events) yield eventRow(event);
}

type Rows = Iterable<readonly unknown[]> | AsyncIterable<readonly unknown[]>;

function csv(name: string, columns: readonly string[], rows: Rows): ExportContent {
  const bytes = written((to) => pipeline(Readable.from(rows), csvStream(columns), to));
  return { name, mediaType: 'text/csv; charset=utf-8', bytes };
}

function xml(name: string, parts: AsyncIterable<string>): ExportContent {
  return { name, mediaType: 'application/xml', bytes: written((to) => pipeline(parts, to)) };
}

function pdf(name: string, paper: Paper): ExportContent {
  return { name, mediaType: 'application/pdf', bytes: written((to) => writePapers(paper, [paper], to)) };
}

/** A workbook is compressed as a whole: it is held once, and leaves in pieces. */
function ods(name: string, sheets: readonly Sheet[]): ExportContent {
  return { name, mediaType: odsMediaType, bytes: Readable.from([writeOds(sheets)]) };
}

/** The bytes that the work writes, as they come; its fault is the reader's. */
async function* written(work: (to: PassThrough) => Promise<void>): AsyncGenerator<Uint8Array> {
  const through = new PassThrough();
  const working = work(through).catch((fault: Error) => through.destroy(fault));
  for await (const chunk of through) yield Buffer.from(chunk);
  await working;
}
