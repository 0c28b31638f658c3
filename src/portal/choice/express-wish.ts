/** May this wish be written? A pure rule: the advert's days, the published limit, and the law's no. */
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { Advert, InterestSource } from '../advert.ts';
import type { PortalPolicy } from '../policy.ts';
import type { AdvertChoice } from './advert-choice.ts';
import { isInTime } from './closing.ts';
import type { WishRefusal } from './interest-port.ts';

export type WishQuestion = {
  advert: Pick<Advert, 'state' | 'opensOn' | 'closesOn'>;
  source: InterestSource;
  expressedOn: CivilDate;
  choice: AdvertChoice;
  policy: Pick<PortalPolicy, 'postalDays' | 'maxLiveWishes'>;
  today: CivilDate;
};

/** Null where it may be written. The hour of a wish is never asked. */
export function wishRefusal({
  advert,
  source,
  expressedOn,
  choice,
  policy,
  today,
}: WishQuestion): WishRefusal | null {
  if (advert.state === 'draft' || advert.state === 'review') return { code: 'noSuchAdvert' };
  if (advert.state === 'scheduled' || today < advert.opensOn) {
    return { code: 'notOpen', opensOn: advert.opensOn };
  }
  if (advert.state === 'withdrawn' || advert.state === 'answered' || !choice.isToLet) {
    return { code: 'closed', closedOn: advert.closesOn };
  }
  if (!isInTime({ source, expressedOn }, advert, today, policy.postalDays)) {
    return today <= advert.closesOn ? { code: 'notInTime' } : { code: 'closed', closedOn: advert.closesOn };
  }
  if (choice.personal === null) return { code: 'noSuchAdvert' };
  if (choice.personal.mayApply === 'no') return { code: 'lawSaysNo' };
  if (choice.liveWishes >= policy.maxLiveWishes) return { code: 'tooMany', limit: policy.maxLiveWishes };
  return null;
}

/** Until when the household may take its wish back: the closing day, that day included. */
export function mayWithdraw(advert: Pick<Advert, 'state' | 'closesOn'>, today: CivilDate): boolean {
  return advert.state === 'open' && today <= advert.closesOn;
}
