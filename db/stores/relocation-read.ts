/** Relocations as pages read them: each request of a ground of the law with its offers, facts and perimeters. */
import { and, arrayContains, asc, eq, inArray, notInArray, or, sql } from 'drizzle-orm';
import { isInScope } from '../../src/access/scope.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import { inTenseZone } from '../../src/portal/policy.ts';
import { offerFactsSchema, type RelocationOffer } from '../../src/portal/relocations/relocation-offer.ts';
import type {
  OfferedHome,
  RelocationFile,
  RelocationLine,
} from '../../src/portal/relocations/relocation-port.ts';
import {
  noRelocationDetails,
  type RelocationDetails,
  type RelocationStanding,
  relocationDetailsSchema,
  relocationGrounds,
  relocationStanding,
} from '../../src/portal/relocations/relocation-standing.ts';
import type { Perimeter } from '../../src/portal/transfers/finding.ts';
import type { TransferReader } from '../../src/portal/transfers/finding-port.ts';
import { isLive, type TransferRequest } from '../../src/portal/transfers/request.ts';
import type { Transaction } from '../connection.ts';
import { committeeSessions } from '../schema/committee.ts';
import { letters } from '../schema/correspondence.ts';
import { homes, vacancies } from '../schema/home.ts';
import { perimeters, relocationOffers, transferRequests } from '../schema/transfer.ts';
import { livedInByExchange } from './exchange-vacancy.ts';
import { letHome } from './letting-keys.ts';
import { portalPolicyInForce } from './portal-policy-store.ts';
import { linesIn, requestFile } from './transfer-read.ts';
import { factsOf, tenancyEvenEnded } from './transfer-rows.ts';

const choicesShown = 60;

export async function listRelocations(
  tx: Transaction,
  reader: TransferReader,
  today: CivilDate,
): Promise<RelocationLine[]> {
  const requests = await linesIn(tx, reader, [inArray(transferRequests.ground, [...relocationGrounds])]);
  const lines: RelocationLine[] = [];
  for (const request of requests) {
    const { standing } = await standingOf(tx, request, today);
    // Under-occupation and adapted homes begin as requests of anybody: here from the first offer, or by an officer.
    lines.push({ request, standing });
  }
  return lines.sort(
    (a, b) =>
      Number(isLive(b.request)) - Number(isLive(a.request)) ||
      b.standing.sure - a.standing.sure ||
      b.standing.offers.length - a.standing.offers.length ||
      a.request.tier - b.request.tier ||
      (a.request.receivedOn < b.request.receivedOn ? -1 : 1),
  );
}

export function relocationDetailsOf({ details }: Pick<TransferRequest, 'details'>): RelocationDetails {
  const own = details.relocation;
  return own === undefined || own === null ? noRelocationDetails : relocationDetailsSchema.parse(own);
}

export async function relocationFile(
  tx: Transaction,
  { landlordId, communes }: TransferReader,
  id: string,
  today: CivilDate,
): Promise<RelocationFile | null> {
  const request = await requestFile(tx, id);
  if (request === null || !relocationGrounds.some((ground) => ground === request.ground)) return null;
  const places = [
    ...(request.home === null ? [] : [request.home.insee]),
    ...(request.application?.wishes.communes ?? []),
  ];
  if (!isInScope(communes, places)) return null;
  const { standing, tenseZone } = await standingOf(tx, request, today);
  const homeIds = standing.offers.map(({ offer }) => offer.homeId);
  const offered =
    homeIds.length === 0
      ? []
      : await tx
          .select({
            homeId: homes.id,
            insee: homes.insee,
            address: homes.address,
            typology: homes.typology,
            surfaceM2: homes.surfaceM2,
          })
          .from(homes)
          .where(inArray(homes.id, homeIds));
  return {
    request,
    details: relocationDetailsOf(request),
    standing,
    tenseZone,
    homes: new Map(offered.map((home) => [home.homeId, home])),
    letters: await lettersOf(tx, landlordId, standing),
    choices: await choicesFor(tx, request),
    keysGivenOn:
      (standing.accepted?.vacancyId && (await letHome(tx, standing.accepted.vacancyId))?.keysGivenOn) || null,
    sittings: await openSittings(tx),
  };
}

/** The offers, perimeters and facts of a request, read by the pure rule. */
export async function standingOf(
  tx: Transaction,
  request: TransferRequest,
  today: CivilDate,
): Promise<{ standing: RelocationStanding; tenseZone: boolean | null }> {
  const tenancy = request.tenancyId === null ? null : await tenancyEvenEnded(tx, request.tenancyId);
  const policy = await portalPolicyInForce(tx);
  const tenseZone = tenancy === null ? null : inTenseZone(policy, tenancy.home.insee);
  const { facts } = await factsOf(tx, request.tenancyId);
  const ground = relocationGrounds.find((one) => one === request.ground);
  if (!ground) throw new Error(`not a ground of a relocation: ${request.ground}`);
  const standing = relocationStanding(
    {
      ground,
      facts,
      details: relocationDetailsOf(request),
      qpvNow: tenancy !== null && tenancy.home.qpvCode !== null,
      tenseZone,
      perimeters: tenancy === null ? [] : await perimetersOf(tx, tenancy.home.id),
      offers: await offersOf(tx, request.id),
    },
    today,
  );
  return { standing, tenseZone };
}

