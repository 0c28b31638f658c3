/**
 * Who looks at a file on the portal: the household itself, or someone whom it mandated. A visitor is not an account:
 * the unique number or the lease opens a file for a while, by a code sent to the contact that the file holds.
 */
import { z } from 'zod';
import type { Actor } from '../domain/act.ts';

/** What a mandate lets do: read the file, or act on it too. */
export const mandateScopes = ['read', 'act'] as const;

export const portalVisitorSchema = z.object({
  landlordId: z.string().min(1),
  /** The application's number; null for a tenant who has no application. */
  number: z.string().min(1).nullable(),
  /** The lease, where it is known. */
  tenancyId: z.string().min(1).nullable(),
  /** Null: the household itself. */
  mandate: z
    .object({ id: z.string().min(1), name: z.string().min(1), scope: z.enum(mandateScopes) })
    .nullable(),
  /** Milliseconds since 1970: a protection, a mandate's end or a new contact closes what was opened before. */
  since: z.number().int(),
});
export type PortalVisitor = z.infer<typeof portalVisitorSchema>;

/** Hours that an opened file stays open: a telephone or a library's computer is shared. */
export const openHours = 2;

/** Who acts, as the journal names them: never the household's name (D-04); a mandated person always "for". */
export function portalActor(visitor: PortalVisitor): Actor {
  return visitor.mandate === null
    ? { accountId: null, name: 'le ménage', role: 'tenant' }
    : { accountId: null, name: `${visitor.mandate.name}, pour le ménage (mandat)`, role: 'proxy' };
}

/** True where the visitor may change something: the household, or a mandate to act. */
export function mayAct(visitor: PortalVisitor): boolean {
  return visitor.mandate === null || visitor.mandate.scope === 'act';
}

/** The key of the file in tables: the application's number, or the lease of a tenant who has none. */
export function portalFileKey({ number, tenancyId }: PortalVisitor): string {
  const key = number ?? tenancyId;
  if (key === null) throw new Error('a visit of no file');
  return key;
}
