/** Reads SNE exchange messages (`interfaceNuu` 02.00 and 02.01): one file, one or many applications. */
import { createHash } from 'node:crypto';
import type { Application } from '../../domain/application.ts';
import { type CivilDate, civilDate, isCivilDate } from '../../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ByteSource, openHashed } from '../byte-source.ts';
import { Cells } from '../cells.ts';
import type { FileReport, RowContext, RowSink } from '../csv/table.ts';
import type { Contact } from '../duplicates.ts';
import type { ApplicationEnding } from '../import-port.ts';
import { asRefusal, type FileRefusal, quotedValue, refuseFile } from '../refusal.ts';
import { readSneApplication, readSneNumber } from './application.ts';
import { endingStatuses, messageKinds, sneNamespace, sneVersions } from './codes.ts';
import type { SneRemarks } from './household.ts';
import { codeOf, descendants, elementAt, type XmlElement, type XmlRoot, xmlElements } from './xml.ts';

/** What one "demande" of a message says. */
export type SneRow =
  | { kind: 'application'; application: Application; contact: Contact }
  | { kind: 'ending'; ending: ApplicationEnding };

type Head = { kind: keyof typeof messageKinds; date: CivilDate };
type Survey = { contentHash: string; repeated: ReadonlySet<string>; requests: number };

/** Reads a whole file; like `readTable`, a refusal means that nothing of it may be kept. */
export async function readSneFile(
  source: ByteSource,
  sink: RowSink<SneRow>,
  options: RowContext,
): Promise<Result<FileReport, FileRefusal>> {
  try {
    const survey = await surveyFile(source);
    return ok(await deliver(source, sink, options, survey));
  } catch (error) {
    return refuse(asRefusal(error));
  }
}

const collected: ReadonlySet<string> = new Set(['entete', 'demande']);

async function surveyFile(source: ByteSource): Promise<Survey> {
  const hash = createHash('sha256');
  const seen = new Set<string>();
  const repeated = new Set<string>();
  let requests = 0;
  for await (const event of xmlElements(openHashed(source, hash), collected)) {
    if (event.kind === 'root') checkRoot(event.root);
    else if (event.element.name === 'entete') readHead(event.element);
    else {
      requests += 1;
      const number = elementAt(requestOf(event.element), 'numUnique')?.text ?? '';
      if (number !== '' && seen.has(number)) repeated.add(number);
      seen.add(number);
    }
  }
  if (requests === 0) refuseFile('empty', 'Le message ne contient aucune demande.', 'Vérifiez l’export.');
  return { contentHash: hash.digest('hex'), repeated, requests };
}

async function deliver(
  source: ByteSource,
  sink: RowSink<SneRow>,
  options: RowContext,
  survey: Survey,
): Promise<FileReport> {
  const hash = createHash('sha256');
  const remarks: SneRemarks = { unknownResources: new Set() };
  let head: Head | null = null;
  let row = 0;
  let accepted = 0;
  let skipped = 0;
  for await (const event of xmlElements(openHashed(source, hash), collected)) {
    if (event.kind === 'root') continue;
    if (event.element.name === 'entete') {
      head = readHead(event.element);
      if (head.date > options.today) {
        refuseFile(
          'format',
          `Le fichier est daté du ${head.date}, après aujourd’hui.`,
          'Vérifiez dateFichier.',
        );
      }
      continue;
    }
    if (head === null)
      return refuseFile('format', 'L’élément « entete » manque.', 'Demandez le fichier d’origine.');
    row += 1;
    const cells = new Cells(new Map(), []);
    const value = readRow(cells, event.element, head, options, remarks, survey);
    if (cells.problems.length > 0) {
      const key = elementAt(requestOf(event.element), 'numUnique')?.text ?? null;
      await sink.onReject({ row, problems: cells.problems, key, columns: [], cells: [] });
    } else if (value === null) skipped += 1;
    else {
      accepted += 1;
      await sink.onRow(value, row);
    }
  }
  if (hash.digest('hex') !== survey.contentHash) {
    refuseFile('changed', 'Le fichier a changé pendant sa lecture.', 'Attendez la fin de son écriture.');
  }
  return {
    rows: row,
    accepted,
    rejected: row - accepted - skipped,
    skipped,
    header: [],
    unknownColumns: [],
    warnings: warningsOf(remarks, skipped, head),
    contentHash: survey.contentHash,
  };
}

