/** Sessions of the web: an opaque cookie here, the content in PostgreSQL under the hash of its identifier. */
import { createHash } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import session, { type SessionData, Store } from 'express-session';
import type { WebSessionPort } from '../../access/account-port.ts';
import type { Config } from '../../config.ts';
import type { SessionChoices } from '../../jobs/run-port.ts';
import { openHours, type PortalVisitor } from '../../portal/visitor.ts';

declare module 'express-session' {
  interface SessionData {
    accountId?: string;
    /** It was read from the database: what ended it there since, a protection or a way out, is not undone by a request. */
    isKept?: boolean;
    /** Milliseconds since 1970: what ends the sign-ins of a file ends those from before it, whoever writes them back. */
    signedInAt?: number;
    /** Pins and bans that an officer tries on a run (by its identifier), before a new run keeps them. */
    choices?: Record<string, SessionChoices>;
  }
}

const signedInHours = 10;
// A visitor who only looked at the sign-in page leaves a row for its anti-forgery token; not for long.
const visitorHours = 1;
const hour = 3_600_000;

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
    cookie: { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: signedInHours * hour },
  });
}

/** Opens a session for the account under a new identifier: one fixed by someone else before is worth nothing. */
export function openSession(request: Request, accountId: string): Promise<void> {
  // What was typed before the sign-in expired comes along; its page checks whose it is.
  const { pendingForm } = request.session;
  return new Promise((resolve, reject) => {
    request.session.regenerate((fault: unknown) => {
      if (fault) return reject(fault);
      request.session.accountId = accountId;
      request.session.signedInAt = Date.now();
      if (pendingForm) request.session.pendingForm = pendingForm;
      request.session.save((failure: unknown) => (failure ? reject(failure) : resolve()));
    });
  });
}

/** Opens a file under a new identifier: nothing of the session before it is kept. */
export function openPortal(request: Request, visitor: PortalVisitor): Promise<void> {
  return new Promise((resolve, reject) => {
    request.session.regenerate((fault: unknown) => {
      if (fault) return reject(fault);
      request.session.portal = visitor;
      request.session.save((failure: unknown) => (failure ? reject(failure) : resolve()));
    });
  });
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
      (content) => callback(null, isSessionData(content) ? content : null),
      (fault: unknown) => callback(fault),
    );
  }

  override set(id: string, content: SessionData, callback?: (fault?: unknown) => void): void {
    const hours =
      content.accountId !== undefined
        ? signedInHours
        : content.portal !== undefined
          ? openHours
          : visitorHours;
    const plain: unknown = JSON.parse(JSON.stringify({ ...content, isKept: true }));
    const until = new Date(Date.now() + hours * hour);
    const written = content.isKept
      ? this.port.rewrite(hashOf(id), plain, until)
      : this.port.write(hashOf(id), plain, until);
    written.then(
      () => callback?.(),
      (fault: unknown) => callback?.(fault),
    );
  }

  override destroy(id: string, callback?: (fault?: unknown) => void): void {
    this.port.remove(hashOf(id)).then(
      () => callback?.(),
      (fault: unknown) => callback?.(fault),
    );
  }
}

function hashOf(id: string): string {
  return createHash('sha256').update(id).digest('hex');
}

function isSessionData(content: unknown): content is SessionData {
  return typeof content === 'object' && content !== null && 'cookie' in content;
}
