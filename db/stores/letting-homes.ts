/** Reads decided homes with all that the rules after the committee look at: a fixed number of queries, whatever the homes. */
import { and, eq, inArray, isNotNull, isNull, ne, or } from 'drizzle-orm';
import { defaultBylaws } from '../../src/committee/bylaws.ts';
import type {
  AwaitedDocument,
  LettingCandidate,
  LettingHome,
  LettingOffer,
} from '../../src/committee/letting/letting-home.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import type { Transaction } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { agendaCandidates, bylaws } from '../schema/committee.ts';
import { homes, vacancies } from '../schema/home.ts';
import { documents } from '../schema/instruction.ts';
import { landlords } from '../schema/landlord.ts';
import { vacancyProgress } from '../schema/letting.ts';
import { designations, holders } from '../schema/reservation.ts';
import { leases, lettingOutcomes, offers } from '../schema/tenancy.ts';
import { applicationOf } from './application-rows.ts';
import { domainColumns } from './columns-of.ts';
import { type Current, currentDecisions, type DecisionRow, type LettingFilter } from './letting-decisions.ts';
import { policyInForce } from './steering-store.ts';

/** The decided homes that the filter keeps, each under its newest closed sitting. */
export async function lettingHomes(
  tx: Transaction,
  landlordId: string,
  filter: LettingFilter,
  today: CivilDate,
): Promise<LettingHome[]> {
  const current = await currentDecisions(tx, filter);
  if (current.length === 0) return [];
  const known = await knownOf(tx, landlordId, current, today);
  return current.flatMap(({ chain, final }) => {
    const place = known.places.get(final.vacancyId);
    return place ? [lettingHome(final, chain, place, known)] : [];
  });
}

type Known = Awaited<ReturnType<typeof knownOf>>;

async function knownOf(tx: Transaction, landlordId: string, current: readonly Current[], today: CivilDate) {
  const vacancyIds = current.map(({ final }) => final.vacancyId);
  const numbers = [
    ...new Set(current.flatMap(({ final }) => final.candidates.map((candidate) => candidate.number))),
  ];
  const sessionIds = [...new Set(current.map(({ final }) => final.sessionId))];
  // Asked together: the connection carries them one behind the other without waiting for each answer.
  const [owners, places, policy, holderRows, designationRows, bylaws, people, moves, outcomes] =
    await Promise.all([
      tx
        .select({ id: landlords.id, name: landlords.name, aliases: landlords.aliases })
        .from(landlords)
        .where(eq(landlords.id, landlordId)),
      placesOf(tx, vacancyIds),
      policyInForce(tx, today),
      tx.select(domainColumns(holders)).from(holders),
      tx
        .select(domainColumns(designations))
        .from(designations)
        .where(inArray(designations.vacancyId, vacancyIds)),
      bylawsOf(tx, current),
      peopleOf(tx, numbers, sessionIds),
      movesOf(tx, vacancyIds, numbers),
      tx.select().from(lettingOutcomes).where(inArray(lettingOutcomes.vacancyId, vacancyIds)),
    ]);
  const [landlord] = owners;
  if (!landlord) throw new Error(`no such landlord: ${landlordId}`);
  return {
    landlord,
    policy,
    holders: holderRows,
    designations: designationRows,
    places: new Map(places.map((place) => [place.vacancy.id, place])),
    bylaws,
    ...people,
    ...moves,
    outcomes,
  };
}

/** The homes themselves, each with the day of its keys. */
function placesOf(tx: Transaction, vacancyIds: readonly string[]) {
  return tx
    .select({
      vacancy: domainColumns(vacancies),
      home: domainColumns(homes),
      keysGivenOn: vacancyProgress.keysGivenOn,
    })
    .from(vacancies)
    .innerJoin(homes, eq(homes.id, vacancies.homeId))
    .leftJoin(vacancyProgress, eq(vacancyProgress.vacancyId, vacancies.id))
    .where(inArray(vacancies.id, [...vacancyIds]));
}

async function bylawsOf(tx: Transaction, current: readonly Current[]) {
  const rows = await tx
    .select({ content: bylaws.content, commissionId: bylaws.commissionId, version: bylaws.version })
    .from(bylaws)
    .where(inArray(bylaws.commissionId, [...new Set(current.map(({ final }) => final.commissionId))]));
  const known = new Map(rows.map((row) => [`${row.commissionId} ${row.version}`, row.content]));
  return (decision: DecisionRow) =>
    known.get(`${decision.commissionId} ${decision.bylawsVersion}`) ??
    defaultBylaws(decision.commissionId, decision.heldOn);
}

