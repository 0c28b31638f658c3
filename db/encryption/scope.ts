/** The cipher and the landlord of the transaction under way, where sealed columns find them: no query can forget them. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Cipher } from './cipher.ts';

type Scope = { cipher: Cipher | null; landlordId: string };

const storage = new AsyncLocalStorage<Scope>();

/** Runs the work with sealed columns of this landlord open. */
export function withSealedColumns<Value>(
  cipher: Cipher | null,
  landlordId: string,
  work: () => Promise<Value>,
): Promise<Value> {
  // Awaited within: a query that the work gives back without waiting for it is sent, and read, here.
  return storage.run({ cipher, landlordId }, async () => await work());
}

/** The cipher of the transaction under way; null outside any. */
export function cipherOfScope(): Cipher | null {
  return storage.getStore()?.cipher ?? null;
}

/** Throws outside a landlord's transaction, or where the connection was given no keys: both are bugs. */
export function sealingScope(column: string): { cipher: Cipher; landlordId: string } {
  const scope = storage.getStore();
  if (!scope) throw new Error(`${column} is sealed: it is read and written within withLandlord`);
  if (!scope.cipher) throw new Error(`${column} is sealed: this connection was given no encryption keys`);
  return { cipher: scope.cipher, landlordId: scope.landlordId };
}
