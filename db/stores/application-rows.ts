/** An application as a row: searchable columns, the content as JSON, the name apart. */
import { type Application, applicationSchema, isTransfer } from '../../src/domain/application.ts';
import type { ApplicationContent, applications } from '../schema/application.ts';

export type ApplicationRow = typeof applications.$inferInsert;

/** The row of an application. */
export function applicationRow(landlordId: string, application: Application): ApplicationRow {
  const { name, ...content } = application;
  return {
    landlordId,
    number: application.number,
    name,
    status: application.status,
    filedOn: application.filedOn,
    renewedOn: application.renewedOn,
    persons: application.household.persons.length,
    transfer: isTransfer(application),
    firstCommune: application.wishes.communes[0] ?? null,
    content,
  };
}

/** The application of stored content. Throws where it is not one: nothing else may have written there. */
export function applicationOf(content: ApplicationContent, name: string | null): Application {
  return applicationSchema.parse({ ...content, name });
}