async function perimetersOf(tx: Transaction, homeId: string): Promise<Perimeter[]> {
  return tx
    .select({
      kind: perimeters.kind,
      name: perimeters.name,
      authorisedOn: perimeters.authorisedOn,
      source: perimeters.source,
    })
    .from(perimeters)
    .where(arrayContains(perimeters.homeIds, [homeId]))
    .orderBy(asc(perimeters.id));
}

/** Oldest first. */
async function offersOf(tx: Transaction, requestId: string): Promise<RelocationOffer[]> {
  const rows = await tx
    .select({
      id: relocationOffers.id,
      homeId: relocationOffers.homeId,
      vacancyId: relocationOffers.vacancyId,
      notifiedOn: relocationOffers.notifiedOn,
      rentCents: relocationOffers.rentCents,
      facts: relocationOffers.facts,
      answer: relocationOffers.answer,
      answeredOn: relocationOffers.answeredOn,
      by: relocationOffers.by,
      home: { insee: homes.insee, energyClass: homes.energyClass },
    })
    .from(relocationOffers)
    .innerJoin(
      homes,
      and(eq(homes.landlordId, relocationOffers.landlordId), eq(homes.id, relocationOffers.homeId)),
    )
    .where(eq(relocationOffers.requestId, requestId))
    .orderBy(asc(relocationOffers.notifiedOn), asc(relocationOffers.id));
  return rows.map((row) => ({ ...row, facts: offerFactsSchema.parse(row.facts) }));
}

export async function offeredHomes(
  tx: Transaction,
  condition: ReturnType<typeof and>,
  limit = choicesShown,
): Promise<OfferedHome[]> {
  return tx
    .select({
      vacancyId: vacancies.id,
      homeId: homes.id,
      insee: homes.insee,
      address: homes.address,
      typology: homes.typology,
      surfaceM2: homes.surfaceM2,
      rentCents: homes.rentCents,
      chargesCents: homes.chargesCents,
    })
    .from(vacancies)
    .innerJoin(homes, and(eq(homes.landlordId, vacancies.landlordId), eq(homes.id, vacancies.homeId)))
    .where(and(condition, notInArray(vacancies.id, livedInByExchange(tx))))
    .orderBy(asc(homes.insee), asc(homes.rentCents), asc(vacancies.id))
    .limit(limit);
}

/** Freed homes of the commune and of the département, those of the commune first; a lower rent where the law wants one. */
async function choicesFor(
  tx: Transaction,
  request: NonNullable<Awaited<ReturnType<typeof requestFile>>>,
): Promise<OfferedHome[]> {
  const { home } = request;
  if (home === null || !isLive(request)) return [];
  const rentNow = request.tenancy?.rentCents ?? home.rentCents;
  const free = and(
    inArray(vacancies.status, ['notice', 'works', 'available']),
    request.ground === 'relocation' ? undefined : sql`${homes.rentCents} < ${rentNow}`,
  );
  const near = await offeredHomes(tx, and(free, eq(homes.insee, home.insee)));
  const around = await offeredHomes(
    tx,
    and(free, sql`${homes.insee} <> ${home.insee}`, sql`left(${homes.insee}, 2) = ${home.insee.slice(0, 2)}`),
  );
  return [...near, ...around].slice(0, choicesShown * 2);
}

async function lettersOf(
  tx: Transaction,
  landlordId: string,
  { offers }: RelocationStanding,
): Promise<ReadonlyMap<string, string>> {
  if (offers.length === 0) return new Map();
  const abouts = offers.map(({ offer }) => aboutOffer(offer.id));
  const rows = await tx
    .select({ id: letters.id, about: letters.about })
    .from(letters)
    .where(and(eq(letters.landlordId, landlordId), inArray(letters.about, abouts)));
  return new Map(rows.map(({ id, about }) => [about.slice(about.indexOf(':') + 1), id]));
}

/** What a letter of an offer is about. */
export function aboutOffer(offerId: string): string {
  return `relocation:${offerId}`;
}

/** Sittings that are not closed, the nearest first. */
export async function openSittings(tx: Transaction) {
  return tx
    .select({ id: committeeSessions.id, heldOn: committeeSessions.heldOn })
    .from(committeeSessions)
    .where(or(eq(committeeSessions.state, 'draft'), inArray(committeeSessions.state, ['convened', 'open'])))
    .orderBy(asc(committeeSessions.heldOn), asc(committeeSessions.id));
}
