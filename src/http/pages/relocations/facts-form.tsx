/** What an officer learned: every question keeps "inconnu" until somebody knows. */
import type { JSX } from 'preact';
import { operations } from '../../../portal/relocations/relocation-standing.ts';
import { operationNames } from '../../../portal/relocations/relocation-words.ts';
import type { RelocationPageProps } from './relocation-page-props.ts';

export function FactsForm({ file, frame, today }: RelocationPageProps): JSX.Element {
  const { request, details } = file;
  const { facts } = request;
  const isAdapted = request.ground === 'adaptedHomeLeft';
  return (
    <details class="no-print">
      <summary>Compléter ou corriger</summary>
      <form method="post" action={`/agent/relogements/${request.id}/faits`} class="narrow">
        <input type="hidden" name="_csrf" value={frame.csrfToken} />
        <input type="hidden" name="version" value={request.version} />
        <div class="field">
          <label for="releve">Relevé le</label>
          <input id="releve" name="releve" type="date" max={today} value={today} required />
        </div>
        <div class="field">
          <label for="naissance">Naissance du titulaire du bail (vide : inconnue)</label>
          <input id="naissance" name="naissance" type="date" max={today} value={facts.holderBornOn ?? ''} />
        </div>
        <ThreeWay
          name="protege"
          label="Le titulaire ou une personne à charge est dans une situation protégée par L442-3-1 (sans dire laquelle)"
          value={facts.disabledOrDependent}
        />
        <ThreeWay name="qpvEntree" label="En QPV à l’entrée dans les lieux" value={facts.qpvAtEntry} />
        {isAdapted ? (
          <>
            <ThreeWay
              name="quitte"
              label="Le logement adapté ne sert plus comme tel"
              value={facts.disabledOccupantLeft}
            />
            <ThreeWay
              name="deces"
              label="La personne pour qui il a été adapté est décédée"
              value={facts.dependantDied}
            />
          </>
        ) : (
          <>
            <input type="hidden" name="quitte" value={threeWayOf(facts.disabledOccupantLeft)} />
            <input type="hidden" name="deces" value={threeWayOf(facts.dependantDied)} />
          </>
        )}
        {request.ground === 'relocation' && (
          <>
            <div class="field">
              <label for="operation">Opération</label>
              <select id="operation" name="operation">
                <option value="">Inconnue</option>
                {operations.map((value) => (
                  <option key={value} value={value} selected={value === details.operation}>
                    {operationNames[value]}
                  </option>
                ))}
              </select>
            </div>
            <label class="tick">
              <input type="checkbox" name="concu" value="oui" checked={details.speciallyDesigned} /> Un
              logement a été conçu pour ce locataire
            </label>
          </>
        )}
        <button type="submit">Enregistrer ce qui est connu</button>
      </form>
    </details>
  );
}

function threeWayOf(value: boolean | null): string {
  return value === null ? '' : value ? 'oui' : 'non';
}

export function ThreeWay(props: { name: string; label: string; value: boolean | null }): JSX.Element {
  const { name, label, value } = props;
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <select id={name} name={name}>
        <option value="">Inconnu</option>
        <option value="oui" selected={value === true}>
          Oui
        </option>
        <option value="non" selected={value === false}>
          Non
        </option>
      </select>
    </div>
  );
}
