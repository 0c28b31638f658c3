/** Files that go from one machine to another: sent to the service, read or made by a worker, taken from the service. */
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { DemoLandlord } from '../../db/demo/demo-landlord.ts';
import { demoTenant } from '../../db/demo/tenant.ts';
import { type Answer, hiddenFields, importForm, read, send, sendFile, told } from '../faults/officer.ts';
import { until } from '../faults/processes.ts';
import { openFile } from '../faults/visitor.ts';
import { type Fact, fact } from '../faults/wave.ts';
import { fileOf } from '../intake/applications-file.ts';
import type { Machine } from './machines.ts';
import { over, type Scene } from './scene.ts';

const rowsOfFile = 2_000;

/** A file sent to the service is read by a worker; a copy made by a worker is taken from the service. */
export async function files({ connection, officer, workers }: Scene): Promise<Fact[]> {
  const sent = await sendFile(officer, await importForm(officer), await fileOf(rowsOfFile));
  const importId = taskOf(sent);
  const { result: imported } = await over(connection, importId);
  const page = await read(officer, '/mes-copies');
  const subject = {
    what: 'indicator',
    name: 'delays',
    from: '2025-01-01',
    until: '2025-12-31',
    territory: null,
    format: 'pdf',
  };
  const csrf = hiddenFields(page.text, '/deconnexion').filter(([name]) => name === '_csrf');
  const asked = await send(officer, {
    path: '/mes-copies',
    fields: [...csrf, ['_key', randomUUID()], ['copie', JSON.stringify(subject)]],
  });
  const copyId = taskOf(asked);
  await over(connection, copyId);
  const copy = await read(officer, `/mes-copies/${copyId}/fichier`);
  const by = (id: string) =>
    workers.filter(({ running }) => running.told().includes(id)).map(({ machine }) => machine.name);
  return [
    fact(
      'a file sent to the service is read whole by a worker of another machine',
      imported?.accepted === rowsOfFile,
      `${imported?.accepted} rows by ${by(importId)}`,
    ),
    fact(
      'a copy made by a worker is taken from the service',
      copy.status === 200 && copy.text.startsWith('%PDF'),
      `${copy.status}, ${copy.text.length} characters, by ${by(copyId)}`,
    ),
  ];
}

/**
 * A household opens its file by the code of a message and sends a document. Messages leave from workers: without a mail
 * server they are files of the machine that took them, and none of the service's.
 */
export async function household(
  { connection, officer, workers }: Scene,
  front: Machine,
  demo: DemoLandlord,
): Promise<Fact[]> {
  const { number } = demoTenant(demo);
  const email = demo.contacts.find((contact) => contact.number === number)?.email ?? '';
  const visitor = await openFile(officer.url, connection.db, { number, email });
  const documents = '/demandeur/documents';
  const fields = hiddenFields((await read(visitor, documents)).text, documents);
  const sent = await sendFile(visitor, { path: documents, fields }, new Blob(['%PDF-1.4\n%%EOF\n']));
  const messagesOf = ({ folder }: Machine) => {
    const outbox = path.join(folder, 'data', 'outbox');
    return existsSync(outbox) ? readdirSync(outbox).filter((name) => name.endsWith('.eml')).length : 0;
  };
  const ofWorkers = () => workers.reduce((sum, { machine }) => sum + messagesOf(machine), 0);
  await until('a message leaves', async () => ofWorkers() > 0, 30_000);
  return [
    fact(
      'a household opens its file and sends a document',
      sent?.status === 303,
      `${sent?.status} ${told(sent?.text)}`,
    ),
    fact(
      'without a mail server, messages are files of the worker that took them',
      messagesOf(front) === 0,
      workers.map(({ machine }) => `${machine.name}: ${messagesOf(machine)}`).join(', '),
    ),
  ];
}

/** The task to whose page a form leads. */
function taskOf(answer: Answer | null): string {
  if (answer?.status !== 303) throw new Error(`a form answered ${answer?.status}: ${told(answer?.text)}`);
  return answer.headers.get('location')?.split('/').at(-1) ?? '';
}
