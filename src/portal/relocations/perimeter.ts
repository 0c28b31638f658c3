/** Perimeters of sale, demolition or change of use, as an officer records them: homes, legal basis, authorisation. */
import { z } from 'zod';
import type { Asked } from '../../domain/act.ts';
import { inseeSchema } from '../../domain/home.ts';
import { type CivilDate, civilDateSchema } from '../../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { Perimeter } from '../transfers/finding.ts';
import type { TransferReader } from '../transfers/finding-port.ts';

/** What founds the operation, and of which kind it makes the perimeter (M-07). */
export const perimeterBases = {
  demolitionAuthorised: { kind: 'demolition', article: 'CCH L443-15-1' },
  renewalConvention: { kind: 'demolition', article: 'convention ANRU, CCH L442-6 II' },
  saleOrChangeOfUse: { kind: 'changeOfUse', article: 'CCH L353-15 VI' },
  saleToTenants: { kind: 'sale', article: 'CCH L443-7' },
} as const satisfies Readonly<Record<string, { kind: Perimeter['kind']; article: string }>>;
export type PerimeterBasis = keyof typeof perimeterBases;
export const perimeterBasisSchema = z.enum([
  'demolitionAuthorised',
  'renewalConvention',
  'saleOrChangeOfUse',
  'saleToTenants',
] as const satisfies readonly PerimeterBasis[]);

/** Homes by their residence, or one by one. */
export type PerimeterPlace = { insee: string; residence: string } | { homeIds: readonly string[] };

export const newPerimeterSchema = z.object({
  /** Made with the form: sent twice, it records once. */
  key: z.uuid(),
  basis: perimeterBasisSchema,
  name: z.string().trim().min(3).max(120),
  /** Null: not authorised yet; nothing is imposed on anybody until then. */
  authorisedOn: civilDateSchema.nullable(),
  /** The document as people cite it: number, date, authority. */
  reference: z.string().trim().min(3).max(200),
  place: z.union([
    z.object({ insee: inseeSchema, residence: z.string().trim().min(1).max(200) }),
    z.object({ homeIds: z.array(z.string().trim().min(1).max(100)).min(1).max(2000) }),
  ]),
});
export type NewPerimeter = z.infer<typeof newPerimeterSchema>;

export type PerimeterLine = Perimeter & {
  id: string;
  homes: number;
  /** Communes of its homes: what a scope is compared with. */
  communes: readonly string[];
  /** Requests of relocation that it founds. */
  relocations: number;
};

export type PerimeterRefusal =
  | { code: 'inFuture' | 'noHome' | 'outOfScope' | 'noSuchPerimeter' | 'founds' }
  | { code: 'unknownHomes'; ids: readonly string[] }
  | { code: 'authorisedMeanwhile'; on: CivilDate };

type Answer<Value> = Promise<Result<Value, PerimeterRefusal>>;

export type PerimeterPort = {
  list: (reader: TransferReader) => Promise<readonly PerimeterLine[]>;
  /** Residences of the stock, with how many homes each has. */
  residences: (
    reader: TransferReader,
  ) => Promise<readonly { insee: string; residence: string; homes: number }[]>;
  record: (
    asked: Asked,
    input: NewPerimeter,
    communes: TransferReader['communes'],
  ) => Answer<{ id: string; homes: number; recorded: boolean }>;
  /** The day of an authorisation that came after the perimeter was recorded. */
  authorise: (
    asked: Asked,
    input: { id: string; on: CivilDate; reference: string },
    communes: TransferReader['communes'],
  ) => Answer<{ changed: boolean }>;
  /** Takes back one that founds no request of relocation; the journal keeps what it was. */
  withdraw: (asked: Asked, id: string, communes: TransferReader['communes']) => Answer<{ changed: boolean }>;
};

/** How the text that founds it is cited, on pages and in findings. */
export function perimeterSource(basis: PerimeterBasis, reference: string): string {
  return `${perimeterBases[basis].article} ; ${reference}`;
}

/** An authorisation is a fact: it is not to come, and a first one is never written over. */
export function authorisedPerimeter(
  before: Pick<Perimeter, 'authorisedOn' | 'source'>,
  { on, reference }: { on: CivilDate; reference: string },
  today: CivilDate,
): Result<Pick<Perimeter, 'authorisedOn' | 'source'>, PerimeterRefusal> {
  if (on > today) return refuse({ code: 'inFuture' });
  return before.authorisedOn === null
    ? ok({ authorisedOn: on, source: `${before.source} ; ${reference}` })
    : refuse({ code: 'authorisedMeanwhile', on: before.authorisedOn });
}
