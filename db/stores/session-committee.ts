/** Commissions, those who sit in them, and their règlement, whose versions follow each other. */
import { asc, desc, eq, max } from 'drizzle-orm';
import type { Bylaws } from '../../src/committee/bylaws.ts';
import { isSeventh, type Member } from '../../src/committee/member.ts';
import type { CommitteePort } from '../../src/committee/session-port.ts';
import type { CommissionView } from '../../src/committee/session-view.ts';
import type { Asked } from '../../src/domain/act.ts';
import { contentHash } from '../../src/kernel/canonical-json.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import { nextSessionBy } from '../../src/law/application-life.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { bylaws, commissions, committeeMembers, committeeSessions } from '../schema/committee.ts';
import { journalLines } from '../schema/journal.ts';
import { domainColumns } from './columns-of.ts';
import { appendActs } from './journal-append.ts';
import { actOf, bylawsOn, inOneStep, membersOn, stop } from './session-rows.ts';

export function committeeStore(db: Database): CommitteePort {
  return {
    commissions: (landlordId, on) => withLandlord(db, landlordId, (tx) => readCommissions(tx, on)),
    bylawsHistory: (landlordId, commissionId) =>
      withLandlord(db, landlordId, async (tx) => {
        const rows = await tx
          .select({ content: bylaws.content })
          .from(bylaws)
          .where(eq(bylaws.commissionId, commissionId))
          .orderBy(desc(bylaws.version));
        return rows.map(({ content }) => content);
      }),
    publishBylaws: (asked, content) => inOneStep(db, asked, (tx) => publishBylaws(tx, asked, content)),
    saveMember: (asked, member) => inOneStep(db, asked, (tx) => saveMember(tx, asked, member)),
  };
}

async function readCommissions(tx: Transaction, on: CivilDate): Promise<CommissionView[]> {
  const rows = await tx.select(domainColumns(commissions)).from(commissions).orderBy(asc(commissions.id));
  const held = await tx
    .select({ commissionId: committeeSessions.commissionId, heldOn: max(committeeSessions.heldOn) })
    .from(committeeSessions)
    .where(eq(committeeSessions.state, 'closed'))
    .groupBy(committeeSessions.commissionId);
  const views: CommissionView[] = [];
  // One, or a few by territory (C-02).
  for (const commission of rows) {
    const lastHeldOn = held.find(({ commissionId }) => commissionId === commission.id)?.heldOn ?? null;
    views.push({
      commission,
      members: await membersOn(tx, commission.id, on),
      bylaws: await bylawsOn(tx, commission.id, on),
      lastHeldOn,
      nextDueBy: lastHeldOn === null ? null : nextSessionBy(lastHeldOn),
    });
  }
  return views;
}

async function publishBylaws(tx: Transaction, asked: Asked, content: Bylaws): Promise<Bylaws> {
  await lockCommission(tx, content.commissionId);
  const [last] = await tx
    .select({ content: bylaws.content })
    .from(bylaws)
    .where(eq(bylaws.commissionId, content.commissionId))
    .orderBy(desc(bylaws.version))
    .limit(1);
  const before = last?.content ?? null;
  const published: Bylaws = { ...content, version: (before?.version ?? 0) + 1 };
  // Sent twice: the last version says the same.
  if (before && sameRules(before, published)) return before;
  if (before && content.version <= before.version) return stop(await publishedSince(tx));
  await tx.insert(bylaws).values({
    landlordId: asked.landlordId,
    commissionId: published.commissionId,
    version: published.version,
    effectiveOn: published.effectiveOn,
    content: published,
  });
  await appendActs(tx, asked.landlordId, [
    actOf(asked, 'bylaws.published', [`landlord:${asked.landlordId}`], { before, after: published }),
  ]);
  return published;
}

async function publishedSince(tx: Transaction) {
  const [last] = await tx
    .select({ actor: journalLines.actor, at: journalLines.at })
    .from(journalLines)
    .where(eq(journalLines.kind, 'bylaws.published'))
    .orderBy(desc(journalLines.sequence))
    .limit(1);
  const { actor, at } = last ?? { actor: { name: 'Quelqu’un' }, at: new Date(0) };
  return { code: 'changedMeanwhile', by: actor.name, at } as const;
}

function sameRules(before: Bylaws, after: Bylaws): boolean {
  return contentHash({ ...before, version: 0 }) === contentHash({ ...after, version: 0 });
}

async function lockCommission(tx: Transaction, commissionId: string): Promise<void> {
  const found = await tx
    .select({ id: commissions.id })
    .from(commissions)
    .where(eq(commissions.id, commissionId))
    .for('update');
  if (found.length === 0) stop({ code: 'noSuchCommission' });
}

async function saveMember(tx: Transaction, asked: Asked, member: Member): Promise<Member> {
  await lockCommission(tx, member.commissionId);
  const [before] = await tx
    .select(domainColumns(committeeMembers))
    .from(committeeMembers)
    .where(eq(committeeMembers.id, member.id));
  const others = await tx
    .select(domainColumns(committeeMembers))
    .from(committeeMembers)
    .where(eq(committeeMembers.commissionId, member.commissionId));
  if (isSeventh(member, others)) stop({ code: 'sixMembersAlready' });
  const { id: _id, ...change } = member;
  await tx
    .insert(committeeMembers)
    .values({ ...member, landlordId: asked.landlordId })
    .onConflictDoUpdate({ target: [committeeMembers.landlordId, committeeMembers.id], set: change });
  const told = (one: Member) => ({
    member: one.id,
    quality: one.quality,
    territory: one.territory,
    account: one.accountId,
    alternateOf: one.alternateOf,
    chair: one.chair,
    from: one.from,
    until: one.until,
  });
  await appendActs(tx, asked.landlordId, [
    actOf(asked, 'member.saved', [`landlord:${asked.landlordId}`], {
      before: before ? told(before) : null,
      after: told(member),
    }),
  ]);
  return member;
}
