/**
 * What every letter must say whatever the landlord edits: the DALO, the removal that follows an irrecevability, how to
 * correct a datum, the appeal that applies, the notice of algorithmic processing. Delays are dated figures of law.
 */
import type { CivilDate } from '../../kernel/civil-date.ts';
import { frenchCount } from '../../kernel/french.ts';
import { type ObligationId, obligationNumber } from '../../law/obligation-figures.ts';
import type { LetterBlock } from './letter-content.ts';
import type { LetterSituation } from './letter-situation.ts';

type Place = { on: CivilDate; landlordName: string; reviewDays: number };

/** The blocks of the situation, in the order in which they matter to the person who reads. */
export function legalBlocks(situation: LetterSituation, place: Place): LetterBlock[] {
  // After a correction, what applies is what applies to the new decision.
  const decided = situation.kind === 'correction' ? situation.after : situation;
  return [
    ...daloBlocks(decided, place.on),
    ...removalBlocks(decided, place.on),
    ...relocationBlocks(decided, place.on),
    ...closedListBlocks(decided),
    ...appealBlocks(decided, place),
    ...correctionBlocks(decided, place),
    ...algorithmBlocks(decided, place),
    ...dataBlocks(place),
  ];
}

/** P-07 (R441-16-3): said under the DALO, with what a refusal may cost; then both routes. */
function daloBlocks(situation: LetterSituation, on: CivilDate): LetterBlock[] {
  if (!('dalo' in situation) || !situation.dalo) return [];
  const heading = 'Votre droit au logement opposable (DALO)';
  const routes = [
    'Vous avez deux voies, qui ne dépendent pas l’une de l’autre :',
    {
      kind: 'list' as const,
      items: [
        'auprès de nous : si vous contestez ce que dit ce courrier, ou si le logement n’est pas adapté à vos besoins, écrivez-nous ;',
        `auprès de l’État : si aucun logement adapté ne vous est proposé dans ${daloDelay(on)} qui suivent la décision de la commission de médiation, vous pouvez saisir le tribunal administratif (article L441-2-3-1 du Code de la construction et de l’habitation). La décision de la commission de médiation vous dit comment.`,
      ],
    },
  ];
  switch (situation.kind) {
    case 'nonAttribution':
      return section(heading, [
        'Vous êtes reconnu prioritaire au titre du droit au logement opposable (DALO). Cette décision ne vous fait pas perdre ce droit.',
        ...routes,
      ]);
    case 'irrecevability':
      return section(heading, [
        'Vous êtes reconnu prioritaire au titre du droit au logement opposable (DALO). Prévenez le préfet de cette décision : c’est lui qui doit vous faire proposer un logement.',
        ...routes,
      ]);
    case 'offerLapsed':
      return section(heading, [
        'Cette proposition était faite au titre du droit au logement opposable (DALO). Si elle était adaptée à vos besoins, votre absence de réponse peut vous faire perdre ce droit. Dites-nous vite pourquoi vous n’avez pas répondu.',
        ...routes,
      ]);
    default:
      return section(heading, [
        'Cette proposition est faite au titre du droit au logement opposable (DALO).',
        'Attention : si vous refusez un logement adapté à vos besoins et à vos capacités, vous pouvez perdre le bénéfice de ce droit (article R441-16-3 du Code de la construction et de l’habitation). Si vous pensez que le logement n’est pas adapté, dites-nous pourquoi.',
        ...routes,
      ]);
  }
}

/** N-04 c and d (R441-2-8): this letter is the warning; the month starts when it is received. */
function removalBlocks(situation: LetterSituation, on: CivilDate): LetterBlock[] {
  if (situation.kind === 'removalWarning') {
    return section('Ce qui se passe sans réponse', [
      `Ce courrier est un avertissement. Si vous ne répondez pas dans ${months('removal.warningMonths', on)} après sa réception, votre demande sera supprimée du fichier des demandes (article R441-2-8 du Code de la construction et de l’habitation).`,
      'Après la suppression, vous pouvez déposer une nouvelle demande. L’ancienneté de la demande supprimée est alors perdue.',
    ]);
  }
  if (situation.kind !== 'irrecevability') return [];
  return section('Ce que cela change pour votre demande', [
    `Ce courrier est un avertissement. Votre demande sera supprimée du fichier des demandes ${months('removal.warningMonths', on)} après sa réception (article R441-2-8 du Code de la construction et de l’habitation).`,
    'Vous pouvez agir avant : si une information est fausse, ou si votre situation a changé, envoyez-nous les preuves. Nous présenterons à nouveau votre dossier à la commission.',
    'Après la suppression, vous pouvez déposer une nouvelle demande. L’ancienneté de la demande supprimée est alors perdue.',
  ]);
}

