/** The copy in plain French, part by part, each with where its data come from: the page, the paper and the file agree. */
import { caseNames } from '../../committee/cases/case.ts';
import { decisionNames } from '../../committee/decision.ts';
import { geography } from '../../domain/territory.ts';
import { type CivilDate, civilDateInParis } from '../../kernel/civil-date.ts';
import { frenchCount, frenchEuros, frenchLongDate } from '../../kernel/french.ts';
import { actInWords } from '../../wording/act-words.ts';
import { scoreLineWords } from '../explanation/explanation-words.ts';
import { mandateKindNames, scopeNames } from '../mandates/mandate.ts';
import { documentLabel } from '../standing/document-label.ts';
import { homeNameOf } from '../standing/home-name.ts';
import type { OwnData } from './own-data.ts';

export type DataPart = {
  title: string;
  /** Where these data come from. */
  source: string;
  lines: readonly string[];
};

/** Parts that hold something; an empty one is said in one line. */
export function ownDataParts(data: OwnData): DataPart[] {
  const { kept, life, madeOn } = data;
  const part = (title: string, source: string, lines: readonly string[]): DataPart => ({
    title,
    source,
    lines,
  });
  return [
    part(
      'Qui vous êtes, et comment vous joindre',
      'vous, et le système national d’enregistrement (SNE)',
      contactLines(data),
    ),
    part('Votre demande', 'vous, et le SNE', applicationLines(data)),
    part('Vos priorités reconnues', 'les organismes qui les reconnaissent', labelLines(data)),
    part('Vos points, et ce qui les donne', 'votre dossier, et la grille votée', scoreLines(data)),
    part('Vos candidatures', 'vous', wishLines(data)),
    part('Vos pièces', 'vous', [
      ...data.documents.map(
        ({ document, state, receivedOn }) =>
          `${documentLabel(document, madeOn)} : ${stateWords[state]}${receivedOn === null ? '' : `, reçue le ${frenchLongDate(receivedOn)}`}`,
      ),
      ...kept.files.map(
        ({ document, fileName, on }) =>
          `${provesGround(document) ? 'Fichier de votre situation prioritaire' : `Fichier « ${fileName} »`}, reçu le ${frenchLongDate(on)}`,
      ),
    ]),
    part('Les décisions de la commission', 'la commission d’attribution (CALEOL)', [
      ...data.decisions.map(
        ({ home, heldOn, own }) =>
          `${home}, le ${frenchLongDate(heldOn)} : ${decisionNames[own.kind]}${own.rank === null ? '' : `, rang ${own.rank}`}`,
      ),
    ]),
    part('Les logements proposés, vos visites et vos baux', 'nous', lettingLines(data)),
    part('Vos demandes de correction, recours et changements de logement', 'vous, et nos réponses', [
      ...(life?.cases ?? []).map(
        ({ kind, receivedOn, answeredOn }) =>
          `${caseNames[kind]}, le ${frenchLongDate(receivedOn)}${answeredOn === null ? '' : `, réponse le ${frenchLongDate(answeredOn)}`}`,
      ),
      ...(life?.transfers ?? []).map(
        ({ receivedOn }) => `Demande de mutation, le ${frenchLongDate(receivedOn)}`,
      ),
    ]),
    part('Les courriers et messages', 'nous', [
      ...kept.letters.map(({ on, by, subject }) => `${frenchLongDate(on)}, ${sentBy(by)} : ${subject}`),
    ]),
    part('Les contacts notés', 'nous', [
      ...kept.contacts.map(
        ({ on, outcome }) => `${frenchLongDate(on)} : ${contactWords[outcome] ?? outcome}`,
      ),
    ]),
    part('Vos mandats', 'vous', [
      ...data.mandates.map(
        ({ kind, name, scope, from, until }) =>
          `${mandateKindNames[kind]}, ${name} : ${scopeNames[scope].toLowerCase()}, du ${frenchLongDate(from)} au ${frenchLongDate(until)}`,
      ),
    ]),
    part('Qui a fait quoi dans votre dossier', 'le journal des actes', [
      ...kept.acts.map(({ on, kind, role }) => `${frenchLongDate(on)} : ${actInWords(kind)} (${role})`),
    ]),
  ];
}

/** What article 15 of the GDPR has said beside the data. */
export const ownDataRights: readonly string[] = [
  'Pourquoi : instruire votre demande et attribuer les logements sociaux (Code de la construction et de l’habitation).',
  'Qui les lit : nos agents habilités, la commission d’attribution, et pour sa part le réservataire du logement. Jamais vendues.',
  'Combien de temps : votre dossier, un an après la radiation de votre demande (décret n° 2017-917) ; nos courriers et vos recours, le temps des recours.',
  'Le calcul : il propose des listes, des personnes décident. Son détail est dans « Comment ma demande a été examinée ».',
  'Vos droits : faire corriger, limiter ou effacer une donnée, vous opposer, et saisir la CNIL (cnil.fr).',
  'Le motif d’une priorité et les adresses protégées ne sont pas dans cette copie, que d’autres pourraient lire : demandez-les au guichet, en main propre.',
];

