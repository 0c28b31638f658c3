/** Relocations in French, for officers: what each check says, which text governs, what the tenant keeps. */
import { frenchEuros } from '../../kernel/french.ts';
import type { Outcome, Reason } from '../../law/rule.ts';
import { missingInWords } from '../../wording/gaps-in-words.ts';
import { reasonInWords } from '../../wording/reason-sentence.ts';
import type { LegalGround, NotificationProof, OfferCheckCode, OfferFacts } from './relocation-offer.ts';
import type { RelocationDetails, RelocationStanding } from './relocation-standing.ts';

export const checkNames: Readonly<Record<OfferCheckCode, string>> = {
  perimeter: 'Périmètre',
  decent: 'Décence énergétique',
  needs: 'Besoins',
  means: 'Ressources',
  rent: 'Loyer strictement plus bas',
  proof: 'Notification prouvée',
};

const claimSentences: Readonly<Record<string, string>> = {
  'suitsNeeds yes': 'Adapté aux besoins personnels, familiaux et professionnels.',
  'suitsNeeds no': 'Ne convient pas aux besoins.',
  'suitsNeeds unknown': 'Les besoins n’ont pas été vérifiés.',
  'suitsMeans yes': 'Adapté aux ressources.',
  'suitsMeans no': 'Trop cher pour les ressources.',
  'suitsMeans unknown': 'Les ressources n’ont pas été vérifiées.',
  'proof yes': 'Le locataire a été notifié, avec une preuve.',
  'proof unknown': 'Aucune preuve de notification : l’offre ne compte pas encore.',
};

/** One sentence: why the check holds, does not, or waits for a datum. */
export function checkInWords({ because, verdict }: Outcome): string {
  const [reason] = because;
  if (reason === undefined) return '';
  const [first] = reason.facts;
  if (reason.code.startsWith('rent-')) return rentInWords(reason);
  return claimSentences[`${first?.field} ${verdict}`] ?? reasonInWords(reason);
}

function rentInWords({ facts, code }: Reason): string {
  const amount = (field: string) => {
    const value = facts.find((fact) => fact.field === field)?.value;
    return typeof value === 'number' ? frenchEuros(value) : 'inconnu';
  };
  const both = `${amount('rentCents')} proposé, ${amount('presentRentCents')} aujourd’hui`;
  if (code === 'rent-unknown') return `Le loyer actuel est inconnu (${both}).`;
  return code === 'rent-lower' ? `Plus bas : ${both}.` : `Pas plus bas : ${both}. L’offre ne compte pas.`;
}

export const verdictWords = { yes: 'oui', no: 'non', unknown: 'à vérifier' } as const;

export const placeNames: Readonly<Record<NonNullable<OfferFacts['place']>, string>> = {
  sameDistrict: 'Même arrondissement ou canton',
  adjoiningDistrict: 'Arrondissement ou canton limitrophe',
  sameCommune: 'Même commune',
  adjoiningCommune: 'Commune limitrophe',
  elsewhere: 'Ailleurs',
};

export const divisionNames: Readonly<Record<OfferFacts['division'], string>> = {
  none: 'Commune sans arrondissement ni canton',
  cantons: 'Commune divisée en cantons',
  arrondissements: 'Commune à arrondissements',
};

export const proofNames: Readonly<Record<NotificationProof, string>> = {
  registeredLetter: 'lettre recommandée avec avis de réception',
  handDelivered: 'remise en main propre contre signature',
  bailiff: 'acte de commissaire de justice',
};

export const operationNames: Readonly<Record<NonNullable<RelocationDetails['operation']>, string>> = {
  urbanRenewal: 'Renouvellement urbain (compte pour le quota hors QPV)',
  orcod: 'Copropriété dégradée, ORCOD (compte pour le quota hors QPV)',
  unfitHousing: 'Logement indigne',
  sale: 'Vente',
  demolition: 'Démolition hors renouvellement urbain',
};

/** Which text governs, and what it does of ceilings, of the rent, of the committee. */
export function regimeInWords({ regime, perimeter }: RelocationStanding): { title: string; lines: string[] } {
  switch (regime.kind) {
    case 'voluntary':
      return {
        title: 'Départ volontaire d’un périmètre de vente',
        lines: [
          'Une vente n’oblige ni à acheter ni à partir. Aucune offre ne compte, aucun droit ne peut être perdu.',
          'La CALEOL décide de ce changement de logement comme de toute attribution.',
        ],
      };
    case 'notAuthorised':
      return {
        title: 'Opération pas encore autorisée',
        lines: [
          `${perimeter?.name ?? 'L’opération'} n’a pas d’autorisation enregistrée. Tant qu’elle manque, aucune offre ne compte.`,
        ],
      };
    case 'noPerimeter':
      return {
        title: 'Aucun périmètre connu',
        lines: ['Le logement n’est dans aucun périmètre enregistré. Aucune offre ne compte.'],
      };
    case 'law':
      return legalRegimes[regime.ground];
  }
}

const legalRegimes: Readonly<Record<LegalGround, { title: string; lines: string[] }>> = {
  underOccupied: {
    title: 'Sous-occupation (CCH L442-3-1)',
    lines: [
      'Les plafonds de ressources ne s’appliquent pas au logement proposé. Son loyer principal est strictement plus bas.',
      'La CALEOL décide de l’attribution.',
    ],
  },
  adaptedHomeLeft: {
    title: 'Logement adapté quitté (CCH L442-3-2)',
    lines: [
      'Les plafonds de ressources ne s’appliquent pas au logement proposé. Son loyer principal est strictement plus bas. La règle vaut dans toutes les zones.',
      'La CALEOL décide de l’attribution.',
    ],
  },
  demolition: {
    title: 'Relogement imposé (CCH L442-6, L353-15)',
    lines: [
      'Aucun loyer plus bas n’est exigé. Aucun texte lu ne lève les plafonds de ressources : vérifiez-les.',
      'La CALEOL est informée du relogement, elle n’en décide pas (CCH L441-2 V). Le logement quitté ne se reloue pas avant les travaux.',
    ],
  },
};

/** What a right hangs on, once; a datum of health stays "une donnée protégée". */
export function missingOfRight(missing: readonly string[]): string {
  const words = missing.map((path) =>
    path === 'dependantDied'
      ? 'si la personne pour qui le logement a été adapté est décédée (6 ou 18 mois)'
      : path === 'proof'
        ? 'la preuve de notification'
        : path === 'presentRentCents'
          ? 'le loyer actuel'
          : missingInWords(path),
  );
  return [...new Set(words)].join(', ');
}
