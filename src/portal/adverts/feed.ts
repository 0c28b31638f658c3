/**
 * The open adverts as data, for outside sites (L-01: a common medium). Each site asks with its own name: the links that
 * it receives carry it, so that the source of each wish is known. Nothing personal is in it.
 */
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { HomeCeilings } from '../../law/ceiling.ts';
import { monthlyCents } from './advert-facts.ts';
import type { PublicAdvert } from './advert-port.ts';

/** Names are those of L-04, in French, since sites that read it are French; amounts are euros with cents. */
export type FeedAdvert = {
  id: string;
  lien: string;
  bailleur: string;
  titre: string;
  situation: string;
  description: string;
  conditionsAcces: string;
  commune: { insee: string; nom: string };
  rue: string;
  typologie: string;
  surfaceM2: number;
  loyer: number;
  loyerAnnexes: number;
  charges: number;
  forfaits: number;
  totalMensuel: number;
  financement: string;
  etage: number | null;
  ascenseur: boolean | null;
  accessibilite: string;
  classeEnergie: string | null;
  quartierPrioritaire: boolean;
  reservataire: string | null;
  disponibleLe: string | null;
  regime: string;
  ouverture: string;
  cloture: string;
  plafonds: { parCategorie: readonly number[]; parPersonneEnPlus: number } | null;
  images: readonly { lien: string; nature: string; texte: string }[];
};

export type Feed = { editeLe: CivilDate; source: string; annonces: readonly FeedAdvert[] };

type Means = {
  /** "https://parcours.example", without a slash at its end. */
  base: string;
  /** The name of the site that asks; null: none said. */
  site: string | null;
  today: CivilDate;
  ceilingsOf: (advert: PublicAdvert) => HomeCeilings;
};

/** The feed of adverts that are open. A site named in an advert's list receives it; so does a reader without a name. */
export function feedOf(adverts: readonly PublicAdvert[], means: Means): Feed {
  return {
    editeLe: means.today,
    source: `${means.base}/annonces`,
    annonces: adverts.map((advert) => feedAdvert(advert, means)),
  };
}

const euros = (cents: number) => cents / 100;
const accessWords = { none: 'inconnue', stepFree: 'plain-pied', wheelchair: 'fauteuil' } as const;

function feedAdvert(advert: PublicAdvert, { base, site, ceilingsOf }: Means): FeedAdvert {
  const { facts, words } = advert;
  const page = `${base}/annonces/${advert.id}`;
  const { row } = ceilingsOf(advert);
  return {
    id: advert.id,
    lien: site === null ? page : `${page}?via=${encodeURIComponent(site)}`,
    bailleur: advert.landlordName,
    titre: words.title,
    situation: words.place,
    description: words.description,
    conditionsAcces: words.access,
    commune: { insee: facts.insee, nom: facts.communeName },
    rue: facts.street,
    typologie: facts.typology,
    surfaceM2: facts.surfaceM2,
    loyer: euros(facts.rentCents),
    loyerAnnexes: euros(facts.annexRentCents),
    charges: euros(facts.chargesCents),
    forfaits: euros(facts.flatChargesCents),
    totalMensuel: euros(monthlyCents(facts)),
    financement: facts.financing,
    etage: facts.floor,
    ascenseur: facts.lift,
    accessibilite: accessWords[facts.accessibility],
    classeEnergie: facts.energyClass,
    quartierPrioritaire: facts.qpvCode !== null,
    reservataire: facts.holderName,
    disponibleLe: facts.availableOn,
    regime: advert.regime === 'slack' ? 'continu' : 'cloture',
    ouverture: advert.opensOn,
    cloture: advert.closesOn,
    plafonds: row && {
      parCategorie: row.ceilingsCents.map(euros),
      parPersonneEnPlus: euros(row.perExtraPersonCents),
    },
    images: advert.media.map((medium) => ({
      lien: `${page}/images/${medium.id}`,
      nature: medium.kind === 'plan' ? 'plan' : 'photo',
      texte: medium.alternative,
    })),
  };
}

/** The feed as XML 1.0: the same names as elements; a list repeats the element `element`. */
export function feedXml(feed: Feed): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('flux', feed)}\n`;
}

function element(name: string, value: unknown): string {
  if (value === null || value === undefined) return `<${name}/>`;
  if (Array.isArray(value))
    return `<${name}>${value.map((one) => element('element', one)).join('')}</${name}>`;
  if (typeof value === 'object') {
    const inside = Object.entries(value).map(([key, one]) => element(key, one));
    return `<${name}>${inside.join('')}</${name}>`;
  }
  return `<${name}>${escapeXml(String(value))}</${name}>`;
}

// Characters that XML 1.0 does not allow at all would make the whole feed unreadable.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const notXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

function escapeXml(text: string): string {
  return text.replace(notXml, '').replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
