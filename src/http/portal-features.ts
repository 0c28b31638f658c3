/** The ports that the portal, transfers and exchanges use: one line each, filled by `db/stores/portal-stores.ts`. */

import type { PortalAccessPort } from '../portal/access-port.ts';
import type { AdvertPort } from '../portal/adverts/advert-port.ts';
import type { AlertPort } from '../portal/adverts/alert-port.ts';
import type { WishAnswerPort } from '../portal/answers/answer-port.ts';
import type { HouseholdOfferPort } from '../portal/answers/household-offer.ts';
import type { ChancePort } from '../portal/chance/chance-port.ts';
import type { InterestPort } from '../portal/choice/interest-port.ts';
import type { StandingWishPort } from '../portal/choice/standing-wish-port.ts';
import type { ExchangePort } from '../portal/exchanges/exchange-port.ts';
import type { MandatePort } from '../portal/mandates/mandate-port.ts';
import type { PreferencePort } from '../portal/notifications/preference-port.ts';
import type { PortalPolicyPort } from '../portal/policy-port.ts';
import type { FellowPort } from '../portal/relocations/fellow-port.ts';
import type { RelocationPort } from '../portal/relocations/relocation-port.ts';
import type { ReviewPort } from '../portal/relocations/review-port.ts';
import type { FileLifePort } from '../portal/standing/file-life.ts';
import type { SentFilePort } from '../portal/standing/sent-file-port.ts';
import type { StandingPort } from '../portal/standing/standing-port.ts';
import type { FindingPort } from '../portal/transfers/finding-port.ts';
import type { MeetingPort } from '../portal/transfers/meeting-port.ts';
import type { TransferPort } from '../portal/transfers/transfer-port.ts';
import type { WatchPort } from '../portal/transfers/watch-port.ts';

export type PortalFeatures = {
  exchanges: ExchangePort;
  standings: StandingPort;
  fileLives: FileLifePort;
  sentFiles: SentFilePort;
  householdOffers: HouseholdOfferPort;
  wishAnswers: WishAnswerPort;
  interests: InterestPort;
  standingWishes: StandingWishPort;
  transferFindings: FindingPort;
  transfers: TransferPort;
  transferMeetings: MeetingPort;
  transferWatch: WatchPort;
  relocations: RelocationPort;
  fellowRequests: FellowPort;
  occupancyReviews: ReviewPort;
  adverts: AdvertPort;
  alerts: AlertPort;
  chances: ChancePort;
  mandates: MandatePort;
  portalAccess: PortalAccessPort;
  portalPolicies: PortalPolicyPort;
  preferences: PreferencePort;
};