/** F-03, F-04, M-07: three offers told plainly, who loses nothing, and what only a court may do. */
function relocationBlocks(situation: LetterSituation, on: CivilDate): LetterBlock[] {
  if (situation.kind !== 'relocationOffer') return [];
  const court =
    'Ce courrier ne met pas fin à votre bail. Seul un juge peut ordonner de quitter un logement. Vous pouvez vous faire aider : l’agence départementale d’information sur le logement (ADIL) répond gratuitement.';
  if (situation.keepsRight) {
    return section('Si vous refusez', [
      'Vous pouvez refuser. D’après ce que nous savons de votre situation, un refus ne vous fait pas perdre le droit de rester dans votre logement.',
      court,
    ]);
  }
  if (situation.rightUnknown === true) {
    return section('Si vous refusez', [
      'Vous pouvez refuser. Nous n’avons pas encore vérifié si la loi permet, pour votre logement et votre situation, de perdre le droit d’y rester après plusieurs refus. Tant que nous ne vous l’avons pas écrit, vous gardez ce droit.',
      ...keptBy(situation),
      court,
    ]);
  }
  if (situation.ground === 'demolition' && situation.speciallyDesigned) {
    return section('Si vous refusez', [
      `Ce logement a été conçu pour vous. La loi ne demande alors pas trois propositions : si vous le refusez, vous pouvez perdre le droit de rester dans votre logement. Votre titre finirait ${months('relocation.titleMonths', on)} après la notification de cette proposition.`,
      court,
    ]);
  }
  return section('Si vous refusez', [
    `Vous pouvez refuser. Mais la loi prévoit ceci : après ${offersInWords(on)} qui respectent ses conditions, et que vous avez refusées, vous perdez le droit de rester dans votre logement. Votre titre finit ${titleDelay(situation, on)} après la notification de la troisième.`,
    'Une proposition compte si le logement est décent, proche, adapté à vos besoins et à vos moyens (article 13 bis de la loi du 1er septembre 1948).',
    ...keptBy(situation),
    court,
  ]);
}

type RelocationSituation = Extract<LetterSituation, { kind: 'relocationOffer' }>;

function keptBy({ ground }: RelocationSituation): string[] {
  if (ground === 'demolition') return [];
  const lower = 'Son loyer doit aussi être plus bas que le vôtre.';
  return ground === 'adaptedHomeLeft'
    ? [`${lower} Cette règle ne s’applique pas si vous avez plus de 65 ans. Dites-le-nous.`]
    : [
        `${lower} Cette règle ne vaut que dans les zones tendues, fixées par l’État. Elle ne s’applique pas si vous avez plus de 65 ans, si votre logement est ou était à votre entrée dans un quartier prioritaire, ou si vous ou une personne à votre charge êtes dans une situation protégée par l’article L442-3-1. Dites-le-nous.`,
      ];
}

function titleDelay({ ground }: RelocationSituation, on: CivilDate): string {
  const ordinary = months('relocation.titleMonths', on);
  return ground === 'adaptedHomeLeft'
    ? `${ordinary} (${months('relocation.titleMonthsAfterDeath', on)} si la personne pour qui il a été aménagé est décédée)`
    : ordinary;
}

function offersInWords(on: CivilDate): string {
  const count = obligationNumber('relocation.offers', on);
  if (count === null) throw new RangeError(`no figure relocation.offers in force on ${on}`);
  return `${words[count] ?? count} propositions`;
}

/** P-02: nobody may ask for more. */
function closedListBlocks(situation: LetterSituation): LetterBlock[] {
  if (situation.kind !== 'documentRequest' && situation.kind !== 'suspensiveAttribution') return [];
  return section('Les pièces que l’on peut vous demander', [
    'La liste des pièces est fixée par un arrêté (article R441-2-4-1 du Code de la construction et de l’habitation). Nous ne pouvons pas en demander d’autres. Une pièce déjà fournie et toujours valable n’est pas demandée deux fois.',
  ]);
}

