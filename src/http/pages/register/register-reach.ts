/** Files as the register's pages name them, within the reach of who reads. */
import type { RegisterReader } from '../../../committee/register-port.ts';
import type { Application } from '../../../domain/application.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import type { CurrentUser } from '../../middleware/current-user.ts';

/** A household as these pages name it. */
export type NamedFile = { number: string; name: string | null; path: string };

/** The account, with the communes that it is held to. */
export async function readerOf(user: CurrentUser, { scopes }: HttpDependencies): Promise<RegisterReader> {
  return { landlordId: user.landlordId, communes: await scopes.communesOf(user) };
}

/** A household by its name, its number and the address of its file. */
export function namedFile({ files: references }: HttpDependencies, application: Application): NamedFile {
  const { number, name } = application;
  return { number, name, path: `/agent/dossiers/${references.of(number)}` };
}

/** Files within the person's reach, by number. */
export async function namedFiles(
  dependencies: HttpDependencies,
  reader: RegisterReader,
  wanted: readonly string[],
): Promise<ReadonlyMap<string, NamedFile>> {
  const held = await dependencies.register.held(reader, wanted);
  return new Map(held.map(({ application }) => [application.number, namedFile(dependencies, application)]));
}

/** Rows whose file is among those; the others are out of reach. */
export function withFiles<Row extends { number: string }>(
  rows: readonly Row[],
  named: ReadonlyMap<string, NamedFile>,
): (Row & { file: NamedFile })[] {
  return rows.flatMap((row) => {
    const file = named.get(row.number);
    return file ? [{ ...row, file }] : [];
  });
}
