/** The published order of priority among transfers: the same words for officers, tenants and anyone. */
import type { JSX } from 'preact';
import type { PortalPolicy } from '../../../portal/policy.ts';
import { groundNames, groundsForHousehold } from '../../../portal/transfers/words.ts';
import { articleOfGround } from './transfer-words.ts';

type Published = Pick<
  PortalPolicy,
  'transferOrder' | 'scarceTypologies' | 'transferAnswerDays' | 'isDefault'
>;

/** `here`: the place of the household that reads; null for everybody. */
export function TransferOrder(props: {
  policy: Published;
  here: number | null;
  /** For a household: the words in which it asks. */
  plain?: boolean;
}): JSX.Element {
  const { policy, here } = props;
  const names = props.plain ? groundsForHousehold : groundNames;
  return (
    <>
      {policy.isDefault && (
        <p class="small quiet">
          Ordre par défaut : le bailleur ne l’a pas encore validé. Aucun texte national n’en fixe un.
        </p>
      )}
      <ol>
        {policy.transferOrder.map((grounds, index) => (
          <li key={grounds.join(' ')}>
            {grounds.map((ground, place) => (
              <span key={ground}>
                {place === 0 ? '' : ' ; '}
                {names[ground]}
                {props.plain ? null : <span class="quiet small"> ({articleOfGround(ground)})</span>}
              </span>
            ))}
            {here === index + 1 && <strong> : votre demande est ici</strong>}
          </li>
        ))}
      </ol>
      <p>
        Au même rang : d’abord les départs qui libèrent un logement rare
        {policy.scarceTypologies.length === 0
          ? ' (aucune taille aujourd’hui)'
          : ` (${policy.scarceTypologies.join(', ')})`}
        , puis la date de la demande. Chaque demande reçoit une réponse au moins tous les{' '}
        {policy.transferAnswerDays} jours.
      </p>
      {props.plain ? <Articles {...policy} /> : null}
      <p>
        Ni une dette, ni le comportement, ni l’ancienneté chez le bailleur ne comptent. Une dette n’ouvre ni
        ne ferme rien par elle-même.
      </p>
    </>
  );
}

/** The sources of the order, folded: a household reads the reasons first. */
function Articles({ transferOrder }: Pick<Published, 'transferOrder'>): JSX.Element {
  return (
    <details>
      <summary>Les textes de loi (Code de la construction et de l’habitation, CCH)</summary>
      <ul>
        {transferOrder.flat().map((ground) => (
          <li key={ground}>
            {groundsForHousehold[ground]} : {articleOfGround(ground)}.
          </li>
        ))}
      </ul>
    </details>
  );
}
