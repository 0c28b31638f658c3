/** The values of a règlement intérieur as people read and type them: one line a value, in the order of a sitting. */
import { type Bylaws, bylawsSchema } from '../../../committee/bylaws.ts';
import { frenchCount } from '../../../kernel/french.ts';

export type BylawsField = {
  /** Name of the form field. */
  name: string;
  /** Key of the règlement that it belongs to: what `defaults` names. */
  key: keyof Bylaws;
  label: string;
  /** Where the Code leaves this to the règlement, or bounds it. */
  source: string;
  input:
    | { kind: 'number'; min: number; max: number; unit: string }
    | { kind: 'choice'; options: readonly (readonly [string, string])[] };
  /** As the form carries it. */
  read: (bylaws: Bylaws) => string;
};

const yesNo = [
  ['oui', 'Oui'],
  ['non', 'Non'],
] as const;

const socialRoles = [
  ['heard', 'Invités et entendus, sans voix'],
  ['observer', 'Présents sans prendre la parole'],
  ['notInvited', 'Non invités'],
] as const;

function count(
  key:
    | 'quorum'
    | 'convocationDays'
    | 'candidatesPerHome'
    | 'offerReplyDays'
    | 'suspensiveDays'
    | 'remarksRetentionDays'
    | 'reviewDays',
  label: string,
  source: string,
  bounds: readonly [min: number, max: number, unit: string],
): BylawsField {
  const [min, max, unit] = bounds;
  return {
    name: key,
    key,
    label,
    source,
    input: { kind: 'number', min, max, unit },
    read: (b) => String(b[key]),
  };
}

function choice(
  name: string,
  key: keyof Bylaws,
  label: string,
  source: string,
  read: (bylaws: Bylaws) => boolean,
): BylawsField {
  return {
    name,
    key,
    label,
    source,
    input: { kind: 'choice', options: yesNo },
    read: (b) => (read(b) ? 'oui' : 'non'),
  };
}

export const bylawsFields: readonly BylawsField[] = [
  count('quorum', 'Quorum : membres nommés présents ou représentés', 'R441-9 IV : fixé par le règlement', [
    1,
    20,
    'membre',
  ]),
  choice('proxies', 'proxies', 'Pouvoirs admis', 'règlement', (b) => b.proxies.allowed),
  {
    name: 'perMember',
    key: 'proxies',
    label: 'Pouvoirs par membre, au plus',
    source: 'règlement',
    input: { kind: 'number', min: 0, max: 5, unit: 'pouvoir' },
    read: (b) => String(b.proxies.perMember),
  },
  choice('remote', 'remote', 'Participation à distance', 'ordonnance du 6 novembre 2014', (b) => b.remote),
  choice(
    'asynchronous',
    'asynchronous',
    'Séances en différé (votes sur plusieurs heures)',
    'ordonnance du 6 novembre 2014',
    (b) => b.asynchronous.allowed,
  ),
  {
    name: 'openHours',
    key: 'asynchronous',
    label: 'Durée d’ouverture d’une séance en différé',
    source: 'règlement',
    input: { kind: 'number', min: 1, max: 240, unit: 'heure' },
    read: (b) => String(b.asynchronous.openHours),
  },
  count('convocationDays', 'Convocation avant la séance', 'règlement', [0, 60, 'jour']),
  choice('emergency', 'emergency', 'Séances d’urgence', 'règlement', (b) => b.emergency.allowed),
  {
    name: 'convocationHours',
    key: 'emergency',
    label: 'Convocation d’une séance d’urgence',
    source: 'règlement',
    input: { kind: 'number', min: 0, max: 72, unit: 'heure' },
    read: (b) => String(b.emergency.convocationHours),
  },
  count('candidatesPerHome', 'Candidats par logement', 'R441-3 : trois au moins, sauf exceptions', [
    3,
    10,
    'candidat',
  ]),
  choice(
    'identitiesMasked',
    'identitiesMasked',
    'Identités masquées dans le dossier',
    'règlement',
    (b) => b.identitiesMasked,
  ),
  {
    name: 'socialAdvisers',
    key: 'socialAdvisers',
    label: 'Représentants des services sociaux',
    source: 'L441-2 : invités par le président',
    input: { kind: 'choice', options: socialRoles },
    read: (b) => b.socialAdvisers,
  },
  count('offerReplyDays', 'Délai de réponse à une offre', 'R441-10 : dix jours au moins', [10, 60, 'jour']),
  count('suspensiveDays', 'Délai d’une condition suspensive', 'R441-3 : fixé par la commission', [
    1,
    90,
    'jour',
  ]),
  count('remarksRetentionDays', 'Conservation des remarques écrites', 'règlement', [1, 1095, 'jour']),
  count('reviewDays', 'Réponse à une demande de réexamen', 'règlement', [1, 60, 'jour']),
];

/** "4 membres", "Oui". */
export function valueInWords(field: BylawsField, bylaws: Bylaws): string {
  const value = field.read(bylaws);
  if (field.input.kind === 'number') return frenchCount(Number(value), field.input.unit);
  return field.input.options.find(([code]) => code === value)?.[1] ?? value;
}

/** Whether the value is a default that nobody of the landlord validated. */
export function isDefault(field: BylawsField, bylaws: Bylaws): boolean {
  return bylaws.defaults.includes(field.key);
}

/**
 * The règlement that the form gives as the version that follows `before`: what changed or was ticked as validated is
 * no default any more. Null where a value is out of its bounds.
 */
export function bylawsOf(
  before: Bylaws,
  typed: Readonly<Record<string, string>>,
  validated: readonly string[],
  effectiveOn: Bylaws['effectiveOn'],
): Bylaws | null {
  const yes = (name: string) => typed[name] === 'oui';
  const number = (name: string) => Number(typed[name] ?? Number.NaN);
  const parsed = bylawsSchema.safeParse({
    commissionId: before.commissionId,
    version: before.version + 1,
    effectiveOn,
    defaults: before.defaults.filter((key) => !validated.includes(key)),
    quorum: number('quorum'),
    proxies: { allowed: yes('proxies'), perMember: number('perMember') },
    remote: yes('remote'),
    asynchronous: { allowed: yes('asynchronous'), openHours: number('openHours') },
    convocationDays: number('convocationDays'),
    candidatesPerHome: number('candidatesPerHome'),
    identitiesMasked: yes('identitiesMasked'),
    socialAdvisers: typed.socialAdvisers,
    offerReplyDays: number('offerReplyDays'),
    suspensiveDays: number('suspensiveDays'),
    emergency: { allowed: yes('emergency'), convocationHours: number('convocationHours') },
    remarksRetentionDays: number('remarksRetentionDays'),
    reviewDays: number('reviewDays'),
  });
  if (!parsed.success) return null;
  const next = parsed.data;
  const changed = bylawsFields.filter((field) => field.read(before) !== field.read(next));
  const kept = next.defaults.filter((key) => !changed.some((field) => field.key === key));
  return { ...next, defaults: kept };
}
