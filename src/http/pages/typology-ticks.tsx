/** Sizes of home to tick, each in words: "T3 (3 pièces)". */
import type { JSX } from 'preact';
import { typologies } from '../../domain/home.ts';
import { frenchCount } from '../../kernel/french.ts';

export function TypologyTicks(props: { legend: string; ticked: readonly string[] }): JSX.Element {
  return (
    <fieldset class="choice">
      <legend>{props.legend}</legend>
      {typologies.map((typology) => (
        <label class="tick" key={typology}>
          <input type="checkbox" name="taille" value={typology} checked={props.ticked.includes(typology)} />{' '}
          {typology} ({frenchCount(Number(typology.slice(1)), 'pièce')}
          {typology === 'T6' ? ' ou plus' : ''})
        </label>
      ))}
    </fieldset>
  );
}
