/** The household of an SNE message: who will live there, and what they receive. Nationality is not read (D-03). */
import type { Household, Person } from '../../domain/household.ts';
import { type CivilDate, yearOf } from '../../kernel/civil-date.ts';
import { birthBounds, maxEuros } from '../bounds.ts';
import type { Cells } from '../cells.ts';
import { isWhole } from '../tables/homes.ts';
import { coHolderRoles, housingBenefits, knownResources } from './codes.ts';
import { codeOf, elementAt, elementsAt, type XmlElement } from './xml.ts';

/** What the mapping tells of a file as a whole, once. */
export type SneRemarks = { unknownResources: Set<string> };

/**
 * The household of "personnePhysique". Children of an alternating custody live there; children with a right of visit
 * are counted apart; unborn children are not persons yet.
 */
export function readSneHousehold(
  cells: Cells,
  physical: XmlElement | undefined,
  today: CivilDate,
  remarks: SneRemarks,
): Household | undefined {
  const applicant = elementAt(physical, 'demandeur');
  const coHolders = elementsAt(physical, 'listeCotitulaire', 'cotitulaire');
  const inCustody = elementsAt(physical, 'listePersonneEnGarde', 'personneEnGarde');
  const custodyOf = (child: XmlElement) => codeOf(elementAt(child, 'coParentalite'));
  const dependants = [
    ...elementsAt(physical, 'listePersonneACharge', 'personneACharge'),
    ...inCustody.filter((child) => custodyOf(child) !== 'D'),
  ];
  const persons = [
    readPerson(cells, applicant, 'holder', today),
    ...coHolders.map((person) => readPerson(cells, person, coHolderRole(cells, person), today)),
    ...dependants.map((person) => readPerson(cells, person, 'dependant', today)),
  ];
  if (persons.length > 30) {
    cells.note('personnePhysique', String(persons.length), 'plus de 30 personnes', '30 personnes au plus');
  }
  const adults = [applicant, ...coHolders].flatMap((adult) => adult ?? []);
  const year = yearOf(today);
  const income = {
    n2Cents: taxIncomeOf(cells, adults, year - 2),
    n1Cents: taxIncomeOf(cells, adults, year - 1),
    last12MonthsCents: null,
  };
  const monthlyResourcesCents = resourcesOf(cells, adults, remarks);
  if (!isWhole(income) || monthlyResourcesCents === undefined) return undefined;
  return {
    persons: persons.flatMap((person) => person ?? []),
    visitingChildren: inCustody.filter((child) => custodyOf(child) === 'D').length,
    monthlyResourcesCents,
    resourcesEvidence: 'declared',
    taxIncome: income,
  };
}

function readPerson(
  cells: Cells,
  person: XmlElement | undefined,
  role: Person['role'],
  today: CivilDate,
): Person | undefined {
  const born = elementAt(person, 'dateNaissance');
  if (!born) {
    return cells.note(
      `${person?.path ?? 'demandeur'}/dateNaissance`,
      '',
      'valeur manquante',
      'date AAAA-MM-JJ',
    );
  }
  const bornOn = cells.dateOf(born.path, born.text.slice(0, 10), birthBounds(today));
  return bornOn && { bornOn, role, disabled: null };
}

function coHolderRole(cells: Cells, person: XmlElement): Person['role'] {
  const link = codeOf(elementAt(person, 'lienDemandeur'));
  const role = coHolderRoles[link];
  if (role === undefined) {
    cells.note(`${person.path}/lienDemandeur`, link, 'lien inconnu', 'M, P, C ou L');
  }
  return role ?? 'other';
}

/**
 * U-02: everything received in a month by those who will live there, without housing benefit. Alimony paid is not
 * taken off: the heading of the form asks for resources, and adds them. Null where no list is given.
 */
function resourcesOf(
  cells: Cells,
  adults: readonly XmlElement[],
  remarks: SneRemarks,
): number | null | undefined {
  const details = adults
    .flatMap((adult) => [
      elementAt(adult, 'listeRessourceRecue'),
      elementAt(adult, 'listeRessourceRecuePersACharge'),
    ])
    .flatMap((list) => elementsAt(list, '', 'detailRessource'));
  if (details.length === 0) return null;
  let total = 0;
  for (const detail of details) {
    const code = codeOf(elementAt(detail, 'ressource'));
    if (housingBenefits.has(code)) continue;
    if (!knownResources.has(code)) remarks.unknownResources.add(code);
    const amount = elementAt(detail, 'montant');
    const cents = cells.centsOf(`${detail.path}/montant`, amount?.text ?? '', maxEuros.monthlyResources);
    if (cents === undefined) return undefined;
    if (cents === null) return null;
    total += cents;
  }
  return total;
}

/**
 * The tax income (RFR) of a year for the whole household, found by the year written beside the amount. Adults without
 * any "revenuFiscal" are taken to stand on another's notice; one who has it without that year makes it unknown.
 */
function taxIncomeOf(cells: Cells, adults: readonly XmlElement[], year: number): number | null | undefined {
  const incomes = adults.flatMap((adult) => elementAt(adult, 'revenuFiscal') ?? []);
  if (incomes.length === 0) return null;
  let total = 0;
  for (const income of incomes) {
    const which = ['Moins1', 'Moins2'].find(
      (suffix) => elementAt(income, `annee${suffix}`)?.text === String(year),
    );
    const amount = which === undefined ? undefined : elementAt(income, `montant${which}`);
    if (!amount || amount.text === '') return null;
    const cents = cells.centsOf(amount.path, amount.text, maxEuros.yearlyIncome);
    if (cents === undefined) return undefined;
    total += cents ?? 0;
  }
  return total;
}
