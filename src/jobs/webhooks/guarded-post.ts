/**
 * One signed POST to a system of the landlord. The address is checked where the connection is made, on what the name
 * resolves to at that moment: a name that changes its mind between a check and the connection gains nothing.
 */
import { lookup as lookupName } from 'node:dns';
import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { type AddressRule, hostOf, isOpened, isRefused } from '../../access/webhooks/address.ts';
import { type Attempt, type AttemptOutcome, excerptOf, outcomeOf } from '../../access/webhooks/delivery.ts';

export type Met = Pick<Attempt, 'outcome' | 'status' | 'excerpt'> & {
  /** The receiver's Retry-After, as it wrote it. */
  retryAfter?: string;
};

export type GuardedPost = (message: {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
}) => Promise<Met>;

/** Every address of a name, as `dns.lookup` gives them. */
export type Resolve = (
  host: string,
  done: (fault: Error | null, addresses: readonly { address: string; family: number }[]) => void,
) => void;

const mostAnswerBytes = 2_000;

const systemResolver: Resolve = (host, done) => {
  lookupName(host, { all: true, verbatim: true }, (fault, addresses) => done(fault, addresses ?? []));
};

/** Posts under the rule; no redirection is followed, no proxy used, no connection kept. */
export function guardedPost(
  rule: AddressRule,
  { seconds = 10, resolve = systemResolver }: { seconds?: number; resolve?: Resolve } = {},
): GuardedPost {
  return async ({ url, headers, body }) => {
    const address = new URL(url);
    const opened = isOpened(address, rule);
    const host = hostOf(address);
    // An address as a number is connected to without a look-up.
    if (isIP(host) !== 0 && isRefused(host, opened)) return without('forbiddenAddress');
    if (rule.httpsOnly && address.protocol !== 'https:') return without('forbiddenAddress');
    const bytes = Buffer.from(body, 'utf8');
    const options = {
      method: 'POST',
      agent: false as const,
      lookup: guardedLookup(resolve, opened),
      signal: AbortSignal.timeout(seconds * 1000),
      headers: {
        'content-type': 'application/json',
        'content-length': String(bytes.length),
        'user-agent': 'parcours-webhooks/1',
        ...headers,
      },
    };
    try {
      const sending =
        address.protocol === 'https:' ? requestHttps(address, options) : requestHttp(address, options);
      const answer = await answerOf(sending, bytes);
      const status = answer.statusCode ?? 0;
      const retryAfter = answer.headers['retry-after'];
      return {
        ...{ outcome: outcomeOf(status), status, excerpt: excerptOf(await beginningOf(answer)) },
        ...(retryAfter === undefined ? {} : { retryAfter }),
      };
    } catch (fault) {
      return without(outcomeOfFault(fault));
    }
  };
}

function answerOf(sending: ClientRequest, body: Buffer): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    sending.once('response', resolve);
    sending.on('error', reject);
    sending.end(body);
  });
}

/** The first bytes of the answer; what comes late or in excess is left. */
async function beginningOf(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of answer) {
      const bytes = Buffer.from(chunk);
      chunks.push(bytes);
      size += bytes.length;
      if (size >= mostAnswerBytes) break;
    }
  } catch {
    // Its status was read: an answer cut short is an answer.
  }
  answer.destroy();
  return Buffer.concat(chunks).subarray(0, mostAnswerBytes).toString('utf8');
}

/** Gives the connection the addresses of the name, or none at all where one of them is refused. */
function guardedLookup(resolve: Resolve, opened: boolean): LookupFunction {
  return (host, options, done) => {
    resolve(host, (fault, addresses) => {
      const [first] = addresses;
      if (fault !== null || first === undefined) {
        return done(fault ?? faultOf('ENOTFOUND'), '', 0);
      }
      if (addresses.some(({ address }) => isRefused(address, opened))) {
        return done(faultOf(forbidden), '', 0);
      }
      if (options.all) done(null, [...addresses]);
      else done(null, first.address, first.family);
    });
  };
}

const forbidden = 'PARCOURS_FORBIDDEN_ADDRESS';

function faultOf(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(code), { code });
}

function outcomeOfFault(fault: unknown): AttemptOutcome {
  const code = fault instanceof Error && 'code' in fault ? String(fault.code) : '';
  if (code === forbidden) return 'forbiddenAddress';
  if (code === 'ABORT_ERR' || code === '23' || code === 'ETIMEDOUT') return 'timeout';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'unknownHost';
  if (/CERT|TLS|SSL|ALTNAME|SELF_SIGNED|EPROTO/.test(code)) return 'tls';
  return 'unreachable';
}

function without(outcome: AttemptOutcome): Met {
  return { outcome, status: null, excerpt: null };
}
