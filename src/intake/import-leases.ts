/** Files of tenancies and of signed leases: each row brings its lease, and what it tells beside it. */
import type { Result } from '../kernel/result.ts';
import { type FileReport, readTable } from './csv/table.ts';
import { type ImportReading, sinkOf } from './import-reading.ts';
import type { FileRefusal } from './refusal.ts';
import { leasesTable } from './tables/leases.ts';
import { tenancyRowsTable } from './tables/tenancies.ts';

/** Tenancies, then the contacts that their rows tell: a contact needs its tenancy in the store first. */
export async function readTenancies(reading: ImportReading): Promise<Result<FileReport, FileRefusal>> {
  const tenancies = reading.batches.batch('tenancies');
  const contacts = reading.batches.batch('contacts', async (records) => {
    await tenancies.flush();
    return records;
  });
  const report = await readTable(
    reading.source,
    tenancyRowsTable,
    sinkOf(reading, async ({ tenancy, contact }) => {
      await tenancies.add(tenancy);
      if (contact !== null) await contacts.add(contact);
    }),
    reading.options,
  );
  if (!report.ok) return report;
  await tenancies.flush();
  await contacts.flush();
  return report;
}

/** Leases, then what their rows tell for indicators: facts need their lease in the store first. */
export async function readLeases(reading: ImportReading): Promise<Result<FileReport, FileRefusal>> {
  const leases = reading.batches.batch('leases');
  const facts = reading.batches.batch('leaseFacts', async (records) => {
    await leases.flush();
    return records;
  });
  const report = await readTable(
    reading.source,
    leasesTable,
    sinkOf(reading, async ({ lease, told }) => {
      await leases.add(lease);
      if (told !== null) await facts.add(told);
    }),
    reading.options,
  );
  if (!report.ok) return report;
  await leases.flush();
  await facts.flush();
  return report;
}
