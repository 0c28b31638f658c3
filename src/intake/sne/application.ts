/** From one "demande" of an SNE message to an application, as far as the message knows it. */
import { type Application, type GridFact, numberPattern } from '../../domain/application.ts';
import type { Accessibility, Typology } from '../../domain/home.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { maxEuros, pastBounds } from '../bounds.ts';
import type { Cells } from '../cells.ts';
import type { RowContext } from '../csv/table.ts';
import { isWhole } from '../tables/homes.ts';
import { employments, healthMotives, stepFreeNeeds, wheelchairNeeds, wishedTypologies } from './codes.ts';
import { readSneHousehold, type SneRemarks } from './household.ts';
import { codeOf, descendants, elementAt, elementsAt, type XmlElement } from './xml.ts';

/** The date of the message, and whether it is a renewal. */
export type SneMessageHead = { date: CivilDate; renewal: boolean };

/**
 * The application of a "demandeLogement". What the landlord alone knows (labels, verified facts, refusals, arrears)
 * is left empty: `completeApplication` takes it from the store.
 */
export function readSneApplication(
  cells: Cells,
  request: XmlElement,
  head: SneMessageHead,
  context: RowContext,
  remarks: SneRemarks,
): Application | undefined {
  const physical = elementAt(request, 'personnePhysique');
  const applicant = elementAt(physical, 'demandeur');
  if (!applicant) {
    return cells.note(
      'personnePhysique/demandeur',
      '',
      'élément manquant',
      'une demande de personne physique',
    );
  }
  const filedOn = readFiling(cells, request, context.today);
  const application = {
    number: readSneNumber(cells, request),
    name: nameOf(applicant),
    filedOn,
    renewedOn: filedOn && readRenewal(cells, request, filedOn, head, context.today),
    status: 'live' as const,
    household: readSneHousehold(cells, physical, context.today, remarks),
    wishes: readWishes(cells, request, context.communes),
    current: readCurrent(cells, physical, context.communes),
    labels: [],
    gridFacts: motiveFacts(request, head.date),
    relocation: null,
    employment: employmentOf(physical),
    refusals: [],
    arrears: null,
  };
  return isWhole(application) ? application : undefined;
}

/** N-01: 18 characters; nothing is derived from them. */
export function readSneNumber(cells: Cells, request: XmlElement): string | undefined {
  const number = elementAt(request, 'numUnique')?.text ?? '';
  if (numberPattern.test(number)) return number;
  return cells.note(
    'numUnique',
    number,
    number === '' ? 'valeur manquante' : 'numéro unique mal écrit',
    '18 chiffres ou majuscules',
  );
}

function readFiling(cells: Cells, request: XmlElement, today: CivilDate): CivilDate | undefined {
  const filed = elementAt(request, 'dateCreationDemande')?.text ?? '';
  if (filed === '') {
    return cells.note('dateCreationDemande', '', 'valeur manquante', 'date AAAA-MM-JJ');
  }
  return cells.dateOf('dateCreationDemande', filed.slice(0, 10), pastBounds(today));
}

/** The renewal written in the message, else the day of a renewal message, else the filing. */
function readRenewal(
  cells: Cells,
  request: XmlElement,
  filedOn: CivilDate,
  head: SneMessageHead,
  today: CivilDate,
): CivilDate | undefined {
  const written = elementAt(request, 'dateRenouvellementDemande') ?? elementAt(request, 'dateRenouvellement');
  if (!written || written.text === '') return head.renewal && head.date > filedOn ? head.date : filedOn;
  return cells.dateOf(written.path, written.text.slice(0, 10), { from: filedOn, to: pastBounds(today).to });
}

function nameOf(applicant: XmlElement): string | null {
  const parts = ['prenom', 'nom'].flatMap((name) => elementAt(applicant, name)?.text || []);
  return parts.length > 0 ? parts.join(' ') : null;
}

function readWishes(
  cells: Cells,
  request: XmlElement,
  known: ReadonlySet<string>,
): Application['wishes'] | undefined {
  const wanted = elementAt(request, 'logementRecherche');
  const types = elementsAt(wanted, 'listeTypeLogement', 'typeLogement');
  const typologies = types.flatMap((type): Typology[] => {
    const typology = wishedTypologies[codeOf(type)];
    if (typology) return [typology];
    cells.note(type.path, codeOf(type), 'type de logement inconnu', 'C, T1 à T5 ou T6P');
    return [];
  });
  const places = elementsAt(wanted, 'listeLocalisationSouhaite', 'localisationSouhaite');
  const communes = places.flatMap((place) => {
    const code = codeOf(elementAt(place, 'commune'));
    if (known.has(code)) return [code];
    cells.note(`${place.path}/commune`, code, 'code INSEE inconnu', 'code d’une commune actuelle');
    return [];
  });
  if (types.length === 0) {
    cells.note('logementRecherche/listeTypeLogement', '', 'aucun type de logement', 'au moins un');
  }
  if (places.length === 0) {
    cells.note('logementRecherche/listeLocalisationSouhaite', '', 'aucune commune', 'au moins une');
  }
  return {
    communes: [...new Set(communes)],
    typologies: [...new Set(typologies)],
    accessibility: accessibilityOf(request),
  };
}

