/** Perimeters of demolition, change of use or sale: what founds them, their homes, and the form to record one. */
import type { JSX } from 'preact';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchShortDate } from '../../../kernel/french.ts';
import {
  type PerimeterBasis,
  type PerimeterLine,
  perimeterBasisSchema,
} from '../../../portal/relocations/perimeter.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { communeOf } from '../transfers/transfer-words.ts';

export type PerimetersPageProps = {
  frame: PageFrame;
  today: CivilDate;
  lines: readonly PerimeterLine[];
  residences: readonly { insee: string; residence: string; homes: number }[];
  mayWrite: boolean;
  formKey: string;
  done: string | null;
  refusal: string | null;
};

const path = '/agent/relogements/perimetres';

const kindNames = {
  demolition: 'Démolition',
  changeOfUse: 'Vente ou changement d’usage (L353-15 VI)',
  sale: 'Vente aux locataires',
} as const satisfies Record<PerimeterLine['kind'], string>;

const basisNames: Readonly<Record<PerimeterBasis, string>> = {
  demolitionAuthorised: 'Démolition autorisée (CCH L443-15-1)',
  renewalConvention: 'Démolition d’une convention ANRU (CCH L442-6 II)',
  saleOrChangeOfUse: 'Autorisation de vendre ou de changer l’usage (CCH L353-15 VI)',
  saleToTenants: 'Vente aux locataires (CCH L443-7) : n’oblige personne à partir',
};

export function PerimetersPage(props: PerimetersPageProps): JSX.Element {
  const { lines, frame } = props;
  return (
    <Layout frame={frame} title="Périmètres" crumbs={[{ href: '/agent/relogements', label: 'Relogements' }]}>
      <h1>Périmètres de démolition et de vente</h1>
      <p class="prose">
        Les logements d’une opération, le texte qui la fonde et son autorisation. Tant qu’aucune autorisation
        n’est notée, aucune offre de relogement ne compte et personne ne perd de droit.
      </p>
      {props.refusal !== null && (
        <p class="alert alert-bad" role="alert">
          <strong>Rien n’a été enregistré.</strong> {props.refusal}
        </p>
      )}
      {props.done !== null && (
        <p class="proof" role="status">
          {props.done}
        </p>
      )}
      <section class="card" aria-labelledby="liste">
        <h2 id="liste">{frenchCount(lines.length, 'périmètre')}</h2>
        {lines.length === 0 ? (
          <p>
            Aucun périmètre. Enregistrez une opération ci-dessous : les baux de ses logements sont relus
            aussitôt, et chaque ménage concerné devient un repérage.
          </p>
        ) : (
          <div>
            {lines.map((line) => (
              <Entry key={line.id} {...props} line={line} />
            ))}
          </div>
        )}
      </section>
      {props.mayWrite && <NewForm {...props} />}
      <PageWords words={['transfer']} />
    </Layout>
  );
}

function Entry(props: PerimetersPageProps & { line: PerimeterLine }): JSX.Element {
  const { line, mayWrite } = props;
  return (
    <article class="step" aria-labelledby={`perimetre-${line.id}`}>
      <div>
        <h3 id={`perimetre-${line.id}`}>
          {line.name}{' '}
          <span class={line.authorisedOn === null ? 'tag tag-warn' : 'tag'}>
            {line.authorisedOn === null ? 'pas encore autorisé' : 'autorisé'}
          </span>
        </h3>
        <p>
          {kindNames[line.kind]}, {frenchCount(line.homes, 'logement')},{' '}
          {line.communes.map(communeOf).join(', ')}.{' '}
          {line.authorisedOn === null ? '' : `Autorisé le ${frenchShortDate(line.authorisedOn)}. `}
          {line.relocations === 0
            ? 'Aucune demande de relogement'
            : frenchCount(line.relocations, 'demande de relogement', 'demandes de relogement')}
          .
        </p>
        <p class="small quiet">{line.source}</p>
        {mayWrite && line.authorisedOn === null && <AuthoriseForm {...props} />}
        {mayWrite && line.relocations === 0 && <WithdrawForm {...props} />}
      </div>
    </article>
  );
}

