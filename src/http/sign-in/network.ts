/** Where a request comes from: the address that attempts are counted by, and a mark that gives no address back. */
import { createHmac } from 'node:crypto';
import type { Request } from 'express';
import { ipKeyGenerator } from 'express-rate-limit';

/** The address; of IPv6 the network that one subscriber has, since it changes within. */
export function addressOf(request: Request): string {
  return ipKeyGenerator(request.ip ?? '');
}

const markCharacters = 12;

/** The same for the same network of this service, worth nothing to who does not hold its secret. */
export function networkMark(request: Request, secret: string): string {
  const network = addressOf(request).replace(/\.\d+$/, '.0');
  return createHmac('sha256', secret).update(`network ${network}`).digest('hex').slice(0, markCharacters);
}
