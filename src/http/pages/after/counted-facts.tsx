/** What the year's counts need of a lease and no file of the household holds: asked at the signature, never guessed. */
import type { JSX } from 'preact';
import { z } from 'zod';
import type { SaidAtSigning } from '../../../committee/letting/kept-facts.ts';

const countedQuestions = [
  { name: 'essentiel', label: 'Travailleur essentiel, au sens de la convention intercommunale' },
  { name: 'pompier', label: 'Sapeur-pompier volontaire' },
  { name: 'vise', label: 'Public visé par la convention intercommunale ou un accord collectif' },
] as const;

const answer = z
  .enum(['', 'oui', 'non'])
  .default('')
  .transform((word) => (word === '' ? null : word === 'oui'));

/** The fields that the form of a signature adds. */
export const countedFields = {
  essentiel: answer,
  pompier: answer,
  vise: answer,
  substitution: z.literal('oui').optional(),
};

/** What was said, as the lease keeps it. */
export function saidAtSigning(input: {
  essentiel: boolean | null;
  pompier: boolean | null;
  vise: boolean | null;
  substitution?: 'oui' | undefined;
}): SaidAtSigning {
  return {
    essentialWorker: input.essentiel,
    volunteerFirefighter: input.pompier,
    targetedPublic: input.vise,
    substituted: input.substitution === 'oui',
  };
}

/** What only the officer can say of the lease for the year's counts; nothing is answered in advance. */
export function CountedFacts(): JSX.Element {
  return (
    <details>
      <summary>Pour les indicateurs (facultatif)</summary>
      <p class="small quiet">Ces réponses sont comptées avec le bail ; elles ne changent aucun rang.</p>
      {countedQuestions.map(({ name, label }) => (
        <div key={name} class="field narrow">
          <label for={`compte-${name}`}>{label}</label>
          <select id={`compte-${name}`} name={name}>
            <option value="">Non renseigné</option>
            <option value="oui">Oui</option>
            <option value="non">Non</option>
          </select>
        </div>
      ))}
      <label class="tick">
        <input type="checkbox" name="substitution" value="oui" /> Attribué par le préfet à la place du
        bailleur (L441-1)
      </label>
    </details>
  );
}