function Hidden({ frame, line }: PerimetersPageProps & { line: PerimeterLine }): JSX.Element {
  return (
    <>
      <input type="hidden" name="_csrf" value={frame.csrfToken} />
      <input type="hidden" name="perimetre" value={line.id} />
    </>
  );
}

function AuthoriseForm(props: PerimetersPageProps & { line: PerimeterLine }): JSX.Element {
  const { line, today } = props;
  return (
    <details class="no-print">
      <summary>Noter l’autorisation</summary>
      <form method="post" action={`${path}/autorisation`} class="narrow">
        <Hidden {...props} />
        <div class="field">
          <label for={`jour-${line.id}`}>Autorisé le</label>
          <input id={`jour-${line.id}`} name="jour" type="date" max={today} required />
        </div>
        <div class="field">
          <label for={`piece-${line.id}`}>Document (numéro, date, autorité)</label>
          <input id={`piece-${line.id}`} name="piece" type="text" required minLength={3} maxLength={200} />
        </div>
        <button type="submit">Noter l’autorisation</button>
      </form>
    </details>
  );
}

function WithdrawForm(props: PerimetersPageProps & { line: PerimeterLine }): JSX.Element {
  return (
    <details class="ban no-print">
      <summary>Retirer ce périmètre</summary>
      <form method="post" action={`${path}/retrait`} class="narrow">
        <Hidden {...props} />
        <p>Enregistré par erreur : ses repérages se ferment, et le journal garde ce qu’il était.</p>
        <button type="submit">Retirer</button>
      </form>
    </details>
  );
}

function NewForm(props: PerimetersPageProps): JSX.Element {
  const { frame, formKey, today, residences } = props;
  const communes = [...new Set(residences.map(({ insee }) => insee))];
  return (
    <section class="card no-print" aria-labelledby="nouveau">
      <h2 id="nouveau">Enregistrer un périmètre</h2>
      <form method="post" action={path} class="narrow">
        <input type="hidden" name="_csrf" value={frame.csrfToken} />
        <input type="hidden" name="_key" value={formKey} />
        <div class="field">
          <label for="nom">Nom de l’opération</label>
          <input id="nom" name="nom" type="text" required minLength={3} maxLength={120} autocomplete="off" />
        </div>
        <fieldset class="choice">
          <legend>Ce qui la fonde</legend>
          {perimeterBasisSchema.options.map((basis) => (
            <label class="tick" key={basis}>
              <input type="radio" name="fondement" value={basis} required /> {basisNames[basis]}
            </label>
          ))}
        </fieldset>
        <div class="field">
          <label for="autorise">Autorisé le</label>
          <input id="autorise" name="autorise" type="date" max={today} aria-describedby="autorise-aide" />
          <p id="autorise-aide" class="small quiet">
            Vide : pas encore. Vous noterez l’autorisation quand elle viendra.
          </p>
        </div>
        <div class="field">
          <label for="piece">Document (numéro, date, autorité)</label>
          <input
            id="piece"
            name="piece"
            type="text"
            required
            minLength={3}
            maxLength={200}
            autocomplete="off"
          />
        </div>
        <div class="field">
          <label for="residence">Toute une résidence</label>
          <select id="residence" name="residence">
            <option value="">Aucune : une liste ci-dessous</option>
            {communes.map((insee) => (
              <optgroup key={insee} label={communeOf(insee)}>
                {residences
                  .filter((one) => one.insee === insee)
                  .map(({ residence, homes }) => (
                    <option key={residence} value={`${insee} ${residence}`}>
                      {`${residence}, ${frenchCount(homes, 'logement')}`}
                    </option>
                  ))}
              </optgroup>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="logements">Ou des logements, un identifiant par ligne</label>
          <textarea id="logements" name="logements" rows={4} maxLength={60000} />
        </div>
        <button type="submit" class="strong">
          Enregistrer le périmètre
        </button>
      </form>
    </section>
  );
}
