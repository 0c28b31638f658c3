/** What is asked of each provider, from what they publish; docs/sign-in.md says what was tried. */
import type { ProviderProfile } from './identity-provider.ts';

/** ProConnect, or the landlord's own provider by the same standard claims. */
export const agentsProfile: ProviderProfile = {
  name: 'ProConnect',
  scope: 'openid email given_name usual_name siret uid',
  acrValues: null,
  acceptedAcr: null,
};

/** FranceConnect v2. */
export const applicantsProfile: ProviderProfile = {
  name: 'FranceConnect',
  scope: 'openid given_name family_name birthdate preferred_username',
  acrValues: 'eidas1',
  acceptedAcr: ['eidas1', 'eidas2', 'eidas3'],
};

/** Levels at which the provider itself asked for two factors: parcours then asks for no code of its own. */
const twoFactorAcr: ReadonlySet<string> = new Set([
  'eidas2',
  'eidas3',
  'https://proconnect.gouv.fr/assurance/self-asserted-2fa',
  'https://proconnect.gouv.fr/assurance/consistency-checked-2fa',
]);

export function isTwoFactor(acr: string | null): boolean {
  return acr !== null && twoFactorAcr.has(acr);
}

/**
 * Providers that vouch for the professional address without saying so in `email_verified`: each of their addresses
 * comes from the body that employs the person. Any other must send `email_verified: true`.
 */
const vouchingHosts: ReadonlySet<string> = new Set([
  'auth.agentconnect.gouv.fr',
  'proconnect.gouv.fr',
  'auth.proconnect.gouv.fr',
]);

export function vouchesForEmail(issuer: string): boolean {
  return URL.canParse(issuer) && vouchingHosts.has(new URL(issuer).hostname);
}
