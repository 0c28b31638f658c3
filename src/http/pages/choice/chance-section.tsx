/** "Vos chances": five words, their range, what they rest on, and three like homes where they are better. */
import type { JSX } from 'preact';
import type { Chance } from '../../../portal/chance/chance-port.ts';
import {
  chanceBasis,
  chanceLevels,
  chanceRange,
  tooLittleWords,
} from '../../../portal/chance/chance-words.ts';
import type { BetterHome } from '../../../portal/choice/told-chance.ts';
import { advertName } from '../adverts/advert-lines.ts';

export function ChanceSection(props: {
  chance: Chance | null;
  better: readonly BetterHome[];
}): JSX.Element | null {
  const { chance, better } = props;
  if (chance === null) return null;
  return (
    <section class="card" aria-labelledby="chances">
      <h2 id="chances">Vos chances</h2>
      {chance.kind === 'tooLittle' ? (
        <p>{`${tooLittleWords(chance)} Votre place ci-dessus est la meilleure indication.`}</p>
      ) : (
        <Told chance={chance} />
      )}
      {better.length === 0 ? null : (
        <>
          <h3>Des logements semblables où vos chances sont meilleures</h3>
          <ul>
            {better.map(({ advert, chance: there }) => (
              <li key={advert.id}>
                <a href={`/annonces/${advert.id}`}>{advertName(advert)}</a>
                {` : chance ${chanceLevels[there.level]}, ${chanceRange(there)}.`}
              </li>
            ))}
          </ul>
        </>
      )}
      <p class="small">
        <a href="/annonces/chances">Comment cette chance est calculée, et si elle dit vrai</a>
      </p>
    </section>
  );
}

function Told({ chance }: { chance: Extract<Chance, { kind: 'chance' }> }): JSX.Element {
  return (
    <>
      <p class="lead">
        Votre chance d’obtenir ce logement est <strong>{chanceLevels[chance.level]}</strong> :{' '}
        {chanceRange(chance)}.
      </p>
      <p>{chanceBasis(chance)}</p>
    </>
  );
}