function contactLines({ number, kept }: OwnData): string[] {
  const { contact, preferences } = kept;
  return [
    ...(kept.name === null ? [] : [`Nom : ${kept.name}`]),
    ...(number === null ? [] : [`Numéro unique : ${number}`]),
    ...(contact === null
      ? []
      : [
          ...(contact.email === null ? [] : [`Adresse électronique : ${contact.email}`]),
          ...(contact.telephone === null ? [] : [`Téléphone : ${contact.telephone}`]),
          ...(contact.address.length === 0 ? [] : [`Adresse postale : ${contact.address.join(', ')}`]),
        ]),
    ...(preferences === null
      ? []
      : [
          `Messages : ${preferences.digest ? 'un par jour' : 'à chaque nouvelle'}${preferences.easyToRead ? ', facile à lire' : ''}`,
        ]),
  ];
}

function applicationLines({ life, kept }: OwnData): string[] {
  if (life === null) return [];
  const { filedOn, renewedOn, household, wishes, current } = life.application;
  return [
    `Déposée le ${frenchLongDate(filedOn)}, renouvelée le ${frenchLongDate(renewedOn)}`,
    `Ménage : ${frenchCount(household.persons.length, 'personne')}, né${household.persons.length > 1 ? 'es' : 'e'} le ${household.persons.map(({ bornOn }) => frenchLongDate(bornOn)).join(', le ')}`,
    household.monthlyResourcesCents === null
      ? 'Ressources : non connues'
      : `Ressources : ${frenchEuros(household.monthlyResourcesCents)} par mois, ${household.resourcesEvidence === 'proved' ? 'prouvées' : 'déclarées'}`,
    `Souhaits : ${wishes.typologies.join(', ')} à ${wishes.communes.map(communeName).join(', ')}`,
    ...(wishes.accessibility === 'none' ? [] : ['Logement adapté demandé']),
    ...(kept.isProtected || current.insee === null
      ? []
      : [`Logement actuel : ${communeName(current.insee)}`]),
    ...(current.landlord === null ? [] : [`Bailleur actuel : ${current.landlord}`]),
    ...(life.application.arrears === null
      ? []
      : [
          `Dette de loyer connue : ${frenchEuros(life.application.arrears.amountCents)}, au ${frenchLongDate(life.application.arrears.asOf)}`,
        ]),
  ];
}

function labelLines({ life }: OwnData): string[] {
  return (life?.application.labels ?? []).map(
    ({ category, by, on, until }) =>
      `${category === 'dalo' ? `Droit au logement opposable (DALO), par ${by}` : 'Situation prioritaire (L441-1)'}, depuis le ${frenchLongDate(on)}${until === null ? '' : `, jusqu’au ${frenchLongDate(until)}`}`,
  );
}

function scoreLines({ scores }: OwnData): string[] {
  return scores.flatMap(({ place, score }) => [
    `${place} : ${frenchCount(score.total, 'point')}`,
    ...score.lines.map((line) => `${place}, ${scoreLineWords(line)}`),
  ]);
}

function wishLines({ life, kept }: OwnData): string[] {
  return [
    ...(life?.wishes ?? []).map(
      ({ advert, expressedOn, state }) =>
        `${homeNameOf(advert.facts)}, le ${frenchLongDate(expressedOn)} : ${wishWords[state]}`,
    ),
    ...kept.standingWishes.map(
      ({ until, ended }) => `Souhait permanent, jusqu’au ${frenchLongDate(until)}${ended ? ', arrêté' : ''}`,
    ),
  ];
}

function lettingLines({ life, kept }: OwnData): string[] {
  return [
    ...(life?.offers ?? []).map(
      ({ home, sentOn, answer }) =>
        `Proposition : ${homeNameOf(home)}, le ${frenchLongDate(sentOn)}${answer === null ? '' : answer === 'accepted' ? ', acceptée' : ', non acceptée'}`,
    ),
    ...(life?.visits ?? []).map(({ home, startsAt }) => `Visite : ${home}, le ${dayOf(startsAt)}`),
    ...kept.leases.flatMap(({ signedOn, insee, typology, facts }) => [
      `Bail du ${frenchLongDate(signedOn)} : ${typology}${kept.isProtected ? '' : ` à ${communeName(insee)}`}`,
      ...(facts === null
        ? []
        : [
            'Gardé avec ce bail pour les statistiques, sans votre nom : ancienneté, taille du ménage, âge, ressources, origine en quartier prioritaire, rang.',
          ]),
    ]),
  ];
}

function dayOf(instant: Date): string {
  const day: CivilDate = civilDateInParis(instant);
  return frenchLongDate(day);
}

function communeName(insee: string): string {
  return geography().communes.get(insee)?.name ?? insee;
}

/** The name that a household gave to such a file would say the ground (D-04). */
function provesGround(document: string): boolean {
  return document === 'priority-proof';
}

const stateWords = {
  requested: 'demandée',
  received: 'reçue',
  checked: 'vérifiée',
  refused: 'non acceptée',
} as const;
const wishWords = { live: 'en cours', withdrawn: 'retirée', answered: 'répondue' } as const;
const contactWords: Readonly<Record<string, string>> = {
  interested: 'vous étiez intéressé',
  declined: 'vous n’étiez pas intéressé',
  noAnswer: 'sans réponse',
  callBack: 'à rappeler',
};

function sentBy(by: string): string {
  return by === 'email'
    ? 'par message'
    : by === 'sms'
      ? 'par SMS'
      : by === 'hand'
        ? 'en main propre'
        : 'par courrier';
}
