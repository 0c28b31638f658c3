/**
 * A signed link: one home, one holder, until a day, for those who have no account. It says nothing by itself: the store
 * still checks that the home is oriented to that holder.
 */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { type CivilDate, civilDateSchema } from '../../../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';

const linkSchema = z.object({
  landlordId: z.string().min(1),
  holderId: z.string().min(1),
  vacancyId: z.string().min(1),
  /** Of this orientation only: a home that comes back and is oriented again needs a new link. */
  orientedOn: civilDateSchema.nullable(),
  expiresOn: civilDateSchema,
});
export type HolderLink = z.infer<typeof linkSchema>;

export type HolderLinks = {
  tokenOf: (link: HolderLink) => string;
  read: (token: string, today: CivilDate) => Result<HolderLink, 'notOurs' | 'expired'>;
};

/** Links signed under a key derived from the service's secret. */
export function holderLinks(secret: string): HolderLinks {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'holder-link', 32));
  const signatureOf = (body: string) => createHmac('sha256', key).update(body).digest();
  return {
    tokenOf: (link) => {
      const body = Buffer.from(JSON.stringify(linkSchema.parse(link))).toString('base64url');
      return `${body}.${signatureOf(body).toString('base64url')}`;
    },
    read: (token, today) => {
      const [body, signature, ...rest] = token.split('.');
      if (body === undefined || signature === undefined || rest.length > 0) return refuse('notOurs');
      const given = Buffer.from(signature, 'base64url');
      const expected = signatureOf(body);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return refuse('notOurs');
      const link = linkSchema.parse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')));
      return today > link.expiresOn ? refuse('expired') : ok(link);
    },
  };
}
