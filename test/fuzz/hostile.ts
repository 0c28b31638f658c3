/** What outsiders send: values that the described schema allows, values one step away from it, and plain malice. */
import fc from 'fast-check';
import { z } from 'zod';

/** The part of JSON Schema that the description of the API uses. */
const schemaShape = z.looseObject({
  type: z.string().optional(),
  format: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  nullable: z.boolean().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  maxItems: z.number().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
});

/** Values that exist in the database, by the name of the field that would hold them. */
export type Known = Readonly<Record<string, readonly string[]>>;

/** Text that has broken programs before: bytes that a database refuses, other languages' syntax, other alphabets. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\u0000',
    'a\u0000b',
    '\ud800',
    'x\udfff',
    '\u202e\u200b',
    'é'.repeat(300),
    "'; drop table accounts; --",
    "1' or '1'='1",
    '%00%27%22',
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '../../../../etc/passwd',
    '{{7*7}}<%= 7*7 %>',
    '=cmd|calc!A1',
    '__proto__',
    'constructor',
    'null',
    'NaN',
    '-0',
    '1e309',
    '0x1F',
    '9'.repeat(400),
    '0000-01-01',
    '9999-12-31',
    '2026-02-30',
    '2026-11-21T00:00:00Z',
    '00000000-0000-0000-0000-000000000000',
    '01900000-0000-7000-8000-00000000000g',
    '01900000-0000-7000-8000-000000000000',
    'a'.repeat(100_000),
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

const hostileNumber = fc.constantFrom(
  0,
  -1,
  0.5,
  201,
  2 ** 31,
  -(2 ** 31) - 1,
  2 ** 53,
  1e308,
  -1e308,
  5e-324,
);

const deep = (levels: number): unknown =>
  Array.from({ length: levels }).reduce<unknown>((inner) => [inner], null);

/** Any JSON, chosen to be where it should not be. */
export const hostileJson: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  hostileNumber,
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom<unknown>([], {}, [[]], { length: -1 }, { toString: 1 }, deep(200)),
  fc.constant(JSON.parse('{"__proto__":{"admin":true},"constructor":{"prototype":{}}}')),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Values that the schema describes. */
export function described(schema: unknown, known: Known, name = ''): fc.Arbitrary<unknown> {
  const shape = schemaShape.parse(schema);
  const value = describedValue(shape, known, name);
  return shape.nullable ? fc.option(value, { nil: null, freq: 4 }) : value;
}

function describedValue(shape: z.infer<typeof schemaShape>, known: Known, name: string) {
  const either = shape.anyOf ?? shape.oneOf;
  if (either) return fc.oneof(...either.map((one) => described(one, known, name)));
  if (shape.enum) return fc.constantFrom(...shape.enum);
  switch (shape.type) {
    case 'object':
      return describedObject(shape, known);
    case 'array':
      return fc.array(described(shape.items ?? {}, known, name), {
        maxLength: Math.min(shape.maxItems ?? 3, 3),
      });
    case 'integer':
      return fc.integer({ min: shape.minimum ?? -10, max: shape.maximum ?? 400 });
    case 'number':
      return fc.double({ min: shape.minimum ?? -10, max: shape.maximum ?? 400, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'string':
      return describedText(shape, known, name);
    default:
      return hostileJson;
  }
}

function describedObject({ properties = {}, required = [] }: z.infer<typeof schemaShape>, known: Known) {
  const fields = Object.entries(properties).map(
    ([name, one]) => [name, described(one, known, name)] as const,
  );
  return fc.record(Object.fromEntries(fields), {
    requiredKeys: required.filter((name) => name in properties),
    noNullPrototype: true,
  });
}

function describedText(shape: z.infer<typeof schemaShape>, known: Known, name: string): fc.Arbitrary<string> {
  const existing = known[name];
  const free =
    shape.format === 'uuid'
      ? fc.uuid({ version: 7 })
      : name === 'date' || shape.format === 'date'
        ? fc.constantFrom('2026-11-21', '2026-02-28', '2024-02-29')
        : shape.format === 'uri'
          ? fc.constantFrom('https://parcours.example/', 'http://127.0.0.1:1/')
          : fc.string({ minLength: shape.minLength ?? 0, maxLength: Math.min(shape.maxLength ?? 40, 60) });
  return existing === undefined || existing.length === 0
    ? free
    : fc.oneof(fc.constantFrom(...existing), free);
}

/** A described value in which one place holds something else, is missing, or has a companion that nobody asked for. */
export function nearly(schema: unknown, known: Known): fc.Arbitrary<unknown> {
  return fc
    .tuple(described(schema, known), fc.nat(), hostileJson, fc.constantFrom('replace', 'remove', 'add'))
    .map(([value, place, other, how]) => altered(structuredClone(value), place, other, how));
}

function altered(value: unknown, place: number, other: unknown, how: string): unknown {
  if (typeof value !== 'object' || value === null) return other;
  const keys = Object.keys(value);
  const key = keys[place % Math.max(keys.length, 1)];
  if (how === 'add' || key === undefined) Reflect.set(value, Array.isArray(value) ? '0' : 'unasked', other);
  else if (how === 'remove' && !Array.isArray(value)) Reflect.deleteProperty(value, key);
  else {
    const inner: unknown = Reflect.get(value, key);
    const further = typeof inner === 'object' && inner !== null && place % 2 === 1;
    Reflect.set(value, key, further ? altered(inner, Math.trunc(place / 2), other, how) : other);
  }
  return value;
}
