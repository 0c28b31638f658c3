/** The values of the portal's policy as an administrator reads and types them: one line a value. */
import { z } from 'zod';
import { inseeSchema, typologies } from '../../../domain/home.ts';
import { civilDateSchema } from '../../../kernel/civil-date.ts';
import {
  advertRegimes,
  type PortalPolicy,
  portalPolicySchema,
  type TransferGround,
  transferGrounds,
  type UpdatedGrant,
} from '../../../portal/policy.ts';

/** The figures of the policy that one number holds. */
export const figures = [
  {
    name: 'tenseOpenDays',
    label: 'Annonce avec date de clôture : durée au moins',
    unit: 'jours',
    min: 1,
    max: 60,
  },
  {
    name: 'maxLiveWishes',
    label: 'Souhaits en cours par ménage, au plus',
    unit: 'souhaits',
    min: 1,
    max: 30,
  },
  {
    name: 'minimumInterested',
    label: 'Candidats éligibles à partir desquels un logement annoncé n’est proposé que parmi eux',
    unit: 'ménages',
    min: 1,
    max: 20,
  },
  {
    name: 'answerDays',
    label: 'Réponse datée à chaque candidat, après la décision',
    unit: 'jours',
    min: 1,
    max: 60,
  },
  { name: 'correctionDays', label: 'Réponse à une demande de correction', unit: 'jours', min: 1, max: 60 },
  {
    name: 'postalDays',
    label: 'Jours ajoutés pour ce qui vient par la poste',
    unit: 'jours',
    min: 0,
    max: 15,
  },
  {
    name: 'minimumCell',
    label: 'Attributions passées sous lesquelles aucun score n’est montré, 11 au moins',
    unit: 'attributions',
    min: 11,
    max: 100,
  },
  {
    name: 'minimumChanceOutcomes',
    label: 'Issues passées sous lesquelles aucune chance n’est montrée',
    unit: 'issues',
    min: 30,
    max: 10_000,
  },
  { name: 'quietFromHour', label: 'Aucun message à partir de cette heure', unit: 'heures', min: 0, max: 23 },
  { name: 'quietToHour', label: 'Aucun message avant cette heure', unit: 'heures', min: 0, max: 23 },
  {
    name: 'transferAnswerDays',
    label: 'Prochaine réponse due à une demande de mutation',
    unit: 'jours',
    min: 1,
    max: 90,
  },
  {
    name: 'chainDaysBetweenMoves',
    label: 'Chaîne d’échanges : logement vide entre deux déménagements',
    unit: 'jours',
    min: 0,
    max: 180,
  },
  {
    name: 'chainDaysToLetLast',
    label: 'Chaîne d’échanges : pour louer le dernier logement',
    unit: 'jours',
    min: 0,
    max: 365,
  },
] as const satisfies readonly {
  name: keyof PortalPolicy;
  label: string;
  unit: string;
  min: number;
  max: number;
}[];

const codes = z
  .string()
  .default('')
  .transform((text) => text.split(/[\s,;]+/).filter((code) => code !== ''))
  .pipe(z.array(inseeSchema));
const whole = z.coerce.number('nombre attendu').int();
const listOf = <Item extends string>(items: readonly [Item, ...Item[]]) =>
  z
    .union([z.array(z.enum(items)), z.enum(items).transform((one) => [one])])
    .optional()
    .transform((chosen) => chosen ?? []);

const form = z
  .object({
    version: whole.min(0),
    regime: z.enum(advertRegimes),
    tenseCommunes: codes,
    slackCommunes: codes,
    slackClosingWeekday: whole,
    reviewBeforePublication: z.enum(['oui', 'non']).transform((answer) => answer === 'oui'),
    opensByIdentity: z
      .enum(['oui', 'non'])
      .default('non')
      .transform((answer) => answer === 'oui'),
    scarceTypologies: listOf(typologies),
    zoneKnown: z.enum(['oui', 'non']),
    tenseZoneCommunes: codes,
    exchangeMovesAYear: z.string().default(''),
    grantFirm: z.string().trim().default(''),
    grantFlat: z.string().trim().default(''),
    grantAsOf: z.string().trim().default(''),
    grantSource: z.string().trim().default(''),
  })
  .loose();

/** The policy that the form gives. Throws a ZodError that names what is out of bounds. */
export function policyOf(body: unknown): PortalPolicy {
  const read = form.parse(body ?? {});
  const numbers = Object.fromEntries(
    figures.map(({ name, label, min, max }) => [
      name,
      whole.min(min, `${label} : ${min} au moins`).max(max, `${label} : ${max} au plus`).parse(read[name]),
    ]),
  );
  const regimes = [
    ...read.tenseCommunes.map((code) => [code, 'tense'] as const),
    ...read.slackCommunes.map((code) => [code, 'slack'] as const),
  ];
  return portalPolicySchema.parse({
    ...numbers,
    version: read.version,
    isDefault: false,
    regime: read.regime,
    regimeByCommune: Object.fromEntries(regimes),
    slackClosingWeekday: read.slackClosingWeekday,
    reviewBeforePublication: read.reviewBeforePublication,
    opensByIdentity: read.opensByIdentity,
    transferOrder: orderOf(read),
    scarceTypologies: read.scarceTypologies,
    tenseZoneCommunes: read.zoneKnown === 'oui' ? read.tenseZoneCommunes : null,
    exchangeMovesAYear: read.exchangeMovesAYear === '' ? null : whole.min(0).parse(read.exchangeMovesAYear),
    movingGrant: grantOf(read),
  });
}

const grantForm = z.object({
  grantFirm: euros('Aide au déménagement, entreprise'),
  grantFlat: euros('Aide au déménagement, forfait'),
  grantAsOf: civilDateSchema,
  grantSource: z.string().min(3, 'Aide au déménagement : dites d’où viennent les montants').max(200),
});

function euros(label: string) {
  return z
    .string()
    .transform((text) => Number(text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.')))
    .pipe(z.number(`${label} : montant attendu`).positive(`${label} : montant attendu`).max(20_000))
    .transform((amount) => Math.round(amount * 100));
}

/** All four or none: an amount without its day and source is no update. */
function grantOf(
  read: Readonly<Record<'grantFirm' | 'grantFlat' | 'grantAsOf' | 'grantSource', string>>,
): UpdatedGrant | null {
  const { grantFirm, grantFlat, grantAsOf, grantSource } = read;
  if ([grantFirm, grantFlat, grantAsOf, grantSource].every((text) => text === '')) return null;
  const given = grantForm.parse(read);
  return {
    firmCents: given.grantFirm,
    flatCents: given.grantFlat,
    asOf: given.grantAsOf,
    source: given.grantSource,
  };
}

/** Grounds of the same place are equal; places that nobody has leave no hole. */
function orderOf(read: Readonly<Record<string, unknown>>): TransferGround[][] {
  const placed = transferGrounds.map((ground) => ({
    ground,
    place: whole.min(1).max(transferGrounds.length).parse(read[`place-${ground}`]),
  }));
  return transferGrounds.flatMap((_, index) => {
    const equal = placed.filter(({ place }) => place === index + 1).map(({ ground }) => ground);
    return equal.length === 0 ? [] : [equal];
  });
}
