/** Texts of letters in force: the landlord's last version, or the one that comes with the software. */
import { and, desc, eq, max, sql } from 'drizzle-orm';
import { defaultTemplates } from '../../src/committee/letters/default-templates.ts';
import { type LetterKind, letterKinds } from '../../src/committee/letters/letter-kind.ts';
import type {
  Letterhead,
  LetterPort,
  TemplateRefusal,
  TemplateVersion,
} from '../../src/committee/letters/letter-port.ts';
import { checkTemplate } from '../../src/committee/letters/template.ts';
import type { Asked } from '../../src/domain/act.ts';
import { ok, type Result, refuse } from '../../src/kernel/result.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { letterTemplates } from '../schema/correspondence.ts';
import { appendActs } from './journal-append.ts';

/** The head of letters is kept as a template of its own: place as the subject, lines as the body. */
const headKind = 'letterhead';

type TemplatePort = Pick<
  LetterPort,
  'template' | 'templateHistory' | 'templates' | 'saveTemplate' | 'letterhead' | 'saveLetterhead'
>;

export function letterTemplateStore(db: Database): TemplatePort {
  return {
    template: (landlordId, kind) => withLandlord(db, landlordId, (tx) => templateInForce(tx, kind)),
    templateHistory: (landlordId, kind) =>
      withLandlord(db, landlordId, async (tx) => [...(await versionsOf(tx, kind)), defaultVersion(kind)]),
    templates: (landlordId) =>
      withLandlord(db, landlordId, async (tx) => {
        const all = new Map<LetterKind, TemplateVersion>();
        for (const kind of letterKinds) all.set(kind, await templateInForce(tx, kind));
        return all;
      }),
    saveTemplate: async (asked, kind, text, basedOn) => {
      const checked = checkTemplate(kind, text);
      if (!checked.ok) return refuse({ code: 'faults', faults: checked.refusal });
      return saveVersion(db, asked, kind, checked.value, basedOn);
    },
    letterhead: (landlordId) => withLandlord(db, landlordId, letterheadInForce),
    saveLetterhead: async (asked, { place, lines }, basedOn) => {
      const saved = await saveVersion(
        db,
        asked,
        headKind,
        { subject: place, body: lines.join('\n') },
        basedOn,
      );
      return saved.ok ? ok({ place, lines, version: saved.value.version }) : saved;
    },
  };
}

export async function templateInForce(tx: Transaction, kind: LetterKind): Promise<TemplateVersion> {
  const [latest] = await versionsOf(tx, kind, 1);
  return latest ?? defaultVersion(kind);
}

/** Empty where the landlord has not filled it in: letters then show its name alone. */
export async function letterheadInForce(tx: Transaction): Promise<Letterhead> {
  const [latest] = await versionsOf(tx, headKind, 1);
  if (!latest) return { place: '', lines: [], version: 0 };
  const lines = latest.body.split('\n').filter((line) => line !== '');
  return { place: latest.subject, lines, version: latest.version };
}

function defaultVersion(kind: LetterKind): TemplateVersion {
  return { ...defaultTemplates[kind], version: 0, by: null, at: null };
}

function versionsOf(tx: Transaction, kind: string, limit = 100): Promise<TemplateVersion[]> {
  return tx
    .select({
      subject: letterTemplates.subject,
      body: letterTemplates.body,
      version: letterTemplates.version,
      by: letterTemplates.by,
      at: letterTemplates.createdAt,
    })
    .from(letterTemplates)
    .where(eq(letterTemplates.kind, kind))
    .orderBy(desc(letterTemplates.version))
    .limit(limit);
}

/** Two people who start from the same version: the first is kept, the second is told who was first. */
async function saveVersion(
  db: Database,
  { landlordId, actor, now }: Asked,
  kind: string,
  text: { subject: string; body: string },
  basedOn: number,
): Promise<Result<TemplateVersion, TemplateRefusal>> {
  return withLandlord(db, landlordId, async (tx) => {
    const version = basedOn + 1;
    const [last] = await tx
      .select({ version: max(letterTemplates.version) })
      .from(letterTemplates)
      .where(eq(letterTemplates.kind, kind));
    const created =
      (last?.version ?? 0) === basedOn
        ? await tx
            .insert(letterTemplates)
            .values({
              landlordId,
              kind,
              version,
              ...text,
              by: actor.name,
              createdAt: sql`${now.toISOString()}`,
            })
            .onConflictDoNothing()
            .returning({ version: letterTemplates.version })
        : [];
    if (created.length === 0) {
      const [other] = await tx
        .select({ by: letterTemplates.by })
        .from(letterTemplates)
        .where(and(eq(letterTemplates.kind, kind)))
        .orderBy(desc(letterTemplates.version))
        .limit(1);
      return refuse({ code: 'changedMeanwhile', by: other?.by ?? '' });
    }
    await appendActs(tx, landlordId, [
      {
        kind: 'template.saved',
        at: now,
        actor,
        subjects: [`template:${kind}`],
        before: { version: basedOn },
        after: { version },
        why: null,
      },
    ]);
    return ok({ ...text, version, by: actor.name, at: now });
  });
}
