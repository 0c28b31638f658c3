/** "Vos chances": five words, their range, what they rest on, and three like homes where they are better. */
import type { JSX } from 'preact';
import { frenchCount, frenchNumber } from '../../../kernel/french.ts';
import type { Chance, ChanceLevel } from '../../../portal/chance/chance-port.ts';
import { advertName } from '../adverts/advert-lines.ts';
import type { BetterHome } from './chance-reading.ts';

const levels: Readonly<Record<ChanceLevel, string>> = {
  1: 'très faible',
  2: 'faible',
  3: 'moyenne',
  4: 'bonne',
  5: 'très bonne',
};

export function ChanceSection(props: {
  chance: Chance | null;
  better: readonly BetterHome[];
}): JSX.Element | null {
  const { chance, better } = props;
  if (chance === null) return null;
  return (
    <section class="card" aria-labelledby="chances">
      <h2 id="chances">Vos chances</h2>
      {chance.kind === 'tooLittle' ? <p>{tooLittleWords(chance)}</p> : <Told chance={chance} />}
      {better.length === 0 ? null : (
        <>
          <h3>Des logements semblables où vos chances sont meilleures</h3>
          <ul>
            {better.map(({ advert, chance: there }) => (
              <li key={advert.id}>
                <a href={`/annonces/${advert.id}`}>{advertName(advert)}</a>
                {` : chance ${levels[there.level]}, ${rangeWords(there)}.`}
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
        Votre chance d’obtenir ce logement est <strong>{levels[chance.level]}</strong> : {rangeWords(chance)}.
      </p>
      <p>
        {`Ce calcul regarde ${frenchCount(chance.outcomes, 'candidature passée', 'candidatures passées')} qui ressemblent à la vôtre. Il ne décide de rien, et il change quand d’autres candidatent.`}
      </p>
    </>
  );
}

function tooLittleWords({ outcomes, needed }: Extract<Chance, { kind: 'tooLittle' }>): string {
  const because =
    outcomes < needed
      ? `nous connaissons la suite de ${frenchCount(outcomes, 'candidature passée', 'candidatures passées')}, il en faut ${frenchNumber(needed, 0)}`
      : 'trop peu de candidatures passées ressemblent à la vôtre';
  return `Nous ne pouvons pas encore vous dire une chance : ${because}. Votre place ci-dessus est la meilleure indication.`;
}

/** "entre 8 et 14 sur 100". */
function rangeWords({ low, high }: Pick<Extract<Chance, { kind: 'chance' }>, 'low' | 'high'>): string {
  const from = Math.floor(low / 10);
  const to = Math.max(1, Math.ceil(high / 10));
  return from === to ? `environ ${to} sur 100` : `entre ${from} et ${to} sur 100`;
}
