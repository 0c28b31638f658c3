/** A fault or refusal that a person must be told about, with what they can do. RFC 9457 carries it outside. */

export const appErrorCodes = [
  'bad-request',
  'bad-configuration',
  'not-signed-in',
  'second-factor-needed',
  'forbidden',
  'not-found',
  'method-not-allowed',
  'conflict',
  'too-many-requests',
  'unavailable',
  'internal',
] as const;

export type AppErrorCode = (typeof appErrorCodes)[number];

export type ErrorDetail = { path: string; message: string };

export class AppError extends Error {
  readonly code: AppErrorCode;
  /** What the person reads, in French, without any personal datum. */
  readonly publicMessage: string;
  /** What the person can try, in French. */
  readonly hint: string | undefined;
  readonly details: readonly ErrorDetail[];

  constructor(
    code: AppErrorCode,
    publicMessage: string,
    options: { hint?: string; details?: readonly ErrorDetail[]; cause?: unknown } = {},
  ) {
    super(publicMessage, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.publicMessage = publicMessage;
    this.hint = options.hint;
    this.details = options.details ?? [];
  }
}
