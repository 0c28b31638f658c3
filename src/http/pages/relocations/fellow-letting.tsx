/** From the promised home to the keys: the number, the sitting that is told (C-13), the lease, the keys. */
import type { JSX } from 'preact';
import { frenchShortDate } from '../../../kernel/french.ts';
import type { FellowLine } from '../../../portal/relocations/fellow-port.ts';
import { placeInWords } from '../transfers/transfer-words.ts';
import { Hidden } from './fellow-forms.tsx';
import type { FellowsPageProps } from './fellow-props.ts';

type Letting = FellowsPageProps & { one: FellowLine };
const path = '/agent/relogements/confreres';

export function FellowLetting(props: Letting): JSX.Element {
  const { one, mayWrite } = props;
  const { information, signed } = one.content;
  const isReady = one.number !== null && information !== null;
  return (
    <>
      {one.home !== null && (
        <p>
          Logement promis : {one.home.typology}, {placeInWords(one.home)}.
        </p>
      )}
      {information !== null && (
        <p class="small quiet">
          Inscrit aux informations de <a href={`/agent/seances/${information.sessionId}`}>la séance</a> le{' '}
          {frenchShortDate(information.on)} : la commission est informée, elle ne décide pas (CCH L441-2 V).
        </p>
      )}
      {signed === null && !isReady && (
        <p>
          Avant le bail, il manque{' '}
          {[
            one.number === null ? 'le numéro unique du ménage' : null,
            information === null ? 'l’inscription aux informations d’une séance' : null,
          ]
            .filter((text) => text !== null)
            .join(' et ')}
          .
        </p>
      )}
      {mayWrite && signed === null && one.number === null && <NumberForm {...props} />}
      {mayWrite && signed === null && information === null && <InformForm {...props} />}
      {mayWrite && signed === null && isReady && <SignForm {...props} />}
      {signed !== null && <Keys {...props} signedOn={signed.on} />}
    </>
  );
}

function NumberForm(props: Letting): JSX.Element {
  const { one } = props;
  return (
    <form method="post" action={`${path}/numero`} class="narrow no-print">
      <Hidden {...props} />
      <div class="field">
        <label for={`numero-${one.id}`}>Numéro unique donné par le confrère</label>
        <input id={`numero-${one.id}`} name="numero" type="text" required maxLength={40} autocomplete="off" />
      </div>
      <button type="submit">Noter le numéro</button>
    </form>
  );
}

function InformForm(props: Letting): JSX.Element {
  const { one, sittings } = props;
  if (sittings.length === 0) return <p>Aucune séance n’est prévue : préparez-en une d’abord.</p>;
  return (
    <form method="post" action={`${path}/information`} class="narrow no-print">
      <Hidden {...props} />
      <div class="field">
        <label for={`seance-${one.id}`}>Séance à informer</label>
        <select id={`seance-${one.id}`} name="seance" required>
          <option value="">À choisir</option>
          {sittings.map(({ id, heldOn }) => (
            <option key={id} value={id}>
              Séance du {frenchShortDate(heldOn)}
            </option>
          ))}
        </select>
      </div>
      <button type="submit">Inscrire aux informations</button>
    </form>
  );
}

function SignForm(props: Letting): JSX.Element {
  const { one, today } = props;
  return (
    <form method="post" action={`${path}/signature`} class="narrow no-print">
      <Hidden {...props} />
      <div class="field">
        <label for={`jour-${one.id}`}>Bail signé le</label>
        <input
          id={`jour-${one.id}`}
          name="jour"
          type="date"
          min={one.answeredOn ?? undefined}
          max={today}
          required
        />
      </div>
      <label class="tick">
        <input type="checkbox" name="verifie" value="oui" /> J’ai vérifié sur pièces ce que les données ne
        disent pas (ressources, classe d’énergie)
      </label>
      <p class="small quiet">
        Enregistrer le bail loue le logement et radie la demande. Ce geste ne se reprend pas.
      </p>
      <button type="submit" class="strong">
        Enregistrer le bail
      </button>
    </form>
  );
}

function Keys(props: Letting & { signedOn: string }): JSX.Element {
  const { one, today, signedOn } = props;
  if (one.keysGivenOn !== null)
    return <p class="proof">Clés remises le {frenchShortDate(one.keysGivenOn)}.</p>;
  if (!props.mayWrite) return <p>Les clés ne sont pas encore remises.</p>;
  return (
    <form method="post" action={`${path}/cles`} class="narrow no-print">
      <Hidden {...props} />
      <div class="field">
        <label for={`cles-${one.id}`}>Clés remises le</label>
        <input id={`cles-${one.id}`} name="jour" type="date" min={signedOn} max={today} required />
      </div>
      <button type="submit" class="strong">
        Enregistrer la remise des clés
      </button>
    </form>
  );
}
