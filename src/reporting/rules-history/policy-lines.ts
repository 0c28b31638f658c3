/** The policy of the calculation in words, and which of its settings nobody of the landlord has changed. */
import { frenchCount, frenchEuros, frenchPercent } from '../../kernel/french.ts';
import { defaultPolicy, type Policy } from '../../matching/policy.ts';

/** Fields of the policy that weigh on a list, each with its words. */
export const policyWords: readonly { name: string; of: (policy: Policy) => string }[] = [
  { name: 'Ménages sur une liste', of: ({ shortlistLength }) => `${shortlistLength} au plus` },
  {
    name: 'Listes où un même ménage peut figurer',
    of: (policy) => `${policy.maxShortlistsPerApplicant} au plus`,
  },
  { name: 'Points des quotas du Code', of: (policy) => capInWords(policy, 'statutory') },
  { name: 'Points des engagements conventionnels', of: (policy) => capInWords(policy, 'convention') },
  { name: 'Points des objectifs propres', of: (policy) => capInWords(policy, 'own') },
  {
    name: 'Chance d’acceptation retenue',
    of: (policy) => `${frenchPercent(policy.acceptancePermille / 1000)} (${policy.acceptanceSource})`,
  },
  {
    name: 'Chances d’acceptation apprises et validées',
    of: ({ acceptanceLearned }) => frenchCount(acceptanceLearned.length, 'chiffre'),
  },
  {
    name: 'Taux d’effort signalé (ne change aucun rang)',
    of: (policy) => `au-delà de ${frenchPercent(policy.effortRateFlagPermille / 1000)}`,
  },
  {
    name: 'Reste à vivre signalé (ne change aucun rang)',
    of: (policy) => `sous ${frenchEuros(policy.residualFlagCents)} par unité et par jour`,
  },
  {
    name: 'Premier quartile',
    of: ({ q1Comparison }) => (q1Comparison === 'lt' ? 'sous le seuil' : 'au seuil ou dessous'),
  },
  {
    name: 'Logement dont rien ne dit à qui il va',
    of: ({ defaultPool }) =>
      defaultPool === 'general'
        ? 'proposé à tous'
        : 'proposé aux mutations quand leur objectif est en retard',
  },
  {
    name: 'Typologies cherchées selon la taille du ménage',
    of: ({ sizeScale }) =>
      sizeScale.map((typologies, index) => `${index + 1} : ${typologies.join(', ')}`).join(' ; '),
  },
];

function capInWords({ bonusCapsPoints }: Policy, kind: 'statutory' | 'convention' | 'own'): string {
  return bonusCapsPoints === null
    ? 'déduits de la grille, sous le plus petit critère de priorité'
    : `${frenchCount(bonusCapsPoints[kind], 'point')} au plus`;
}

/** Each setting with its value, and whether it is the tool's own default: where the law is silent, somebody must choose. */
export function policyLines(policy: Policy): { name: string; value: string; isDefault: boolean }[] {
  return policyWords.map(({ name, of }) => {
    const value = of(policy);
    return { name, value, isDefault: value === of(defaultPolicy) };
  });
}
