/** `law ceiling`: the household's tax income against the income ceiling of a home (I-01…I-09). */
import { z } from 'zod';
import { type Financing, financingSchema, inseeSchema } from '../../domain/home.ts';
import type { Person } from '../../domain/household.ts';
import { geography } from '../../domain/territory.ts';
import { centsOfEuros, eurosOfCents, eurosSchema } from '../../kernel/money.ts';
import {
  ceilingOfRank,
  homeCeilings,
  type IncomeProfile,
  incomeProfile,
  withinCeilingVerdict,
} from '../ceiling.ts';
import type { CeilingRow } from '../parameters/income-ceilings.ts';
import { bornAfterDate, daySchema, defineCalculator } from './frame.ts';

const personInput = z.object({
  bornOn: daySchema,
  role: z.enum(['holder', 'partner', 'dependant', 'other']),
  /** Absent: not claimed; null: unknown. */
  disabled: z.boolean().nullish(),
});

const inputSchema = z.object({
  date: daySchema,
  insee: inseeSchema.refine((insee) => geography().communes.has(insee), {
    message: 'code INSEE de commune inconnu',
    params: { code: 'unknown-insee' },
  }),
  financing: financingSchema,
  persons: z.array(personInput).min(1).max(100),
  /** Children with visiting rights, who count among the persons (L442-12). */
  visitingChildren: z.number().int().nonnegative().max(100).default(0),
  taxIncome: z.object({
    n2: eurosSchema,
    n1: eurosSchema.nullish(),
    last12Months: eurosSchema.nullish(),
  }),
});
type CeilingInput = z.infer<typeof inputSchema>;

const tableRule: Record<Financing, string> = { PLUS: 'I-02', PLS: 'I-03', PLAI: 'I-04' };
const derivedWarning = 'plafond dérivé d’un autre chiffre publié\u00a0: à vérifier dans l’arrêté';

export const ceilingCalculator = defineCalculator({
  name: 'ceiling',
  summary: 'Plafond de ressources PLAI, PLUS ou PLS du ménage dans un logement',
  rules: ['I-01', 'I-02', 'I-03', 'I-04', 'I-07', 'I-08', 'I-09'],
  fields: ['zone', 'category', 'extraPersons', 'ceiling', 'figure', 'income', 'incomeOf', 'withinCeiling'],
  input: inputSchema,
  compute(input) {
    const unborn = input.persons.findIndex((person) => person.bornOn > input.date);
    if (unborn >= 0) return bornAfterDate(unborn);
    const rules = ['I-01', tableRule[input.financing], 'I-07', 'I-08', 'I-09'];
    const home = homeCeilings(input.date, input.insee, input.financing);
    if (home.row === null) return { kind: 'nothing', awaiting: home.awaiting, rules };
    const profile = incomeProfile(householdOf(input), input.date);
    const unknownYears = unknownIncomes(input.taxIncome);
    const verdict = withinCeilingVerdict(profile, home);
    // A later income not known could only be lower: it can turn a no, never a yes.
    const isUndecided = verdict === 'unknown' || (verdict === 'no' && unknownYears.length > 0);
    return {
      kind: 'values',
      values: {
        zone: home.zone,
        ...categoryValues(profile, home.row),
        figure: home.row.figure,
        income: unknownYears.length > 0 || !profile.income ? null : eurosOfCents(profile.income.incomeCents),
        incomeOf: unknownYears.length > 0 || !profile.income ? null : profile.income.of,
        withinCeiling: isUndecided ? null : verdict === 'yes',
      },
      missing: [
        ...profile.category.unknownDisabilities.map((index) => `persons.${index}.disabled`),
        ...unknownYears,
      ],
      ...(home.row.figure === 'derived' ? { extra: { warnings: [derivedWarning] } } : {}),
      rules,
    };
  },
});

function categoryValues(
  profile: IncomeProfile,
  row: CeilingRow,
): { category: number | null; extraPersons: number | null; ceiling: number | null } {
  const { category, extraPersons, rank, rankIfDisabled } = profile.category;
  if (rank !== rankIfDisabled) return { category: null, extraPersons: null, ceiling: null };
  return { category, extraPersons, ceiling: eurosOfCents(ceilingOfRank(row, rank)) };
}

function householdOf(input: CeilingInput): Parameters<typeof incomeProfile>[0] {
  const persons: Person[] = input.persons.map((person) => ({
    bornOn: person.bornOn,
    role: person.role,
    disabled: person.disabled === undefined ? false : person.disabled,
  }));
  return {
    persons,
    visitingChildren: input.visitingChildren,
    taxIncome: {
      n2Cents: centsOfEuros(input.taxIncome.n2),
      n1Cents: centsOrNull(input.taxIncome.n1),
      last12MonthsCents: centsOrNull(input.taxIncome.last12Months),
    },
  };
}

/** Later incomes given as null: asked about and not known, where an absent one is simply not claimed. */
function unknownIncomes(taxIncome: CeilingInput['taxIncome']): string[] {
  return [
    ...(taxIncome.n1 === null ? ['taxIncome.n1'] : []),
    ...(taxIncome.last12Months === null ? ['taxIncome.last12Months'] : []),
  ];
}

function centsOrNull(euros: number | null | undefined): number | null {
  return euros === null || euros === undefined ? null : centsOfEuros(euros);
}
