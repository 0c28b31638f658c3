/** Data to complete: which lease, what is missing, what to do, who looks after it and until when. */
import type { JSX } from 'preact';
import { frenchCount, frenchShortDate } from '../../../kernel/french.ts';
import type { DefectAssignment } from '../../../reporting/defect-port.ts';
import type { Defect } from '../../../reporting/defects.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';

const action = '/agent/indicateurs/donnees';
/** A page shows so many of a kind; the next come once these are done. */
const shownOfAKind = 100;

export type DefectGroup = { title: string; defects: readonly Defect[] };

export function DefectsPage(props: {
  frame: PageFrame;
  groups: readonly DefectGroup[];
  assignments: ReadonlyMap<string, DefectAssignment>;
  mayAssign: boolean;
  /** What was just done, or why it could not be. */
  said: { kind: 'done' | 'refused'; words: string } | null;
}): JSX.Element {
  const { frame, groups, said } = props;
  return (
    <Layout
      frame={frame}
      title="Données à compléter"
      crumbs={[
        { href: '/agent/indicateurs', label: 'Indicateurs' },
        { href: action, label: 'Données à compléter' },
      ]}
    >
      <h1>Données à compléter</h1>
      <p class="prose">
        Ces baux comptent au total des indicateurs, jamais dans ce qui est atteint, tant que la donnée manque.
        Une donnée complétée quitte la liste d’elle-même.
      </p>
      {said === null ? null : (
        <p class={said.kind === 'done' ? 'proof' : 'alert'} role="status">
          {said.words}
        </p>
      )}
      {groups.length === 0 ? (
        <p class="card">Rien ne manque : les chiffres de l’année sont entiers.</p>
      ) : null}
      {groups.map((group) => (
        <Group key={group.title} {...props} group={group} />
      ))}
    </Layout>
  );
}

function Group(props: {
  frame: PageFrame;
  group: DefectGroup;
  assignments: ReadonlyMap<string, DefectAssignment>;
  mayAssign: boolean;
}): JSX.Element {
  const { group, mayAssign, frame } = props;
  const shown = group.defects.slice(0, shownOfAKind);
  return (
    <section class="card">
      <h2>{`${group.title} : ${frenchCount(group.defects.length, 'bail', 'baux')}`}</h2>
      <p>{group.defects[0]?.todo}</p>
      <form method="post" action={action}>
        <input type="hidden" name="_csrf" value={frame.csrfToken} />
        <ScrollBox label={group.title}>
          <table class="plain small">
            <caption>{group.title}</caption>
            <thead>
              <tr>
                {mayAssign ? <th scope="col">Choisir</th> : null}
                <th scope="col">Bail</th>
                <th scope="col">Ce qui manque</th>
                <th scope="col">Confié à</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((defect) => (
                <Line
                  key={defect.key}
                  defect={defect}
                  assignment={props.assignments.get(defect.key) ?? null}
                  mayAssign={mayAssign}
                />
              ))}
            </tbody>
          </table>
        </ScrollBox>
        {group.defects.length > shown.length ? <p>{`Les ${shownOfAKind} premiers sont montrés.`}</p> : null}
        {mayAssign ? <AssignFields /> : null}
      </form>
    </section>
  );
}

function Line(props: {
  defect: Defect;
  assignment: DefectAssignment | null;
  mayAssign: boolean;
}): JSX.Element {
  const { defect, assignment } = props;
  return (
    <tr>
      {props.mayAssign ? (
        <td>
          <label>
            <input type="checkbox" name="donnee" value={`${assignment?.version ?? 0} ${defect.key}`} />
            <span class="visually-hidden">{`Choisir ${defect.leaseId}`}</span>
          </label>
        </td>
      ) : null}
      <th scope="row">{defect.leaseId}</th>
      <td>{defect.missing}</td>
      <td>{assignment === null ? 'personne' : inWords(assignment)}</td>
    </tr>
  );
}

function inWords({ assignedTo, dueOn, resolvedOn, note }: DefectAssignment): string {
  const until = dueOn === null ? '' : `, pour le ${frenchShortDate(dueOn)}`;
  const done = resolvedOn === null ? '' : `, dit fait le ${frenchShortDate(resolvedOn)}`;
  return `${assignedTo}${until}${done}${note === null ? '' : ` (${note})`}`;
}

function AssignFields(): JSX.Element {
  return (
    <div class="filters">
      <label>
        Confier à <input name="personne" maxLength={120} autocomplete="off" />
      </label>
      <label>
        pour le <input type="date" name="pour" />
      </label>
      <label>
        Note <input name="note" maxLength={300} autocomplete="off" />
      </label>
      <button type="submit" name="geste" value="confier">
        Confier les lignes choisies
      </button>
      <button type="submit" name="geste" value="fait">
        Dire qu’elles sont faites
      </button>
    </div>
  );
}
