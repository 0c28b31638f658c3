/** Parts of what a household reads of where it stands: priority, wait, abnormal delay, refusals. */
import type { JSX } from 'preact';
import type { Label } from '../../../domain/application.ts';
import { frenchCount, frenchLongDate } from '../../../kernel/french.ts';
import type { Standing, TerritoryStanding } from '../../../portal/standing/standing.ts';

/**
 * Recognised or not, and when; never which ground (D-04), and whom to ask where none is recognised. The body that
 * recognised a ground of L441-1 could betray which, to a helper who reads too: it is told for DALO alone.
 */
export function Priority({ recognised }: { recognised: readonly Label[] }): JSX.Element {
  const labels = recognised.map(({ category, by, on, until }) => {
    const what =
      category === 'dalo'
        ? `droit au logement opposable (DALO), par ${by}`
        : 'situation prioritaire (L441-1)';
    const end = until === null ? '' : `, jusqu’au ${frenchLongDate(until)}`;
    return `${what}, depuis le ${frenchLongDate(on)}${end}`;
  });
  return (
    <section class="card">
      <h2>Ma priorité</h2>
      {labels.length === 0 ? (
        <>
          <p>Aucune priorité n’est reconnue dans votre dossier.</p>
          <p>
            Vous pensez être prioritaire : handicap, logement dangereux ou trop petit avec un enfant, sans
            logement, hébergé, menacé d’expulsion, violences ? Seuls des organismes peuvent le reconnaître :
            la préfecture, la commission de médiation (DALO), le conseil départemental ou un travailleur
            social. Dites-le-leur, puis <a href="/demandeur/corriger">demandez-nous de l’ajouter</a>.
          </p>
        </>
      ) : (
        <>
          <ul>
            {[...new Set(labels)].map((label) => (
              <li key={label}>{`Reconnu : ${label}.`}</li>
            ))}
          </ul>
          <p>La situation est vérifiée encore au moment d’instruire votre candidature.</p>
        </>
      )}
    </section>
  );
}

export function Wait({ wait }: { wait: TerritoryStanding['wait'] }): JSX.Element {
  return (
    <>
      <h3>Combien de temps attend-on ?</h3>
      {wait === null ? (
        <p>Trop peu de logements semblables ont été loués ici pour donner une attente moyenne.</p>
      ) : (
        <p>
          {`Ceux qui ont eu un logement semblable avaient attendu ${frenchCount(wait.months, 'mois', 'mois')} en moyenne `}
          {`(${frenchCount(wait.lettings, 'location', 'locations')} de l’année). Ce n’est pas une promesse.`}
        </p>
      )}
    </>
  );
}

export function AbnormalDelay({ delay }: { delay: TerritoryStanding['abnormalDelay'] }): JSX.Element {
  const { months, reachedOn, beyond } = delay;
  return (
    <>
      <h3>Le délai « anormalement long »</h3>
      {months === null || reachedOn === null ? (
        <p>
          Le préfet fixe ce délai pour chaque département. Il n’est pas encore chargé ici : demandez-le à
          votre bailleur ou à la préfecture.
        </p>
      ) : (
        <p>
          {`Ici, il est de ${months} mois. `}
          {beyond === 'yes'
            ? `Vous l’avez dépassé depuis le ${frenchLongDate(reachedOn)}. Si aucun logement adapté ne vous a été proposé, vous pouvez saisir la commission de médiation (DALO) : c’est gratuit, le formulaire est sur service-public.fr. Les bailleurs voient aussi que votre demande attend depuis trop longtemps. Cela ne promet pas un logement.`
            : `Vous l’atteindrez le ${frenchLongDate(reachedOn)}. À partir de là, si aucun logement adapté ne vous a été proposé, vous pourrez saisir la commission de médiation (DALO).`}
        </p>
      )}
    </>
  );
}

export function Refusals({ standing }: { standing: Standing }): JSX.Element {
  const malus = standing.territories.flatMap(({ territory, refusals }) =>
    refusals.malus === null ? [] : [{ name: territory.name, adapted: refusals.adapted, ...refusals.malus }],
  );
  return (
    <section class="card">
      <h2>L’effet d’un refus</h2>
      <p>
        Refuser un logement ne supprime jamais votre demande. Seul le refus d’un logement adapté à vos besoins
        peut compter. Ne pas répondre à une annonce, ou retirer un souhait, n’est pas un refus.
      </p>
      {malus.length === 0 ? <p>Ici, un refus ne change pas vos points.</p> : null}
      <ul>
        {malus.map((one) => (
          <li key={one.name}>
            {`${one.name} : ${frenchCount(one.points, 'point')} en moins à partir de ${frenchCount(one.minRefusals, 'refus', 'refus')} d’un logement adapté`}
            {one.expiresAfterMonths === null ? '' : `, pendant ${one.expiresAfterMonths} mois`}
            {`. Refus de ce genre dans votre dossier : ${one.adapted}.`}
          </li>
        ))}
      </ul>
      <p>
        Si votre droit au logement (DALO) est reconnu, refuser un logement adapté peut vous le faire perdre.
      </p>
    </section>
  );
}
