/** Structured logs on stderr, with the request or the job in every line, and never a personal datum. */
import { AsyncLocalStorage } from 'node:async_hooks';
import pino, { type DestinationStream, type Logger } from 'pino';
import type { Config } from './config.ts';

export type { Logger } from 'pino';

type LogContext = Readonly<{ requestId?: string; jobId?: string }>;

const context = new AsyncLocalStorage<LogContext>();

// A last net: the rule is not to hand such values to the logger at all (a test scans the log).
const personal = [
  'name',
  'email',
  'number',
  'applicationNumber',
  'bornOn',
  'address',
  'password',
  'token',
  'cookie',
  'authorization',
  'monthlyResourcesCents',
];

/** The service's logger. Levels: error, someone must act; warn, look at it today; info, the life of the service. */
export function createLogger(
  level: Config['logLevel'],
  destination: DestinationStream = pino.destination(2),
): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      mixin: () => ({ ...context.getStore() }),
      redact: { paths: personal.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[retiré]' },
      serializers: { err: faultForLog },
    },
    destination,
  );
}

/** Runs the work so that every line logged in it, however deep, carries the context. */
export function withLogContext<Value>(values: LogContext, work: () => Value): Value {
  return context.run({ ...context.getStore(), ...values }, work);
}

/** A fault without what its message may quote: a database says which value it refused. */
function faultForLog(fault: unknown): Record<string, unknown> {
  if (!(fault instanceof Error)) return { type: typeof fault };
  const frames = (fault.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return {
    type: fault.name,
    ...('code' in fault && typeof fault.code === 'string' ? { code: fault.code } : {}),
    at: frames.slice(0, 8).map((line) => line.trim()),
    ...(fault.cause === undefined ? {} : { cause: faultForLog(fault.cause) }),
  };
}
