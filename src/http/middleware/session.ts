/** Sessions of the web: an opaque cookie here, the content in PostgreSQL under the hash of its identifier. */
import { createHash } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import session, { type SessionData, Store } from 'express-session';
import type { WebSessionPort } from '../../access/account-port.ts';
import { sessionLimits } from '../../access/session-limits.ts';
import type { FirstProof } from '../../access/sign-in-notice.ts';
import type { Config } from '../../config.ts';
import type { SessionChoices } from '../../jobs/run-port.ts';
import type { PortalVisitor } from '../../portal/visitor.ts';
import { deviceInWords } from '../sign-in/device-words.ts';
import { networkMark } from '../sign-in/network.ts';

declare module 'express-session' {
  interface SessionData {
    accountId?: string;
    /** It was read from the database: what ended it there since, a protection or a way out, is not undone by a request. */
    isKept?: boolean;
    /** Milliseconds since 1970: what ends the sign-ins of a file ends those from before it, whoever writes them back. */
    signedInAt?: number;
    /** What stood beside the password: a one-time code, or the identity provider's own. */
    factor?: 'code' | 'provider';
    /** The browser in words and a mark of its network, so that its owner knows which session is which. */
    device?: string;
    network?: string;
    /** What the identity provider wants to hear when the person leaves. */
    idToken?: string;
    /** Milliseconds since 1970 of the last request that was written down; of the row, never kept in the content. */
    seenAt?: number;
    /** Pins and bans that an officer tries on a run (by its identifier), before a new run keeps them. */
    choices?: Record<string, SessionChoices>;
  }
}

// A request puts the idle end off at most so often: pages cost no writing.
const touchMilliseconds = 60_000;

/** The middleware. Rows are written when something changed, and at most once a request otherwise. */
export function webSession(
  config: Pick<Config, 'environment'>,
  secret: string,
  port: WebSessionPort,
): RequestHandler {
  const secure = config.environment === 'production';
  return session({
    // The prefix makes browsers refuse the cookie from anywhere but this very host over https.
    name: secure ? '__Host-parcours' : 'parcours',
    secret,
    store: new PostgresSessionStore(port),
    resave: false,
    saveUninitialized: false,
    rolling: false,
    cookie: {
      httpOnly: true,
      sameSite: 'lax',
      secure,
      path: '/',
      maxAge: sessionLimits.account.absoluteMilliseconds,
    },
  });
}

/** How somebody signed in. */
export type SignInWay = { first: FirstProof; factor: 'code' | 'provider' | null; idToken?: string };

/** Opens a session for the account under a new identifier: one fixed by someone else before is worth nothing. */
export async function openSession(
  request: Request,
  accountId: string,
  secret: string,
  { factor, idToken }: SignInWay,
): Promise<void> {
  // What was typed before the sign-in expired comes along; its page checks whose it is.
  const { pendingForm } = request.session;
  await regenerate(request);
  const { session } = request;
  session.accountId = accountId;
  session.signedInAt = Date.now();
  session.device = deviceInWords(request.get('user-agent'));
  session.network = networkMark(request, secret);
  if (factor !== null) session.factor = factor;
  if (idToken !== undefined) session.idToken = idToken;
  if (pendingForm) session.pendingForm = pendingForm;
  await saveSession(request);
}

/** Gives the session another identifier where what it may do changes; all it holds comes along, its end too. */
export async function rotateSession(request: Request, change: Pick<SessionData, 'factor'>): Promise<void> {
  const { cookie: _cookie, isKept: _isKept, csrfToken: _token, factor: _factor, ...held } = request.session;
  await regenerate(request);
  Object.assign(request.session, held, change);
  await saveSession(request);
}

/** The hash under which the session of the request stands. */
export function sessionHash(request: Request): string {
  return hashOf(request.session.id);
}

function regenerate(request: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    request.session.regenerate((fault: unknown) => (fault ? reject(fault) : resolve()));
  });
}

/** Writes it now; throws where the database does not take it. */
export function saveSession(request: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    request.session.save((fault: unknown) => (fault ? reject(fault) : resolve()));
  });
}

/** Opens a file under a new identifier: nothing of the session before it is kept. */
export async function openPortal(request: Request, visitor: PortalVisitor, idToken?: string): Promise<void> {
  await regenerate(request);
  request.session.portal = visitor;
  if (idToken !== undefined) request.session.idToken = idToken;
  await saveSession(request);
}

/** Ends the session, here and in the database. */
export function closeSession(request: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    request.session.destroy((fault: unknown) => (fault ? reject(fault) : resolve()));
  });
}

class PostgresSessionStore extends Store {
  private readonly port: WebSessionPort;

  constructor(port: WebSessionPort) {
    super();
    this.port = port;
  }

  override get(id: string, callback: (fault: unknown, session?: SessionData | null) => void): void {
    this.port.read(hashOf(id), new Date()).then(
      (row) => {
        if (!row || !isSessionData(row.content)) return callback(null, null);
        callback(null, { ...row.content, seenAt: row.seenAt.getTime() });
      },
      (fault: unknown) => callback(fault),
    );
  }

  override set(id: string, content: SessionData, callback?: (fault?: unknown) => void): void {
    const limits = limitsOf(content);
    const { seenAt: _seenAt, ...own } = content;
    const plain: unknown = JSON.parse(JSON.stringify({ ...own, isKept: true }));
    const now = Date.now();
    const idleUntil = new Date(now + limits.idleMilliseconds);
    // Under a new identifier a sign-in still ends when it would have: only a new sign-in is a new day.
    const since = content.signedInAt ?? content.portal?.since ?? now;
    const endsAt = new Date(since + limits.absoluteMilliseconds);
    const written = content.isKept
      ? this.port.rewrite(hashOf(id), plain, idleUntil)
      : this.port.write(hashOf(id), plain, content.accountId ?? null, { idleUntil, endsAt });
    written.then(
      () => callback?.(),
      (fault: unknown) => callback?.(fault),
    );
  }

  override touch(id: string, content: SessionData, callback?: () => void): void {
    const now = Date.now();
    if (now - (content.seenAt ?? 0) < touchMilliseconds) {
      callback?.();
      return;
    }
    const idleUntil = new Date(now + limitsOf(content).idleMilliseconds);
    // Not worth an error where it fails: the next request tries again.
    this.port.touch(hashOf(id), idleUntil, new Date(now)).then(
      () => callback?.(),
      () => callback?.(),
    );
  }

  override destroy(id: string, callback?: (fault?: unknown) => void): void {
    this.port.remove(hashOf(id)).then(
      () => callback?.(),
      (fault: unknown) => callback?.(fault),
    );
  }
}

function limitsOf({ accountId, portal }: SessionData) {
  if (accountId !== undefined) return sessionLimits.account;
  return portal === undefined ? sessionLimits.visitor : sessionLimits.portal;
}

function hashOf(id: string): string {
  return createHash('sha256').update(id).digest('hex');
}

function isSessionData(content: unknown): content is SessionData {
  return typeof content === 'object' && content !== null && 'cookie' in content;
}