/** C-16: a rank is preparatory. A refusal goes to the landlord, then to the administrative court. */
function appealBlocks(situation: LetterSituation, place: Place): LetterBlock[] {
  const { on, landlordName } = place;
  switch (situation.kind) {
    case 'rank':
      return section('Si vous n’êtes pas d’accord', [
        'Un rang prépare l’attribution : ce n’est pas encore la décision finale. Il ne peut donc pas être contesté devant le tribunal (Conseil d’État, 27 novembre 2025, n° 496595).',
        'Vous pouvez demander qu’une personne reprenne votre dossier et vous explique ce rang : écrivez-nous.',
      ]);
    case 'nonAttribution':
    case 'irrecevability':
      return section('Si vous n’êtes pas d’accord', [
        `Vous avez ${months('appeal.months', on)} pour agir, à partir du jour où vous recevez ce courrier. Vous avez le choix :`,
        {
          kind: 'list',
          items: [
            `demander à ${landlordName} de revoir sa décision : c’est un recours gracieux. Écrivez-nous en expliquant pourquoi. Sans réponse au bout de ${months('appeal.silenceMonths', on)}, votre recours est refusé, et vous avez de nouveau ${months('appeal.months', on)} pour aller devant le tribunal ;`,
            'aller devant le tribunal administratif du lieu du logement, par courrier ou sur www.telerecours.fr. C’est gratuit, et vous n’avez pas besoin d’avocat pour demander l’annulation de la décision.',
          ],
        },
      ]);
    case 'caseAnswered':
      if (situation.upheld || situation.caseKind !== 'appeal') return [];
      return section('Si vous n’êtes pas d’accord', [
        `Vous pouvez aller devant le tribunal administratif, par courrier ou sur www.telerecours.fr. Vous avez ${months('appeal.months', on)}, à partir du jour où vous recevez ce courrier.`,
      ]);
    case 'offerLapsed':
    case 'occupancyOpinion':
    case 'relocationOffer':
    case 'attribution':
    case 'suspensiveAttribution':
      return section('Si vous n’êtes pas d’accord', [
        'Vous pouvez demander qu’une personne reprenne votre dossier : écrivez-nous.',
      ]);
    default:
      return [];
  }
}

function correctionBlocks(situation: LetterSituation, { reviewDays }: Place): LetterBlock[] {
  if (situation.kind === 'caseReceived') return [];
  return section('Si une information est fausse ou a changé', [
    `Écrivez-nous, ou modifiez votre demande sur www.demande-logement-social.gouv.fr. Joignez une preuve si vous en avez une. Nous vous répondons dans les ${frenchCount(reviewDays, 'jour')}.`,
  ]);
}

/** CRPA L311-3-1 and R311-3-1-1: the purpose, the right to the rules and to how they were applied, and how to use it. */
function algorithmBlocks(situation: LetterSituation, { on, landlordName }: Place): LetterBlock[] {
  switch (situation.kind) {
    case 'attribution':
    case 'rank':
    case 'suspensiveAttribution':
    case 'nonAttribution':
    case 'irrecevability':
    case 'offer':
      return section('Un calcul a aidé à préparer la séance', [
        `${landlordName} utilise un calcul (un traitement algorithmique). Il sert à comparer les demandes pour un logement, selon une grille de points publique et des objectifs publiés. Le calcul propose un ordre. La commission a étudié les dossiers et a décidé elle-même.`,
        `Vous avez le droit de connaître les règles de ce calcul et la façon dont elles ont été appliquées à votre demande (articles L311-3-1 et R311-3-1-1 du Code des relations entre le public et l’administration). Pour cela, écrivez-nous. Si vous n’avez pas de réponse après ${months('access.silenceMonths', on)}, vous pouvez saisir la Commission d’accès aux documents administratifs (CADA, www.cada.fr).`,
      ]);
    default:
      return [];
  }
}

/** GDPR art. 13 and 14: told with the first letter as with the others, since data came from the register too. */
function dataBlocks({ landlordName }: Place): LetterBlock[] {
  return section('Vos données', [
    `${landlordName} garde vos données pour instruire votre demande et attribuer les logements (mission d’intérêt public). Elles viennent de vous et du fichier des demandes (SNE). Elles sont effacées un an au plus après la radiation de votre demande ; nos courriers sont gardés plus longtemps, le temps des recours. Vous pouvez les voir, en recevoir une copie, les faire corriger ou vous opposer : écrivez à notre délégué à la protection des données. Vous pouvez aussi saisir la CNIL (www.cnil.fr).`,
  ]);
}

function section(title: string, parts: readonly (string | LetterBlock)[]): LetterBlock[] {
  const blocks = parts.map(
    (part): LetterBlock => (typeof part === 'string' ? { kind: 'paragraph', text: part } : part),
  );
  return [{ kind: 'heading', text: title }, ...blocks];
}

const words = ['zéro', 'un', 'deux', 'trois', 'quatre', 'cinq', 'six'] as const;

/** "deux mois". Throws where no figure of law is loaded for that day: such a letter must not leave. */
function months(id: ObligationId, on: CivilDate): string {
  const count = obligationNumber(id, on);
  if (count === null) throw new RangeError(`no figure ${id} in force on ${on}`);
  return `${words[count] ?? count} mois`;
}

function daloDelay(on: CivilDate): string {
  return `les ${months('dalo.offerMonths', on)} (${months('dalo.offerMonthsLargeAreas', on)} dans certains départements)`;
}