/** The value of a "demande"; null where the message changes nothing here, or where problems were noted. */
function readRow(
  cells: Cells,
  element: XmlElement,
  head: Head,
  options: RowContext,
  remarks: SneRemarks,
  survey: Survey,
): SneRow | null {
  const request = requestOf(element);
  const number = readSneNumber(cells, request);
  if (number !== undefined && survey.repeated.has(number)) {
    cells.note('numUnique', number, 'présent plusieurs fois dans le fichier', 'une seule demande par numéro');
  }
  const kind = messageKinds[head.kind];
  if (kind === 'ignored' || number === undefined) return null;
  if (kind === 'removal') {
    return { kind: 'ending', ending: { applicationNumber: number, status: 'removed', on: head.date } };
  }
  if (kind === 'ending') return readEnding(cells, request, number, head, options, remarks);
  return readLive(cells, request, head, options, remarks);
}

function readLive(
  cells: Cells,
  request: XmlElement,
  head: Head,
  options: RowContext,
  remarks: SneRemarks,
): SneRow | null {
  const message = { date: head.date, renewal: head.kind === 'REN' };
  const application = readSneApplication(cells, request, message, options, remarks);
  if (!application) return null;
  const applicant = elementAt(request, 'personnePhysique/demandeur');
  const contact = {
    email: elementAt(applicant, 'mel')?.text || null,
    phone: elementAt(applicant, 'telPortable')?.text || null,
  };
  return { kind: 'application', application, contact };
}

/** An empty ground is the end of an end ("déradiation"): the application lives again, as the message gives it. */
function readEnding(
  cells: Cells,
  request: XmlElement,
  number: string,
  head: Head,
  options: RowContext,
  remarks: SneRemarks,
): SneRow | null {
  const ground = descendants(request, 'motifRadiation')[0];
  const code = codeOf(ground);
  if (ground !== undefined && code === '') return readLive(cells, request, head, options, remarks);
  const status = endingStatuses[code];
  if (status === undefined) {
    cells.note('motifRadiation', code, 'motif de radiation inconnu', Object.keys(endingStatuses).join(', '));
    return null;
  }
  return { kind: 'ending', ending: { applicationNumber: number, status, on: head.date } };
}

function requestOf(element: XmlElement): XmlElement {
  return elementAt(element, 'demandeLogement') ?? element;
}

function checkRoot(root: XmlRoot): void {
  if (root.name !== 'interfaceNuu' || root.namespace !== sneNamespace) {
    refuseFile(
      'format',
      `La première balise est « ${quotedValue(root.name)} » (${quotedValue(root.namespace) || 'sans espace de noms'}).`,
      `Un message du SNE commence par « interfaceNuu », dans l’espace ${sneNamespace}.`,
    );
  }
  const version = root.attributes.get('versionInterface') ?? '';
  if (!sneVersions.has(version)) {
    refuseFile(
      'format',
      `La version de l’interface est « ${quotedValue(version)} ».`,
      `Versions lues : ${[...sneVersions].join(', ')}.`,
    );
  }
}

function readHead(element: XmlElement): Head {
  const code = codeOf(elementAt(element, 'typeFichier'));
  const day = (elementAt(element, 'dateFichier')?.text ?? '').slice(0, 10);
  const kind = isMessageKind(code) ? code : null;
  if (kind === null || !isCivilDate(day)) {
    return refuseFile(
      'format',
      kind === null
        ? `Le type de fichier « ${quotedValue(code)} » n’est pas connu.`
        : `La date du fichier « ${quotedValue(day)} » n’est pas une date.`,
      `« entete » doit avoir typeFichier (${Object.keys(messageKinds).join(', ')}) et dateFichier.`,
    );
  }
  return { kind, date: civilDate(day) };
}

function isMessageKind(code: string): code is keyof typeof messageKinds {
  return Object.hasOwn(messageKinds, code);
}

function warningsOf(remarks: SneRemarks, skipped: number, head: Head | null): string[] {
  const warnings: string[] = [];
  if (remarks.unknownResources.size > 0) {
    const codes = [...remarks.unknownResources].sort().join(', ');
    warnings.push(`Codes de ressource absents des listes connues, additionnés aux autres : ${codes}.`);
  }
  if (skipped > 0) {
    warnings.push(`${skipped} demande(s) d’un message « ${head?.kind ?? ''} », sans effet ici.`);
  }
  return warnings;
}
