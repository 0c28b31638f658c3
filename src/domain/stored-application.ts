/**
 * A quick reading of stored applications. What this accepts, the schema of applications accepts and gives back as it
 * is; anything else is left to the schema, which says what is wrong. A metropolis is read ten times faster so.
 */
import { isCivilDate } from '../kernel/civil-date.ts';
import {
  type Application,
  applicationSchema,
  applicationStatuses,
  numberPattern,
  priorityLetterSchema,
} from './application.ts';
import { accessibilitySchema, inseeSchema, typologies } from './home.ts';

/** The application that a stored value is. Throws the schema's error where it is none. */
export function storedApplication(value: unknown): Application {
  return isSurelyApplication(value) ? value : applicationSchema.parse(value);
}

type Test = (value: unknown) => boolean;
type Fields = Readonly<Record<string, Test>>;

const isText: Test = (value) => typeof value === 'string';
const isName: Test = (value) => typeof value === 'string' && value.length > 0;
const isFlag: Test = (value) => value === true || value === false;
const isDay: Test = (value) => typeof value === 'string' && isCivilDate(value);
const isCents: Test = (value) => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
const isPositive: Test = (value) => typeof value === 'number' && Number.isFinite(value) && value > 0;
const isNumber: Test = (value) => typeof value === 'number' && Number.isFinite(value);

const metCommunes = new Set<string>();
const isCommune: Test = (value) => {
  if (typeof value !== 'string') return false;
  if (metCommunes.has(value)) return true;
  if (!inseeSchema.safeParse(value).success) return false;
  // There are some 35 000 of them.
  metCommunes.add(value);
  return true;
};

const orNull =
  (test: Test): Test =>
  (value) =>
    value === null || test(value);
const within =
  (least: number, most: number): Test =>
  (value) =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most;
const oneOf = (words: readonly unknown[]): Test => {
  const known = new Set(words);
  return (value) => known.has(value);
};
const listOf =
  (test: Test, least = 0, most = Number.POSITIVE_INFINITY): Test =>
  (value) => {
    if (!Array.isArray(value) || value.length < least || value.length > most) return false;
    for (let at = 0; at < value.length; at += 1) if (!test(value[at])) return false;
    return true;
  };

/** Exactly these fields: one more, and the schema decides what becomes of it. */
const exactly = (fields: Fields): Test => {
  const tests = Object.entries(fields);
  return (value) => {
    if (!isRecord(value)) return false;
    let count = 0;
    for (const _key in value) count += 1;
    if (count !== tests.length) return false;
    for (let at = 0; at < tests.length; at += 1) {
      const [key, test] = tests[at]!;
      // Of a field that is not there no test says yes.
      if (!test(value[key])) return false;
    }
    return true;
  };
};

const household = exactly({
  persons: listOf(
    exactly({
      bornOn: isDay,
      role: oneOf(['holder', 'partner', 'dependant', 'other']),
      disabled: orNull(isFlag),
    }),
    1,
    30,
  ),
  visitingChildren: within(0, 20),
  monthlyResourcesCents: orNull(isCents),
  resourcesEvidence: oneOf(['proved', 'declared']),
  taxIncome: exactly({
    n2Cents: orNull(isCents),
    n1Cents: orNull(isCents),
    last12MonthsCents: orNull(isCents),
  }),
});

const fields: Fields = {
  number: (value) => typeof value === 'string' && numberPattern.test(value),
  name: orNull(isText),
  filedOn: isDay,
  renewedOn: isDay,
  status: oneOf(applicationStatuses),
  household,
  wishes: exactly({
    communes: listOf(isCommune),
    typologies: listOf(oneOf(typologies)),
    accessibility: oneOf(accessibilitySchema.options),
  }),
  current: exactly({
    kind: orNull(isText),
    landlord: orNull(isText),
    tenancyId: orNull(isText),
    insee: orNull(isCommune),
    qpvCode: orNull(isText),
    habitableRooms: orNull(within(1, 20)),
    surfaceM2: orNull(isPositive),
    residents: orNull(within(1, Number.MAX_SAFE_INTEGER)),
    rentCents: orNull(isCents),
  }),
  labels: listOf(
    exactly({
      category: oneOf(['dalo', ...priorityLetterSchema.options]),
      by: isName,
      on: isDay,
      until: orNull(isDay),
    }),
  ),
  gridFacts: listOf(
    exactly({
      criterion: isName,
      value: (value) => isFlag(value) || isNumber(value) || isText(value),
      asOf: isDay,
      evidence: oneOf(['declared', 'verified']),
    }),
  ),
  relocation: oneOf([null, 'urbanRenewal', 'orcod', 'unfitHousing', 'sale', 'demolition']),
  employment: oneOf([null, 'employee', 'jobSeeker', 'other']),
  refusals: listOf(exactly({ homeId: isText, on: isDay, adapted: isFlag })),
  arrears: orNull(exactly({ amountCents: isCents, asOf: isDay, underPlan: isFlag })),
};
const registered = exactly(fields);
const withoutNumber = exactly({ ...fields, withoutNumber: (value) => value === true });

/** True for sure; false proves nothing. */
function isSurelyApplication(value: unknown): value is Application {
  return registered(value) || withoutNumber(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
