/** Tokens of the links of a digest. */
import { createHash, createHmac } from 'node:crypto';

export function tokenOf(secret: string, id: string): string {
  return createHmac('sha256', secret).update(`alert ${id}`).digest('base64url');
}

export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
