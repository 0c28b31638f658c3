/** The chosen home: its facts, its shortlist with the gestures of an officer, who stands next, and its pool. */
import type { JSX } from 'preact';
import { HomeFacts } from '../../views/home-facts.tsx';
import { PoolView } from '../../views/pool-view.tsx';
import { type HomeInRun, homeTitle, type RunView } from '../../views/run-view.ts';
import { NextCandidates, ShortlistEntries } from '../../views/shortlist-view.tsx';
import { BanForm, PinForm, ReplaceForm, UndoForm, WhyNotForm } from './choice-forms.tsx';
import type { PageFrame } from './layout.tsx';
import type { RunHeading } from './run-heading.ts';

type ChosenHomeProps = {
  frame: PageFrame;
  heading: RunHeading;
  view: RunView;
  chosen: HomeInRun;
  wantedCandidates: number;
  mayChoose: boolean;
  /** Reference of a household's file, for addresses. */
  fileRef: (number: string) => string;
};

export function ChosenHome(props: ChosenHomeProps): JSX.Element {
  const { view, chosen, wantedCandidates: ranks } = props;
  const choiceOf = (number: string) => ({
    runPath: props.heading.path,
    csrfToken: props.frame.csrfToken,
    vacancyId: chosen.vacancy.id,
    number,
  });
  return (
    <section class="card" aria-labelledby="logement">
      <h2 id="logement">{homeTitle(chosen)}</h2>
      <HomeFacts place={chosen} today={view.result.date} />
      <ShortlistEntries
        view={view}
        place={chosen}
        {...(props.mayChoose && {
          gestures: ({ sheet, rank, pinned }) => (
            <div class="gesture">
              {pinned ? (
                <UndoForm {...choiceOf(sheet.number)} kind="liberer" />
              ) : (
                <PinForm {...choiceOf(sheet.number)} rank={rank} ranks={ranks} />
              )}
              <BanForm {...choiceOf(sheet.number)} />
              <FileLinks {...props} number={sheet.number} />
            </div>
          ),
        })}
      />
      <NextCandidates
        view={view}
        next={chosen.shortlist.next}
        {...(props.mayChoose && {
          gestures: ({ number }) => (
            <div class="gesture">
              <PinForm {...choiceOf(number)} rank={1} ranks={ranks} />
              <WhyNotForm {...choiceOf(number)} />
              <ReplaceForm {...choiceOf(number)} entries={chosen.shortlist.entries} />
              <FileLinks {...props} number={number} />
            </div>
          ),
        })}
      />
      <PoolView place={chosen} />
      {props.mayChoose ? (
        <p>
          <a href={`/agent/logements/${encodeURIComponent(chosen.vacancy.id)}/candidats`}>
            Tous les candidats de ce logement, un par un
          </a>
        </p>
      ) : null}
      {props.mayChoose ? <AskWhyNot {...props} /> : null}
    </section>
  );
}

function FileLinks({ fileRef, chosen, number }: ChosenHomeProps & { number: string }): JSX.Element {
  const ref = fileRef(number);
  return (
    <>
      <a href={`/agent/dossiers/${ref}`}>Voir le dossier</a>
      <a href={`/agent/logements/${encodeURIComponent(chosen.vacancy.id)}/candidats/${ref}`}>Instruire</a>
    </>
  );
}

function AskWhyNot({ frame, heading, chosen }: ChosenHomeProps): JSX.Element {
  return (
    <form class="ask no-print" method="post" action={`${heading.path}/pourquoi-pas`}>
      <h3>Pourquoi pas un autre ménage ?</h3>
      <input type="hidden" name="_csrf" value={frame.csrfToken} />
      <input type="hidden" name="logement" value={chosen.vacancy.id} />
      <label for="numero">Numéro unique de la demande (18 caractères)</label>
      <div class="gesture">
        <input id="numero" name="numero" required size={22} maxlength={40} autocomplete="off" />
        <button type="submit">Demander</button>
      </div>
    </form>
  );
}
