/** Before the sitting: candidates put or taken off, the exception to three candidates, an opinion already given. */
import type { JSX } from 'preact';
import type { AgendaHomeView, SessionHead } from '../../../committee/session-view.ts';
import { columnName } from '../../../committee/sheet-rows.ts';
import { frenchShortDate } from '../../../kernel/french.ts';
import type { PageFrame } from '../layout.tsx';
import { OriginField, originNames } from './add-homes.tsx';
import { followUpNames, recommendationNames } from './session-words.ts';

export type PreparationProps = {
  frame: PageFrame;
  view: SessionHead;
  place: AgendaHomeView;
  path: string;
  referenceOf: (number: string) => string;
};

export function PreparationForms(props: PreparationProps): JSX.Element {
  const isDraft = props.view.session.state === 'draft';
  return (
    <section class="card" aria-labelledby="preparer">
      <h2 id="preparer">Préparer ce logement</h2>
      <ExceptionForm {...props} />
      <CandidateLines {...props} />
      <AddByNumber {...props} />
      <OpinionForm {...props} />
      {isDraft ? (
        <form method="post" action={`${props.path}/retirer`} class="gesture">
          <Hidden {...props} />
          <button type="submit">Retirer ce logement de l’ordre du jour</button>
        </form>
      ) : null}
    </section>
  );
}

const groundNames = {
  notEnoughCandidates: 'pas assez de candidats (R441-3)',
  daloDesignation: 'candidat désigné par le préfet au titre du DALO',
  adaptedPlai: 'logement « PLAI adapté » (D331-25-1)',
} as const;

/** The evidence comes from the search; it counts once an officer has confirmed it. */
function ExceptionForm(props: PreparationProps): JSX.Element | null {
  const { candidatesCheck: check } = props.place;
  if (check.state === 'enough') return null;
  if (check.state === 'exception') {
    return (
      <p class="proof">
        Moins de trois candidats : {groundNames[check.exception.ground]}, confirmé le{' '}
        {frenchShortDate(check.exception.on)}. {check.exception.evidence}
      </p>
    );
  }
  return (
    <form method="post" action={`${props.path}/exception`} class="alert" id="exception">
      <Hidden {...props} />
      <h3>Moins de trois candidats</h3>
      <p>
        Le Code demande l’examen de trois demandes au moins (R441-3), sauf exception établie. Sans elle, la
        séance ne peut pas être convoquée avec ce logement.
      </p>
      <p class="field">
        <label for="cas">Exception</label>
        <select id="cas" name="cas" required>
          {check.possible === null ? <option value="">à choisir</option> : null}
          {Object.entries(groundNames).map(([ground, label]) => (
            <option key={ground} value={ground} selected={check.possible?.ground === ground}>
              {label}
            </option>
          ))}
        </select>
      </p>
      <p class="field">
        <label for="preuve">Ce qui l’établit (recherche faite, sa date et ses résultats)</label>
        <textarea
          id="preuve"
          name="preuve"
          rows={3}
          required
          minLength={10}
          maxLength={1000}
          value={check.possible?.evidence ?? ''}
        />
      </p>
      <button type="submit">Confirmer cette exception</button>
    </form>
  );
}

function CandidateLines(props: PreparationProps): JSX.Element | null {
  const { candidates } = props.place;
  if (candidates.length === 0) return null;
  return (
    <ul class="plain-list">
      {candidates.map(({ number, origin, sheet }, index) => (
        <li key={number} class="gesture">
          <span>
            {columnName(index)}, {sheet.householdInWords}{' '}
            <span class="quiet small">({originNames[origin]})</span>
          </span>
          {props.view.session.state === 'draft' ? (
            <form method="post" action={`${props.path}/candidats/retirer`}>
              <Hidden {...props} />
              <input type="hidden" name="candidat" value={props.referenceOf(number)} />
              <button type="submit">
                Retirer<span class="visually-hidden"> {columnName(index)}</span>
              </button>
            </form>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function AddByNumber(props: PreparationProps): JSX.Element {
  return (
    <details class="ask">
      <summary>Ajouter un candidat par son numéro unique</summary>
      <form method="post" action={`${props.path}/candidats`} class="narrow">
        <Hidden {...props} />
        <p class="field">
          <label for="numero">Numéro unique (18 caractères)</label>
          <input id="numero" name="numero" required maxLength={40} autocomplete="off" />
          <span class="small quiet">
            Sans numéro unique, une demande ne peut pas être examinée (L441-2-1).
          </span>
        </p>
        <OriginField id="origine" />
        <button type="submit">Ajouter ce candidat</button>
      </form>
    </details>
  );
}

function OpinionForm(props: PreparationProps): JSX.Element | null {
  const { candidates } = props.place;
  if (candidates.length === 0) return null;
  return (
    <details class="ask">
      <summary>Inscrire l’avis d’une instance sociale ou partenariale</summary>
      <form method="post" action={`${props.path}/avis`} class="narrow">
        <Hidden {...props} />
        <input type="hidden" name="_key" value={crypto.randomUUID()} />
        <p class="field">
          <label for="avis-candidat">Candidat</label>
          <select id="avis-candidat" name="candidat">
            {candidates.map(({ number, sheet }, index) => (
              <option key={number} value={props.referenceOf(number)}>
                {columnName(index)}, {sheet.householdInWords}
              </option>
            ))}
          </select>
        </p>
        <p class="field">
          <label for="instance">Instance</label>
          <input id="instance" name="instance" required minLength={3} maxLength={120} />
        </p>
        <p class="field">
          <label for="avis-date">Date de l’avis</label>
          <input id="avis-date" name="date" type="date" required />
        </p>
        <Choice id="recommandation" label="Avis" options={recommendationNames} />
        <Choice id="suite" label="Suite" options={followUpNames} />
        <p class="small quiet">
          La fiche dit l’avis, sa date et sa suite ; elle ne raconte pas la situation.
        </p>
        <button type="submit">Inscrire cet avis</button>
      </form>
    </details>
  );
}

function Choice(props: {
  id: string;
  label: string;
  options: Readonly<Record<string, string>>;
}): JSX.Element {
  return (
    <p class="field">
      <label for={props.id}>{props.label}</label>
      <select id={props.id} name={props.id} required>
        <option value="">à choisir</option>
        {Object.entries(props.options).map(([code, label]) => (
          <option key={code} value={code}>
            {label}
          </option>
        ))}
      </select>
    </p>
  );
}

function Hidden({ frame, place }: PreparationProps): JSX.Element {
  return (
    <>
      <input type="hidden" name="_csrf" value={frame.csrfToken} />
      <input type="hidden" name="version" value={place.agenda.version} />
    </>
  );
}