async function peopleOf(tx: Transaction, numbers: readonly string[], sessionIds: readonly string[]) {
  const [found, files, sheets] = await Promise.all([
    tx
      .select({ content: applications.content, name: applications.name, number: applications.number })
      .from(applications)
      .where(inArray(applications.number, [...numbers])),
    tx
      .select({
        number: documents.number,
        document: documents.document,
        state: documents.state,
        receivedOn: documents.receivedOn,
        checkedOn: documents.checkedOn,
      })
      .from(documents)
      .where(inArray(documents.number, [...numbers])),
    tx
      .select({
        sessionId: agendaCandidates.sessionId,
        vacancyId: agendaCandidates.vacancyId,
        number: agendaCandidates.number,
        sheet: agendaCandidates.sheet,
      })
      .from(agendaCandidates)
      .where(inArray(agendaCandidates.sessionId, [...sessionIds])),
  ]);
  return {
    applications: new Map(found.map((row) => [row.number, applicationOf(row.content, row.name)])),
    documents: new Map(
      files.map(({ number, document, ...file }) => [`${number} ${document}`, file satisfies AwaitedDocument]),
    ),
    sheets: new Map(sheets.map((row) => [`${row.sessionId} ${row.vacancyId} ${row.number}`, row.sheet])),
  };
}

/** Offers and leases of these homes, and those of these households in other homes. */
async function movesOf(tx: Transaction, vacancyIds: readonly string[], numbers: readonly string[]) {
  const [someOffers, someLeases] = await Promise.all([
    tx
      .select(domainColumns(offers))
      .from(offers)
      .where(
        or(
          inArray(offers.vacancyId, [...vacancyIds]),
          and(
            inArray(offers.applicationNumber, [...numbers]),
            isNotNull(offers.vacancyId),
            or(isNull(offers.answer), ne(offers.answer, 'refused')),
          ),
        ),
      ),
    tx
      .select({ vacancyId: leases.vacancyId, number: leases.applicationNumber, signedOn: leases.signedOn })
      .from(leases)
      .where(or(inArray(leases.vacancyId, [...vacancyIds]), inArray(leases.applicationNumber, [...numbers]))),
  ]);
  return { offers: someOffers, leases: someLeases };
}

function lettingHome(
  final: DecisionRow,
  chain: readonly string[],
  place: NonNullable<ReturnType<Known['places']['get']>>,
  known: Known,
): LettingHome {
  const { vacancy, home, keysGivenOn } = place;
  const lease = known.leases.find(({ vacancyId }) => vacancyId === vacancy.id);
  const outcome = known.outcomes.find(
    (row) => row.sessionId === final.sessionId && row.vacancyId === vacancy.id,
  );
  return {
    vacancy,
    home,
    sessionId: final.sessionId,
    heldOn: final.heldOn,
    homeDecisionId: final.id,
    candidates: final.candidates.map((decision) => candidateOf(decision, final, vacancy.id, known)),
    offers: known.offers.flatMap((row): LettingOffer[] =>
      row.homeDecisionId !== null && chain.includes(row.homeDecisionId) ? [lettingOffer(row)] : [],
    ),
    offerReplyDays: known.bylaws(final).offerReplyDays,
    landlord: known.landlord,
    holders: known.holders,
    designations: known.designations.filter(({ vacancyId }) => vacancyId === vacancy.id),
    policy: known.policy,
    lease: lease
      ? { number: lease.number, signedOn: lease.signedOn, by: outcome?.outcome === 'let' ? outcome.by : null }
      : null,
    keysGivenOn,
    returned: outcome?.outcome === 'returned' ? { on: outcome.on, by: outcome.by } : null,
  };
}

function candidateOf(
  decision: LettingCandidate['decision'],
  final: DecisionRow,
  vacancyId: string,
  known: Known,
): LettingCandidate {
  const { number, condition } = decision;
  const sheet = known.sheets.get(`${final.sessionId} ${vacancyId} ${number}`);
  const signed = known.leases.find((lease) => lease.number === number && lease.vacancyId !== vacancyId);
  const offered = known.offers
    .filter(
      (offer) =>
        offer.applicationNumber === number &&
        offer.vacancyId !== vacancyId &&
        offer.answer !== 'refused' &&
        !known.leases.some((lease) => lease.vacancyId === offer.vacancyId),
    )
    .sort((a, b) => Number(b.answer === 'accepted') - Number(a.answer === 'accepted'))[0];
  return {
    decision,
    application: known.applications.get(number) ?? null,
    seen: sheet
      ? {
          dalo: sheet.dalo,
          priority: sheet.priority,
          persons: sheet.persons,
          monthlyResourcesCents: sheet.monthlyResourcesCents,
        }
      : null,
    document: condition === null ? null : (known.documents.get(`${number} ${condition.document}`) ?? null),
    signedElsewhere: signed ? { vacancyId: signed.vacancyId, on: signed.signedOn } : null,
    offeredElsewhere: offered?.vacancyId
      ? { vacancyId: offered.vacancyId, accepted: offered.answer === 'accepted' }
      : null,
  };
}

type OfferRow = Pick<
  typeof offers.$inferSelect,
  Exclude<keyof typeof offers.$inferSelect, 'landlordId' | 'createdAt'>
>;

/** The offer of a row. One without a delay of its own came from a file: it has run out long ago. */
export function lettingOffer(row: OfferRow): LettingOffer {
  const { vacancyId: _vacancyId, homeDecisionId: _homeDecisionId, ...offer } = row;
  return { ...offer, replyDays: row.replyDays ?? 10 };
}
