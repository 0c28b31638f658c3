/**
 * A transaction whose connection is lost ends there. The driver (postgres 3.4.9) would send its ROLLBACK down the lost
 * connection: the process falls ("reading 'write' of null"), or that place of the pool never connects again. The
 * caller is told by `begin` all the same, so what ran inside simply hears nothing more.
 */
import type postgres from 'postgres';
import { type KeptStatements, keptStatements } from './kept-statements.ts';

type Query = (...values: unknown[]) => unknown;

// The driver's own codes, those of the network, and those with which the server closes a connection.
const lost =
  /^(CONNECTION_(CLOSED|DESTROYED|ENDED)|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|08...|57P0[123]|25P0[34])$/;

/** The same client, whose transactions survive the loss of their connection, and that keeps what is often asked prepared. */
export function surviving(client: postgres.Sql): postgres.Sql {
  return withTransactions(client, 'begin', keptStatements());
}

/** `opener` is the method that takes the work of a transaction as its last argument. */
function withTransactions<Client extends object>(
  client: Client,
  opener: 'begin' | 'savepoint',
  isKept: KeptStatements,
): Client {
  return new Proxy(client, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      if (name === 'unsafe') {
        return (text: string, values: readonly unknown[] = [], options: object = {}): unknown => {
          // Without values a text goes as it is, in one journey.
          const prepare = values.length > 0 && isKept(text);
          return Reflect.apply(value, target, [text, values, prepare ? { ...options, prepare } : options]);
        };
      }
      if (name === opener) {
        return (...given: unknown[]) => {
          const work = given.pop();
          const inside = (tx: object): unknown =>
            typeof work === 'function'
              ? Reflect.apply(work, undefined, [inTransaction(tx, isKept)])
              : undefined;
          return Reflect.apply(value, target, [...given, inside]);
        };
      }
      return value;
    },
  });
}

function inTransaction(tx: object, isKept: KeptStatements): object {
  return new Proxy(withTransactions(tx, 'savepoint', isKept), {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (name !== 'unsafe' || typeof value !== 'function') return value;
      const query: Query = (...given) => silentWhenLost(Reflect.apply(value, target, given));
      return query;
    },
  });
}

/** The pending query; it never settles where its connection is lost. */
function silentWhenLost(pending: unknown): unknown {
  if (typeof pending !== 'object' || pending === null) return pending;
  return new Proxy(pending, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      if (name === 'then') {
        return (kept: unknown, refused: unknown): unknown =>
          Reflect.apply(value, target, [
            kept,
            (fault: unknown) => (isLost(fault) ? new Promise(() => {}) : rejected(refused, fault)),
          ]);
      }
      // `values`, `cursor` and the like give the pending query again.
      return (...given: unknown[]): unknown => {
        const next: unknown = Reflect.apply(value, target, given);
        return next === target ? silentWhenLost(next) : next;
      };
    },
  });
}

function rejected(refused: unknown, fault: unknown): unknown {
  if (typeof refused === 'function') return Reflect.apply(refused, undefined, [fault]);
  throw fault;
}

function isLost(fault: unknown): boolean {
  return fault instanceof Error && 'code' in fault && typeof fault.code === 'string' && lost.test(fault.code);
}
