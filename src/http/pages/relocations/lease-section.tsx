/** The lease of an imposed relocation: no decision is awaited, so it is recorded here once the commission is informed. */
import type { JSX } from 'preact';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchShortDate } from '../../../kernel/french.ts';
import { isLive } from '../../../portal/transfers/request.ts';
import type { RelocationPageProps } from './relocation-page-props.ts';

export function LeaseSection(props: RelocationPageProps): JSX.Element | null {
  const { standing, details, request } = props.file;
  if (standing.regime.kind !== 'law' || standing.regime.ground !== 'demolition') return null;
  if (standing.accepted === null) return null;
  const { lease } = details;
  return (
    <section class="card" aria-labelledby="bail">
      <h2 id="bail">Le bail</h2>
      {lease === null ? (
        <Before {...props} />
      ) : (
        <>
          <p class="proof">
            Bail signé le {frenchShortDate(lease.signedOn)}, enregistré par {lease.by}. L’ancien bail finit le{' '}
            {frenchShortDate(lease.oldEndsOn)} ; le logement quitté est retiré de la location (L442-6).
          </p>
          <Keys {...props} signedOn={lease.signedOn} />
        </>
      )}
      {lease === null && !isLive(request) && <p>Cette demande est terminée : aucun bail ne s’y ajoute.</p>}
    </section>
  );
}

/** The last gesture: from then on the household lives in its new home. */
function Keys(props: RelocationPageProps & { signedOn: CivilDate }): JSX.Element {
  const { file, frame, today, signedOn } = props;
  if (file.keysGivenOn !== null) {
    return (
      <p class="proof">Clés remises le {frenchShortDate(file.keysGivenOn)}. Le relogement est terminé.</p>
    );
  }
  if (!props.mayWrite) return <p>Les clés ne sont pas encore remises.</p>;
  return (
    <form method="post" action={`/agent/relogements/${file.request.id}/cles`} class="narrow no-print">
      <input type="hidden" name="_csrf" value={frame.csrfToken} />
      <div class="field">
        <label for="cles-jour">Clés remises le</label>
        <input id="cles-jour" name="jour" type="date" min={signedOn} max={today} required />
      </div>
      <button type="submit" class="strong">
        Enregistrer la remise des clés
      </button>
    </form>
  );
}

/** What is still missing, each with where it is done; then the form. */
function Before(props: RelocationPageProps): JSX.Element {
  const { details, request } = props.file;
  const missing: readonly (readonly [boolean, JSX.Element])[] = [
    [
      request.number === null,
      <>
        Le numéro unique du ménage
        {details.operation === 'urbanRenewal'
          ? ' : en renouvellement urbain, le bailleur enregistre lui-même la demande'
          : ''}
        . <a href={`/agent/mutations/${request.id}`}>Reliez-le à la demande de mutation</a>.
      </>,
    ],
    [
      details.operation === null,
      <>
        L’opération, dans <a href="#connu">« Ce qu’on sait »</a> : les quotas comptent le bail selon elle.
      </>,
    ],
    [
      details.information === null,
      <>
        L’<a href="#information">inscription aux informations d’une séance</a>. Le bail n’attend pas que la
        séance se tienne.
      </>,
    ],
  ];
  const steps = missing.filter(([isMissing]) => isMissing).map(([, step]) => step);
  return (
    <>
      <p>
        La commission n’a rien à décider : le bail suit l’offre acceptée. Le préavis du ménage est d’un mois
        au plus (L442-6-3).
      </p>
      {steps.length > 0 && (
        <>
          <p>
            <strong>Il manque, avant le bail :</strong>
          </p>
          <ul class="checks">
            {steps.map((step, index) => (
              <li key={String(index)}>{step}</li>
            ))}
          </ul>
        </>
      )}
      {steps.length === 0 && props.mayWrite && isLive(request) && <LeaseForm {...props} />}
    </>
  );
}

function LeaseForm({ file, frame, today, formKey }: RelocationPageProps): JSX.Element {
  const { request, standing } = file;
  const plan = request.details.plan;
  return (
    <form method="post" action={`/agent/relogements/${request.id}/bail`} class="narrow no-print">
      <input type="hidden" name="_csrf" value={frame.csrfToken} />
      <input type="hidden" name="_key" value={formKey} />
      <input type="hidden" name="version" value={request.version} />
      <div class="field">
        <label for="bail-jour">Bail signé le</label>
        <input
          id="bail-jour"
          name="jour"
          type="date"
          min={standing.accepted?.answeredOn ?? undefined}
          max={today}
          required
        />
      </div>
      <div class="field">
        <label for="bail-conge">Congé du ménage reçu le</label>
        <input id="bail-conge" name="conge" type="date" max={today} value={plan?.noticeReceivedOn} required />
      </div>
      <div class="field">
        <label for="bail-fin">Ancien bail : dernier jour</label>
        <input
          id="bail-fin"
          name="fin"
          type="date"
          value={plan?.oldLeaseEndsOn}
          aria-describedby="bail-fin-aide"
        />
        <p id="bail-fin-aide" class="small quiet">
          Vide : un mois après le congé.
        </p>
      </div>
      <label class="tick">
        <input type="checkbox" name="verifie" value="oui" /> J’ai vérifié sur pièces ce que les données ne
        disent pas (ressources, classe d’énergie)
      </label>
      <p class="small quiet">
        Enregistrer le bail loue le logement, radie la demande, libère les autres places du ménage et retire
        de la location le logement quitté. Ce geste ne se reprend pas.
      </p>
      <button type="submit" class="strong">
        Enregistrer le bail
      </button>
    </form>
  );
}
