/** DALO: proposals, refusals, households housed, time from the recognition to the lease, within the delay (P-06). */
import { refusalReasonNames } from '../../committee/letting/words.ts';
import { refusalReasons } from '../../domain/offer.ts';
import { departementOfInsee } from '../../domain/territory.ts';
import { daysBetween } from '../../kernel/civil-date.ts';
import { daloDelays } from '../../law/priority.ts';
import { defectsOf } from '../defects.ts';
import type { LeaseRecord, OfferRecord, ReportingFacts } from '../facts.ts';
import type { Definition, Figure, Indicator, IndicatorTable, Period } from '../indicator.ts';
import { countFigure, daysFigure, leaseFigure } from './count.ts';
import { planOf } from './in-flow.ts';
import { departementsOf, type PlaceTest, wholeOf } from './places.ts';
import { labelStanding } from './quarters.ts';
import { attributionsIn, isWithin, periodOf, type Question, swapsNotCounted } from './question.ts';

export const daloDefinition: Definition = {
  name: 'dalo',
  title: 'Ménages reconnus au titre du droit au logement opposable (DALO)',
  rules: ['P-05', 'P-06', 'P-07'],
  articles: ['CCH L441-2-3', 'CCH R441-16-1', 'CCH R441-16-3'],
  measures: [
    {
      key: 'housed',
      label: 'Ménages DALO logés',
      unit: 'bail',
      numerator: 'Baux à des ménages reconnus DALO au jour de la signature',
      denominator: 'Baux signés',
    },
    {
      key: 'withinDelay',
      label: 'Logés dans le délai',
      unit: 'bail',
      numerator: 'Baux signés dans les trois ou six mois de la décision de la commission de médiation',
      denominator: 'Baux à des ménages reconnus DALO',
    },
    {
      key: 'recognitionToLease',
      label: 'De la décision au bail',
      unit: 'bail',
      numerator: 'Jours entre la décision de la commission de médiation et la signature',
      denominator: 'Baux à des ménages reconnus DALO',
    },
    {
      key: 'proposals',
      label: 'Propositions acceptées',
      unit: 'proposition',
      numerator: 'Propositions acceptées par des ménages reconnus DALO',
      denominator: 'Propositions envoyées à des ménages reconnus DALO',
    },
    {
      key: 'refusals',
      label: 'Propositions refusées',
      unit: 'proposition',
      numerator: 'Propositions refusées par des ménages reconnus DALO, silences compris',
      denominator: 'Propositions envoyées à des ménages reconnus DALO',
    },
  ],
  leftOut: ['Décisions d’hébergement : elles n’ouvrent pas droit à un logement'],
  reading:
    'Le délai légal court jusqu’à une offre adaptée ; le bail signé, plus tardif, est compté ici : le chiffre ne peut pas flatter. Où la liste des départements à six mois n’est pas chargée, trois mois sont retenus.',
};

export function dalo(facts: ReportingFacts, question: Question): Indicator {
  const period = periodOf(question);
  const offers = daloOffers(facts, period);
  return {
    definition: daloDefinition,
    period: question.period,
    asOf: question.asOf,
    figures: [wholeOf(facts), ...departementsOf(facts)].flatMap((place) =>
      placeFigures(facts, period, offers.sent, place),
    ),
    notCounted: [
      ...(offers.unknown === 0
        ? []
        : [
            {
              because:
                'propositions à des ménages dont le dossier n’est plus détenu : DALO ou non, on ne sait pas',
              count: offers.unknown,
              leaseIds: [],
            },
          ]),
      ...swapsNotCounted(facts, period),
    ],
    tables: [refusalTable(offers.sent)],
    defects: defectsOf(attributionsIn(facts, period), ['label']),
  };
}

function placeFigures(
  facts: ReportingFacts,
  period: Period,
  offers: readonly OfferRecord[],
  { place, holds }: PlaceTest,
): Figure[] {
  const all = attributionsIn(facts, period).filter(({ insee }) => holds(insee));
  const housed = all.filter((lease) => lease.dalo);
  const sent = offers.filter(({ insee }) => holds(insee));
  const answered = (answer: 'accepted' | 'refused') => sent.filter((offer) => offer.answer === answer).length;
  return [
    leaseFigure({ measure: 'housed', place, period }, all, (lease) =>
      lease.dalo ? labelStanding({ ...lease, priority: false }) : 'out',
    ),
    leaseFigure({ measure: 'withinDelay', place, period }, housed, (lease) => {
      const dueOn = dueDay(facts, period, lease);
      if (dueOn === null) return 'unknown';
      return lease.signedOn <= dueOn ? 'proved' : 'out';
    }),
    daysFigure({ measure: 'recognitionToLease', place, period }, housed, waitOf),
    countFigure({ measure: 'proposals', place, period }, answered('accepted'), sent.length),
    countFigure({ measure: 'refusals', place, period }, answered('refused'), sent.length),
  ];
}

function waitOf({ facts, signedOn }: LeaseRecord): number | null {
  const recognisedOn = facts?.daloRecognisedOn ?? null;
  return recognisedOn === null ? null : daysBetween(recognisedOn, signedOn);
}

function dueDay(facts: ReportingFacts, period: Period, lease: LeaseRecord) {
  const recognisedOn = lease.facts?.daloRecognisedOn ?? null;
  if (recognisedOn === null) return null;
  const departement = departementOfInsee(lease.insee);
  return daloDelays(
    { appealedOn: recognisedOn, decidedOn: recognisedOn },
    {
      overseas: departement.startsWith('97') || departement.startsWith('98'),
      largeArea: planOf(facts, period)?.largeAreaDepartements?.includes(departement) ?? false,
    },
  ).offerDueOn;
}

/** Offers to households whose file is held: counting those known by their lease alone would leave refusals out. */
function daloOffers({ offers }: ReportingFacts, period: Period): { sent: OfferRecord[]; unknown: number } {
  const asked = offers.filter(({ sentOn }) => isWithin(sentOn, period));
  return {
    sent: asked.filter((offer) => offer.dalo === true),
    unknown: asked.filter((offer) => offer.dalo === null).length,
  };
}

function refusalTable(offers: readonly OfferRecord[]): IndicatorTable {
  const refused = offers.filter(({ answer }) => answer === 'refused');
  const rows = refusalReasons.map((reason) => [
    refusalReasonNames[reason],
    refused.filter(({ refusalReason }) => refusalReason === reason).length,
  ]);
  const unsaid = refused.filter(({ refusalReason }) => refusalReason === null).length;
  return {
    key: 'refusals',
    title: 'Refus de ménages DALO, par motif',
    columns: [
      { title: 'Motif', kind: 'text' },
      { title: 'Refus', kind: 'count' },
    ],
    rows: [...rows, ['Motif non renseigné', unsaid]].filter(([, count]) => count !== 0),
  };
}
