/** The sheet of the week for agencies: adverts that take wishes, in large type, for who reads no screen. */
import type { Block, Paper } from '../../documents/pdf/model.ts';
import { addDays, type CivilDate } from '../../kernel/civil-date.ts';
import { frenchEuros, frenchLongDate, frenchNumber } from '../../kernel/french.ts';
import type { Advert } from '../advert.ts';
import { monthlyCents } from '../adverts/advert-facts.ts';

export type SheetAdvert = Pick<Advert, 'id' | 'landlordName' | 'facts' | 'closesOn' | 'words' | 'opensOn'>;

/** Those open at some day of the week that begins on `today`, those that close first before. */
export function sheetAdverts<Row extends SheetAdvert>(adverts: readonly Row[], today: CivilDate): Row[] {
  return adverts
    .filter(({ opensOn, closesOn }) => opensOn <= addDays(today, 6) && closesOn >= today)
    .sort((a, b) => a.closesOn.localeCompare(b.closesOn) || a.id.localeCompare(b.id));
}

/** "T3 de 62 m², Metz, rue des Tanneurs". */
export function sheetTitle({ facts }: SheetAdvert): string {
  return `${facts.typology} de ${frenchNumber(facts.surfaceM2, 0)} m², ${facts.communeName}, ${facts.street}`;
}

/** One fact a line. */
export function sheetLines({ facts, closesOn }: SheetAdvert): string[] {
  const floor =
    facts.floor === null ? 'étage non connu' : facts.floor === 0 ? 'rez-de-chaussée' : `étage ${facts.floor}`;
  const lift = facts.lift === null ? '' : facts.lift ? ', avec ascenseur' : ', sans ascenseur';
  const energy =
    facts.energyClass === null ? 'énergie : classe non connue' : `énergie : classe ${facts.energyClass}`;
  return [
    `${frenchEuros(monthlyCents(facts))} par mois, charges comprises`,
    `${floor}${lift} · ${energy}`,
    `Dites-le-nous jusqu’au ${frenchLongDate(closesOn)}`,
  ];
}

/** How to answer without a screen. */
export const sheetHelp =
  'Un logement vous intéresse ? Dites-le au guichet, au téléphone ou par courrier, avec votre numéro unique et le numéro de l’annonce. Le jour et l’heure ne comptent pas : tout compte jusqu’à la clôture. Pour un courrier, c’est le cachet de la poste.';

/** The sheet as a paper: headings and lines of the size of a lead, numbered so that one can be named at the counter. */
export function weeklySheetPaper(adverts: readonly SheetAdvert[], today: CivilDate, createdAt: Date): Paper {
  const landlords = [...new Set(adverts.map(({ landlordName }) => landlordName))];
  const blocks: Block[] = adverts.map((advert, index) => ({
    kind: 'together',
    blocks: [
      { kind: 'heading', level: 2, text: `${index + 1}. ${sheetTitle(advert)}` },
      ...sheetLines(advert).map((text): Block => ({ kind: 'paragraph', size: 'lead', text })),
      { kind: 'paragraph', text: `Annonce ${sheetNumber(advert)} · ${advert.landlordName}` },
    ],
  }));
  return {
    title: `Logements à louer, semaine du ${frenchLongDate(today)}`,
    subject: 'Annonces de logements sociaux ouvertes cette semaine',
    author: landlords.join(', ') || 'parcours',
    createdAt,
    orientation: 'portrait',
    letterhead: null,
    footer: `Feuille du ${frenchLongDate(today)}`,
    blocks: [
      { kind: 'heading', level: 1, text: `Logements à louer, semaine du ${frenchLongDate(today)}` },
      { kind: 'paragraph', size: 'lead', text: sheetHelp },
      ...(blocks.length === 0
        ? [{ kind: 'paragraph', size: 'lead', text: 'Aucune annonce n’est ouverte cette semaine.' } as const]
        : blocks),
    ],
  };
}

/** What one says at the counter to name an advert: the end of its identifier. */
export function sheetNumber({ id }: Pick<Advert, 'id'>): string {
  return id.replaceAll('-', '').slice(-6).toUpperCase();
}
