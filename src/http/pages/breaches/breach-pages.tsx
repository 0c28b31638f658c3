/** The log of breaches, and one entry with its versions. */
import type { JSX } from 'preact';
import { breachClock, breachGaps } from '../../../access/breaches/breach.ts';
import type { Breach, BreachVersion } from '../../../access/breaches/breach-port.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { Refused } from '../sitting/notices.tsx';
import { BreachFields } from './breach-fields.tsx';
import { breachLines, clockInWords, momentInWords } from './breach-words.ts';

const path = '/dpo/violations';

export function BreachesPage(props: {
  frame: PageFrame;
  breaches: readonly Breach[];
  requestKey: string;
  now: Date;
}): JSX.Element {
  const { frame, breaches } = props;
  return (
    <Layout frame={frame} title="Violations de données">
      <h1>Violations de données</h1>
      <p class="lead prose">
        Toute violation s’inscrit ici, même sans notification (RGPD, art. 33.5). La CNIL (Commission nationale
        de l’informatique et des libertés) est prévenue dans les 72 heures qui suivent la découverte, sauf si
        un risque pour les personnes est peu probable.
      </p>
      <section class="card">
        <h2>Registre</h2>
        {breaches.length === 0 ? (
          <p>Aucune violation inscrite. C’est ici que la prochaine se raconte, dès qu’elle est découverte.</p>
        ) : (
          <>
            <Entries breaches={breaches} now={props.now} />
            <p class="no-print">
              <a href={`${path}/registre.csv`}>Copie du registre (CSV)</a>
            </p>
          </>
        )}
      </section>
      <section class="card narrow no-print">
        <h2>Inscrire une violation</h2>
        <details>
          <summary>Ouvrir le formulaire</summary>
          <form method="post" action={path}>
            <input type="hidden" name="_csrf" value={frame.csrfToken} />
            <input type="hidden" name="_key" value={props.requestKey} />
            <BreachFields content={null} />
            <button type="submit" class="strong">
              Inscrire
            </button>
          </form>
        </details>
      </section>
    </Layout>
  );
}

function Entries({ breaches, now }: { breaches: readonly Breach[]; now: Date }): JSX.Element {
  return (
    <ScrollBox label="Violations inscrites">
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">Violation</th>
            <th scope="col">Découverte</th>
            <th scope="col">CNIL</th>
            <th scope="col">État</th>
          </tr>
        </thead>
        <tbody>
          {breaches.map(({ id, versions: [{ content }] }) => (
            <tr key={id}>
              <th scope="row">
                <a href={`${path}/${id}`}>{content.title}</a>
              </th>
              <td>{momentInWords(new Date(content.discoveredAt))}</td>
              <td>{clockInWords(breachClock(content, now))}</td>
              <td>{content.closed ? 'close' : 'ouverte'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

export function BreachPage(props: {
  frame: PageFrame;
  breach: Breach;
  requestKey: string;
  now: Date;
  refusal: string | null;
}): JSX.Element {
  const { frame, breach } = props;
  const [latest, ...older] = breach.versions;
  const clock = breachClock(latest.content, props.now);
  const gaps = breachGaps(latest.content);
  const isGood = clock.kind === 'notified' || clock.kind === 'notDue';
  return (
    <Layout
      frame={frame}
      title={latest.content.title}
      crumbs={[{ href: path, label: 'Violations de données' }]}
    >
      <h1>{latest.content.title}</h1>
      {props.refusal === null ? null : <Refused sentence={props.refusal} />}
      <p class={isGood ? 'proof' : 'alert alert-bad'} role="status">
        {clockInWords(clock)}
      </p>
      {gaps.length === 0 ? null : (
        <div class="alert">
          <p>Il manque encore :</p>
          <ul>
            {gaps.map((gap) => (
              <li key={gap}>{gap}</li>
            ))}
          </ul>
        </div>
      )}
      <section class="card prose">
        <h2>
          Version {latest.version}, écrite par {latest.by} {momentInWords(latest.writtenAt)}
        </h2>
        <Content version={latest} />
      </section>
      <section class="card narrow no-print">
        <h2>Compléter</h2>
        <details open={props.refusal !== null}>
          <summary>Écrire une nouvelle version</summary>
          <form method="post" action={`${path}/${breach.id}`}>
            <input type="hidden" name="_csrf" value={frame.csrfToken} />
            <input type="hidden" name="_key" value={props.requestKey} />
            <input type="hidden" name="version" value={String(latest.version)} />
            <BreachFields content={latest.content} />
            <button type="submit" class="strong">
              Enregistrer la version {latest.version + 1}
            </button>
          </form>
        </details>
      </section>
      {older.length === 0 ? null : (
        <section class="card prose">
          <h2>Versions précédentes</h2>
          {older.map((version) => (
            <details key={version.version}>
              <summary>
                Version {version.version}, {version.by}, {momentInWords(version.writtenAt)}
              </summary>
              <Content version={version} />
            </details>
          ))}
        </section>
      )}
    </Layout>
  );
}

function Content({ version }: { version: BreachVersion }): JSX.Element {
  return (
    <dl>
      {breachLines(version.content)
        .filter(([, value]) => value !== '')
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
