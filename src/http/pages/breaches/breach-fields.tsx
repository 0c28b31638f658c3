/** The form of a breach: everything that article 33.3 asks, in the order in which one learns it. */
import type { JSX } from 'preact';
import { type BreachContent, breachKinds, breachRisks } from '../../../access/breaches/breach.ts';
import { localMoment } from './breach-form.ts';
import { kindNames, riskNames } from './breach-words.ts';

type Fields = { content: BreachContent | null };

export function BreachFields({ content }: Fields): JSX.Element {
  return (
    <>
      <Line name="titre" label="En quelques mots" value={content?.title} />
      <Area name="faits" label="Ce qui s’est passé, sans nommer personne" value={content?.what} />
      <fieldset class="choice">
        <legend>Nature</legend>
        {breachKinds.map((kind) => (
          <label key={kind} class="tick">
            <input type="checkbox" name="nature" value={kind} checked={content?.kinds.includes(kind)} />{' '}
            {kindNames[kind]}
          </label>
        ))}
      </fieldset>
      <Moment name="survenue" label="Survenue (si c’est connu)" value={content?.happenedAt} />
      <Moment
        name="decouverte"
        label="Découverte : les 72 heures partent de là"
        value={content?.discoveredAt}
        required
      />
      <Area
        name="personnes"
        label="Catégories de personnes (demandeurs, locataires…)"
        value={content?.persons}
      />
      <Line
        name="nombrePersonnes"
        label="Nombre approximatif de personnes"
        value={content?.personsCount?.toString()}
        optional
      />
      <Area name="donnees" label="Catégories de données" value={content?.data} />
      <Line
        name="nombreDonnees"
        label="Nombre approximatif d’enregistrements"
        value={content?.recordsCount?.toString()}
        optional
      />
      <Area name="consequences" label="Conséquences probables" value={content?.consequences} />
      <Area name="mesures" label="Mesures prises ou prévues" value={content?.measures} />
      <p class="field">
        <label for="risque">Risque pour les personnes</label>
        <select id="risque" name="risque" required>
          <option value="">Choisissez</option>
          {breachRisks.map((risk) => (
            <option key={risk} value={risk} selected={content?.risk === risk}>
              {riskNames[risk]}
            </option>
          ))}
        </select>
      </p>
      <Moment name="notifiee" label="Notifiée à la CNIL" value={content?.notifiedAt} />
      <Line name="reference" label="Référence de la notification" value={content?.reference} optional />
      <Area
        name="motifNotification"
        label="Pourquoi en retard, ou pas de notification"
        value={content?.whyNotNotified}
        optional
      />
      <Moment name="personnesInformees" label="Personnes informées" value={content?.personsToldAt} />
      <Area
        name="motifPersonnes"
        label="Sinon, pourquoi elles ne le sont pas"
        value={content?.whyPersonsNotTold}
        optional
      />
      <label class="tick">
        <input type="checkbox" name="close" value="oui" checked={content?.closed} /> L’affaire est close
      </label>
    </>
  );
}

type Field = { name: string; label: string; value: string | null | undefined };

function Line({ name, label, value, optional }: Field & { optional?: boolean }): JSX.Element {
  return (
    <p class="field">
      <label for={name}>{label}</label>
      <input id={name} name={name} value={value ?? ''} maxlength={200} required={optional !== true} />
    </p>
  );
}

function Area({ name, label, value, optional }: Field & { optional?: boolean }): JSX.Element {
  return (
    <p class="field">
      <label for={name}>{label}</label>
      <textarea id={name} name={name} rows={3} maxlength={4000} required={optional !== true}>
        {value ?? ''}
      </textarea>
    </p>
  );
}

function Moment({ name, label, value, required }: Field & { required?: boolean }): JSX.Element {
  return (
    <p class="field">
      <label for={name}>{label}</label>
      <input
        id={name}
        name={name}
        type="datetime-local"
        value={localMoment(value ?? null)}
        required={required === true}
      />
    </p>
  );
}
