/**
 * Column types whose values are encrypted in the database and plain in the code. The type does it, so that no query
 * can forget; SQL cannot look inside. Each says its place, `table.column`, which is part of what is authenticated.
 */
import { customType } from 'drizzle-orm/pg-core';
import { sealingScope } from './scope.ts';

/** How an envelope stands in the row: as text, as a JSON string, as bytes, or within an application's content. */
export type SealedForm = 'text' | 'json' | 'bytes' | 'application';

/** Every sealed column that the schema declares. */
export const sealedPlaces = new Map<string, SealedForm>();

/** A secret or an address as text. */
export function sealedText(column: string) {
  sealedPlaces.set(column, 'text');
  return customType<{ data: string; driverData: string }>({
    dataType: () => 'text',
    toDriver: (value) => {
      const { cipher, landlordId } = sealingScope(column);
      return cipher.seal(value, { column, landlordId });
    },
    fromDriver: (stored) => {
      const { cipher, landlordId } = sealingScope(column);
      return cipher.open(stored, { column, landlordId });
    },
  })();
}

/** A whole JSON value, stored as one JSON string. Whoever reads it checks it as any stored JSON. */
export function sealedJson<Data>(column: string) {
  sealedPlaces.set(column, 'json');
  return customType<{ data: Data; driverData: unknown }>({
    dataType: () => 'jsonb',
    toDriver: (value) => {
      const { cipher, landlordId } = sealingScope(column);
      return JSON.stringify(cipher.seal(JSON.stringify(value), { column, landlordId }));
    },
    fromDriver: (stored) => {
      const { cipher, landlordId } = sealingScope(column);
      return JSON.parse(cipher.open(String(stored), { column, landlordId }));
    },
  })();
}

/** Bytes: a file that someone sent, a frozen snapshot. */
export function sealedBytes(column: string) {
  sealedPlaces.set(column, 'bytes');
  return customType<{ data: Buffer; driverData: Buffer }>({
    dataType: () => 'bytea',
    toDriver: (value) => {
      const { cipher, landlordId } = sealingScope(column);
      return cipher.sealBytes(value, { column, landlordId });
    },
    fromDriver: (stored) => {
      // What was erased is left empty: there is nothing to open.
      if (stored.length === 0) return stored;
      const { cipher, landlordId } = sealingScope(column);
      return cipher.openBytes(stored, { column, landlordId });
    },
  })();
}
