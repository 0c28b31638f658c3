/** How long data are kept, the dry runs and purges, and the files whose erasure is suspended. */
import type { JSX } from 'preact';
import { durationOf, type RetentionPolicy } from '../../../access/retention/policy.ts';
import type { LegalHold, Purge } from '../../../access/retention/retention-port.ts';
import { keptBeside, retentionRules } from '../../../access/retention/rules.ts';
import { type CivilDate, civilDateInParis } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchLongDate, frenchShortDate } from '../../../kernel/french.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { Refused } from '../sitting/notices.tsx';
import { HoldForm, HoldsTable } from './holds-section.tsx';
import { chosenInWords, durationInWords, standingNames, stateNames } from './retention-words.ts';

export type RetentionPageProps = {
  frame: PageFrame;
  policy: RetentionPolicy;
  purges: readonly Purge[];
  holds: readonly LegalHold[];
  mayChoose: boolean;
  today: CivilDate;
  requestKey: string;
  refusal: string | null;
};

export function RetentionPage(props: RetentionPageProps): JSX.Element {
  const { frame, policy } = props;
  return (
    <Layout frame={frame} title="Conservation des données">
      <h1>Conservation des données</h1>
      <p class="lead prose">
        Chaque donnée a une durée. Rien ne s’efface tout seul : un essai à blanc compte ce qui est échu, une
        personne le valide, puis l’effacement laisse un certificat dans le journal.
      </p>
      {props.refusal === null ? null : <Refused sentence={props.refusal} />}
      <section class="card">
        <h2>Essais à blanc et purges</h2>
        <PurgesTable purges={props.purges} />
        <form method="post" action="/dpo/conservation/essai">
          <input type="hidden" name="_csrf" value={frame.csrfToken} />
          <input type="hidden" name="_key" value={props.requestKey} />
          <button type="submit" class="strong">
            Compter ce qui est échu au {frenchLongDate(props.today)}
          </button>
          <p class="small quiet">Un essai à blanc ne change rien.</p>
        </form>
      </section>
      <section class="card">
        <h2>Dossiers dont l’effacement est suspendu</h2>
        <p class="prose">
          Un contentieux, un contrôle : tant que la suspension tient, rien du dossier ne s’efface, ni de son
          bail, ni des calculs qui l’ont lu.
        </p>
        <HoldsTable holds={props.holds} frame={frame} />
        <HoldForm frame={frame} today={props.today} requestKey={props.requestKey} />
      </section>
      <section class="card">
        <h2>Durées en vigueur</h2>
        <p class="prose">
          {policy.version === 0
            ? 'Toutes les durées sont celles par défaut : faites-les valider avant la première purge.'
            : `Version ${policy.version}, choisie par ${policy.by}. Motif : ${policy.why}`}
        </p>
        <RulesTable policy={policy} />
        {props.mayChoose ? <DurationsForm frame={frame} policy={policy} /> : null}
      </section>
      <section class="card prose">
        <h2>Ce qu’aucune purge n’efface</h2>
        <dl>
          {keptBeside.map(({ name, why, standing }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                {why} <span class="quiet">({standingNames[standing]})</span>
              </dd>
            </div>
          ))}
        </dl>
      </section>
    </Layout>
  );
}

function PurgesTable({ purges }: { purges: readonly Purge[] }): JSX.Element {
  if (purges.length === 0) {
    return <p>Aucun essai pour l’instant. Le premier dira ce qui est échu, sans rien effacer.</p>;
  }
  return (
    <ScrollBox label="Essais à blanc et purges">
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">Échu au</th>
            <th scope="col">Où elle en est</th>
            <th scope="col">À effacer ou effacé</th>
            <th scope="col">Essai fait par</th>
            <th scope="col">Validée par</th>
          </tr>
        </thead>
        <tbody>
          {purges.map((purge) => (
            <tr key={purge.id}>
              <th scope="row">
                <a href={`/dpo/conservation/${purge.id}`}>{frenchShortDate(purge.asOf)}</a>
              </th>
              <td>{stateNames[purge.state]}</td>
              <td class="number">
                {purge.lines.reduce((sum, { pending, erased }) => sum + pending + erased, 0)}
              </td>
              <td>
                {purge.reportedBy}, le {frenchShortDate(civilDateInParis(purge.reportedAt))}
              </td>
              <td>{purge.validatedBy ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function RulesTable({ policy }: { policy: RetentionPolicy }): JSX.Element {
  return (
    <ScrollBox label="Durées en vigueur">
      <table class="plain wide-rows">
        <thead>
          <tr>
            <th scope="col">Donnée</th>
            <th scope="col">Durée</th>
            <th scope="col">Ce qui s’efface, ce qui reste</th>
            <th scope="col">Source</th>
          </tr>
        </thead>
        <tbody>
          {retentionRules.map((rule) => (
            <tr key={rule.id}>
              <th scope="row">{rule.name}</th>
              <td>
                <strong>{durationInWords(rule, policy)}</strong> depuis {rule.event}
                <br />
                <span class="small quiet">{chosenInWords(rule, policy)}</span>
              </td>
              <td>
                {rule.covers}
                {rule.stays === null ? null : (
                  <>
                    <br />
                    <span class="quiet">Reste : {rule.stays}</span>
                  </>
                )}
              </td>
              <td>
                {rule.source}
                <br />
                <span class={rule.standing === 'read' ? 'tag tag-good' : 'tag tag-warn'}>
                  {standingNames[rule.standing]}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function DurationsForm({ frame, policy }: { frame: PageFrame; policy: RetentionPolicy }): JSX.Element {
  return (
    <details>
      <summary>Choisir d’autres durées</summary>
      <form method="post" action="/dpo/conservation/durees" class="narrow">
        <input type="hidden" name="_csrf" value={frame.csrfToken} />
        <input type="hidden" name="version" value={String(policy.version)} />
        {retentionRules
          .filter(({ least, most }) => least !== most)
          .map((rule) => (
            <p key={rule.id} class="field">
              <label for={`duree-${rule.id}`}>
                {rule.name}, en {rule.unit === 'months' ? 'mois' : 'jours'} (de {rule.least} à {rule.most})
              </label>
              <input
                id={`duree-${rule.id}`}
                name={rule.id}
                type="number"
                min={rule.least}
                max={rule.most}
                value={durationOf(policy, rule)}
                required
              />
            </p>
          ))}
        <p class="field">
          <label for="motif-durees">Motif, par exemple la délibération</label>
          <input id="motif-durees" name="motif" required minlength={3} maxlength={500} />
        </p>
        <button type="submit">Enregistrer ces durées</button>
        <p class="small quiet">
          {frenchCount(retentionRules.filter(({ least, most }) => least === most).length, 'durée')} ne se
          choisissent pas : un texte ou le règlement les fixe.
        </p>
      </form>
    </details>
  );
}