/** D-03: of the handicap supplement only what a home must offer is kept, never the handicap. */
function accessibilityOf(request: XmlElement): Accessibility {
  const codes = (name: string) => descendants(request, name).map(codeOf);
  const fittings = codes('equipementHandicap');
  const needsWheelchair =
    codes('aideTechniqueHandicap').some((code) => wheelchairNeeds.aids.has(code)) ||
    fittings.some((code) => wheelchairNeeds.fittings.has(code));
  if (needsWheelchair) return 'wheelchair';
  const needsStepFree =
    codes('capaciteMarcheHandicap').some((code) => stepFreeNeeds.climbing.has(code)) ||
    fittings.some((code) => stepFreeNeeds.fittings.has(code));
  return needsStepFree ? 'stepFree' : 'none';
}

function readCurrent(
  cells: Cells,
  physical: XmlElement | undefined,
  known: ReadonlySet<string>,
): Application['current'] | undefined {
  const home = elementAt(physical, 'logementActuel');
  const kind = codeOf(elementsAt(home, 'listeModeleLogement', 'modeleLogement')[0]) || null;
  const text = (name: string) => elementAt(home, name)?.text ?? '';
  const insee = codeOf(elementAt(physical, 'demandeur/adressePostale/commune'));
  const type = wishedTypologies[codeOf(elementAt(home, 'typeLogementActuel'))];
  const current = {
    kind,
    // Only "HLM" is a tenancy of social housing; its owner is written by hand, or not at all.
    landlord: kind === 'HLM' ? text('proprietaire') || 'bailleur social non précisé' : null,
    tenancyId: null,
    insee: known.has(insee) ? insee : null,
    qpvCode: null,
    habitableRooms: type ? Number(type.slice(1)) : null,
    surfaceM2: cells.measureOf('logementActuel/surface', text('surface'), 1000),
    residents: cells.integerOf('logementActuel/nombreHabitant', text('nombreHabitant'), 1, 30),
    rentCents: cells.centsOf(
      'logementActuel/montantMensuelLoyer',
      text('montantMensuelLoyer'),
      maxEuros.rent,
    ),
  };
  return isWhole(current) ? current : undefined;
}

/** The motives that a voted grid may read, as declared facts "motif-09"; health motives are never kept. */
function motiveFacts(request: XmlElement, asOf: CivilDate): GridFact[] {
  const codes = descendants(request, 'motifDemande').map(codeOf);
  return [...new Set(codes)]
    .filter((code) => /^\d{2}$/.test(code) && !healthMotives.has(code))
    .sort()
    .map((code) => ({ criterion: `motif-${code}`, value: true, asOf, evidence: 'declared' as const }));
}

/** employee where one of the future holders is, else job-seeker, else other; null where nobody says. */
function employmentOf(physical: XmlElement | undefined): Application['employment'] {
  const adults = [
    elementAt(physical, 'demandeur'),
    ...elementsAt(physical, 'listeCotitulaire', 'cotitulaire'),
  ];
  const found = adults.flatMap(
    (adult) => employments[codeOf(elementAt(adult, 'situationProfessionnelle/typeContratTravail'))] ?? [],
  );
  return (['employee', 'jobSeeker', 'other'] as const).find((kind) => found.includes(kind)) ?? null;
}

/**
 * Completes an application read from a partial file with what the store holds: labels, facts, refusals and arrears of
 * the landlord, its tenancy, and the later of the two renewals.
 */
export function completeApplication(read: Application, stored: Application | undefined): Application {
  if (!stored) return read;
  const ownFacts = stored.gridFacts.filter((fact) => !fact.criterion.startsWith('motif-'));
  return {
    ...read,
    renewedOn: laterOf(stored.renewedOn, read.renewedOn),
    household: { ...read.household, persons: withKnownDisability(read, stored) },
    labels: stored.labels,
    gridFacts: [...ownFacts, ...read.gridFacts],
    relocation: stored.relocation,
    refusals: stored.refusals,
    arrears: stored.arrears,
    current: { ...read.current, tenancyId: stored.current.tenancyId, qpvCode: stored.current.qpvCode },
  };
}

function laterOf(one: CivilDate, other: CivilDate): CivilDate {
  if (one < other) return other;
  return one;
}

function withKnownDisability(read: Application, stored: Application): Application['household']['persons'] {
  return read.household.persons.map((person) => {
    const same = stored.household.persons.find(
      (other) => other.bornOn === person.bornOn && other.role === person.role,
    );
    return { ...person, disabled: same?.disabled ?? person.disabled };
  });
}
