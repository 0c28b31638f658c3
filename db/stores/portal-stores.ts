/** The stores of the portal, of transfers and of exchanges: one line each. */
import type { PortalFeatures } from '../../src/http/portal-features.ts';
import type { Database } from '../connection.ts';
import { advertStore } from './advert-store.ts';
import { alertStore } from './alert-store.ts';
import { wishAnswerStore } from './answer-wishes.ts';
import { chanceStore } from './chance-store.ts';
import { exchangeStore } from './exchange-store.ts';
import { explanationStore } from './explanation-store.ts';
import { fellowStore } from './fellow-store.ts';
import { householdOfferStore } from './household-offer-store.ts';
import { interestStore } from './interest-store.ts';
import { ownDataStore } from './own-data-store.ts';
import { portalAccessStore } from './portal-access-store.ts';
import { portalMandateStore } from './portal-mandate-store.ts';
import { portalPolicyStore } from './portal-policy-store.ts';
import { portalPreferenceStore } from './portal-preference-store.ts';
import { receivedLetterStore } from './portal-received-letters.ts';
import { tenancyContactStore } from './portal-tenancy-contact-store.ts';
import { perimeterStore } from './relocation-perimeters.ts';
import { relocationStore } from './relocation-store.ts';
import { reviewStore } from './review-store.ts';
import { fileLifeStore } from './standing-life.ts';
import { standingStore } from './standing-store.ts';
import { standingWishStore } from './standing-wish-store.ts';
import { findingStore } from './transfer-finding-store.ts';
import { meetingStore } from './transfer-meeting-store.ts';
import { transferStore } from './transfer-request-store.ts';
import { watchStore } from './transfer-watch-store.ts';
import { sentFileStore } from './upload-store.ts';

export function portalStores(db: Database): PortalFeatures {
  return {
    explanations: explanationStore(db),
    ownData: ownDataStore(db),
    exchanges: exchangeStore(db),
    standings: standingStore(db),
    fileLives: fileLifeStore(db),
    sentFiles: sentFileStore(db),
    householdOffers: householdOfferStore(db),
    wishAnswers: wishAnswerStore(db),
    interests: interestStore(db),
    standingWishes: standingWishStore(db),
    transferFindings: findingStore(db),
    transfers: transferStore(db),
    transferMeetings: meetingStore(db),
    transferWatch: watchStore(db),
    relocations: relocationStore(db),
    perimeters: perimeterStore(db),
    fellowRequests: fellowStore(db),
    occupancyReviews: reviewStore(db),
    adverts: advertStore(db),
    alerts: alertStore(db),
    chances: chanceStore(db),
    mandates: portalMandateStore(db),
    portalAccess: portalAccessStore(db),
    portalPolicies: portalPolicyStore(db),
    preferences: portalPreferenceStore(db),
    receivedLetters: receivedLetterStore(db),
    tenancyContacts: tenancyContactStore(db),
  };
}
