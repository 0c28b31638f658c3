/** The letter of a relocation's offer, written once; it leaves by post with proof, or by hand. */
import { eq } from 'drizzle-orm';
import { letterEventKey } from '../../src/committee/letters/letter-port.ts';
import type { LetterHome } from '../../src/committee/letters/letter-situation.ts';
import type { Asked } from '../../src/domain/act.ts';
import { geography } from '../../src/domain/territory.ts';
import { frenchNumber } from '../../src/kernel/french.ts';
import { ok, type Result, refuse } from '../../src/kernel/result.ts';
import { offerFactsSchema } from '../../src/portal/relocations/relocation-offer.ts';
import type { RelocationRefusal } from '../../src/portal/relocations/relocation-port.ts';
import { grantFor } from '../../src/portal/transfers/moving-plan.ts';
import type { Transaction } from '../connection.ts';
import { homes } from '../schema/home.ts';
import { relocationOffers } from '../schema/transfer.ts';
import { appendActs } from './journal-append.ts';
import { reviewDaysNow } from './letter-gaps.ts';
import { writeLetter } from './letter-writing.ts';
import { portalPolicyInForce } from './portal-policy-store.ts';
import { aboutOffer, standingOf } from './relocation-read.ts';
import { lockedRequest } from './transfer-changes.ts';

type Answer<Value> = Promise<Result<Value, RelocationRefusal>>;

/** The offer with its request, both locked, the request first. */
export async function lockedOffer(tx: Transaction, offerId: string) {
  const [place] = await tx
    .select({ requestId: relocationOffers.requestId })
    .from(relocationOffers)
    .where(eq(relocationOffers.id, offerId));
  if (!place) return null;
  const request = await lockedRequest(tx, place.requestId, null);
  const [row] = await tx
    .select()
    .from(relocationOffers)
    .where(eq(relocationOffers.id, offerId))
    .for('update');
  return request.ok && row ? { request: request.value, row } : null;
}

export async function writeOfferLetter(
  tx: Transaction,
  asked: Asked,
  offerId: string,
): Answer<{ letterId: string }> {
  const found = await lockedOffer(tx, offerId);
  if (found === null) return refuse({ code: 'noSuchOffer' });
  const { request, row } = found;
  const recipient = request.number ?? request.tenancyId;
  if (recipient === null) return refuse({ code: 'noLease' });
  const { standing } = await standingOf(tx, request, asked.today);
  if (standing.regime.kind !== 'law') return refuse({ code: 'notByLaw' });
  const { ground } = standing.regime;
  const grant =
    ground === 'demolition'
      ? null
      : grantFor(ground, asked.today, (await portalPolicyInForce(tx)).movingGrant);
  const reason = standing.right?.outcome.because[0]?.code;
  const about = aboutOffer(offerId);
  const written = await writeLetter(
    tx,
    asked.landlordId,
    {
      number: recipient,
      situation: {
        kind: 'relocationOffer',
        home: await letterHome(tx, row.homeId),
        ground,
        presentRentCents: offerFactsSchema.parse(row.facts).presentRentCents,
        grant: grant && { firmCents: grant.firmCents, flatCents: grant.flatCents },
        keepsRight: reason === 'right-kept-exempt' || reason === 'right-kept-not-tense',
        rightUnknown: standing.protectionUnknown,
        speciallyDesigned: standing.speciallyDesigned,
      },
      about,
      eventKey: letterEventKey('relocationOffer', about, recipient),
      on: asked.today,
      reviewDays: await reviewDaysNow(tx, asked.today),
    },
    asked,
  );
  await appendActs(tx, asked.landlordId, written.acts);
  return ok({ letterId: written.id });
}

async function letterHome(tx: Transaction, homeId: string): Promise<LetterHome> {
  const [home] = await tx.select().from(homes).where(eq(homes.id, homeId));
  if (!home) throw new Error('an offered home is not there');
  return {
    label: `${home.typology} de ${frenchNumber(home.surfaceM2, 0)} m²`,
    address: home.address,
    commune: geography().communes.get(home.insee)?.name ?? home.insee,
    rentCents: home.rentCents,
    chargesCents: home.chargesCents,
  };
}
