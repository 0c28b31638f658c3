/** The règlement intérieur as data: each value, whether it is a default, its earlier versions, and who sits. */
import type { JSX } from 'preact';
import type { Bylaws } from '../../../committee/bylaws.ts';
import type { CommissionView } from '../../../committee/session-view.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchShortDate } from '../../../kernel/french.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { Refused } from '../sitting/notices.tsx';
import { type BylawsField, bylawsFields, isDefault, valueInWords } from './bylaws-fields.ts';
import { type AccountChoice, MemberForm, MembersList } from './member-forms.tsx';

export type BylawsPageProps = {
  frame: PageFrame;
  commissions: readonly (CommissionView & { history: readonly Bylaws[] })[];
  /** Null: read only. */
  editing: { accounts: readonly AccountChoice[] } | null;
  today: CivilDate;
  refusal: string | null;
  /** What was typed in the form that was refused. */
  typed: Readonly<Record<string, string>> | null;
};

const defaultWords = 'par défaut, à valider par votre conseil d’administration';

export function BylawsPage(props: BylawsPageProps): JSX.Element {
  return (
    <Layout frame={props.frame} title="Règlement intérieur">
      <h1>Règlement intérieur de la commission</h1>
      <PageWords words={['caleol', 'quorum', 'holder']} />
      <p class="prose">
        Le Code laisse à ce règlement le quorum, les pouvoirs, la participation à distance et les délais. Le
        conseil d’administration l’adopte et il est publié en ligne (R441-9 IV).
      </p>
      {props.refusal === null ? null : <Refused sentence={props.refusal} />}
      {props.commissions.length === 0 ? <p>Aucune commission n’est enregistrée pour l’instant.</p> : null}
      {props.commissions.map((one) => (
        <OneCommission key={one.commission.id} {...props} one={one} />
      ))}
    </Layout>
  );
}

function OneCommission(
  props: BylawsPageProps & { one: BylawsPageProps['commissions'][number] },
): JSX.Element {
  const { one, editing } = props;
  const { bylaws } = one;
  const defaults = bylawsFields.filter((field) => isDefault(field, bylaws)).length;
  return (
    <>
      <section class="card">
        <h2>{one.commission.name}</h2>
        <p class={defaults > 0 ? 'alert' : 'proof'}>
          Version {bylaws.version}, en vigueur depuis le {frenchShortDate(bylaws.effectiveOn)}.{' '}
          {defaults > 0
            ? `${defaults} valeurs sont ${defaultWords}.`
            : 'Toutes les valeurs ont été validées par le conseil d’administration.'}
        </p>
        <Values bylaws={bylaws} />
        {editing === null ? null : <EditForm {...props} />}
        <History history={one.history} />
      </section>
      <section class="card">
        <h2>Membres</h2>
        <MembersList members={one.members} today={props.today} />
        {editing === null ? null : (
          <MemberForm frame={props.frame} one={one} accounts={editing.accounts} today={props.today} />
        )}
      </section>
    </>
  );
}

function Values({ bylaws }: { bylaws: Bylaws }): JSX.Element {
  return (
    <ScrollBox label="Valeurs du règlement">
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">Règle</th>
            <th scope="col">Valeur</th>
            <th scope="col">D’où elle vient</th>
          </tr>
        </thead>
        <tbody>
          {bylawsFields.map((field) => (
            <tr key={field.name}>
              <th scope="row">{field.label}</th>
              <td>
                {valueInWords(field, bylaws)}
                {isDefault(field, bylaws) ? (
                  <>
                    <br />
                    <span class="tag tag-warn">{defaultWords}</span>
                  </>
                ) : null}
              </td>
              <td class="quiet">{field.source}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function EditForm(props: BylawsPageProps & { one: BylawsPageProps['commissions'][number] }): JSX.Element {
  const { one, typed } = props;
  const own = typed?.commission === one.commission.id ? typed : null;
  return (
    <details open={own !== null}>
      <summary>Enregistrer une nouvelle version</summary>
      <form method="post" action="/admin/reglement" class="narrow">
        <input type="hidden" name="_csrf" value={props.frame.csrfToken} />
        <input type="hidden" name="commission" value={one.commission.id} />
        <input type="hidden" name="version" value={String(one.history[0]?.version ?? 0)} />
        {bylawsFields.map((field) => (
          <ValueField
            key={field.name}
            field={field}
            bylaws={one.bylaws}
            typed={own}
            scope={one.commission.id}
          />
        ))}
        <p class="field">
          <label for={`effet-${one.commission.id}`}>En vigueur à partir du</label>
          <input
            id={`effet-${one.commission.id}`}
            name="effet"
            type="date"
            required
            value={own?.effet ?? props.today}
          />
        </p>
        <button type="submit" class="strong">
          Enregistrer cette version
        </button>
        <p class="small quiet">
          Les versions précédentes restent lisibles ; une séance déjà convoquée garde la sienne.
        </p>
      </form>
    </details>
  );
}

function ValueField(props: {
  field: BylawsField;
  bylaws: Bylaws;
  typed: Readonly<Record<string, string>> | null;
  scope: string;
}): JSX.Element {
  const { field, bylaws } = props;
  const id = `${field.name}-${props.scope}`;
  const value = props.typed?.[field.name] ?? field.read(bylaws);
  return (
    <div class="field">
      <label for={id}>
        {field.label}
        {field.input.kind === 'number'
          ? ` (${field.input.unit}s, de ${field.input.min} à ${field.input.max})`
          : ''}
      </label>
      {field.input.kind === 'number' ? (
        <input
          id={id}
          name={field.name}
          type="number"
          min={field.input.min}
          max={field.input.max}
          required
          value={value}
        />
      ) : (
        <select id={id} name={field.name}>
          {field.input.options.map(([code, label]) => (
            <option key={code} value={code} selected={code === value}>
              {label}
            </option>
          ))}
        </select>
      )}
      {isDefault(field, bylaws) ? (
        <label class="pick">
          <input type="checkbox" name="valide" value={field.key} />
          <span>Validée par le conseil d’administration</span>
        </label>
      ) : null}
    </div>
  );
}

function History({ history }: { history: readonly Bylaws[] }): JSX.Element | null {
  if (history.length < 2) return null;
  return (
    <details>
      <summary>Versions ({history.length})</summary>
      <ul>
        {history.map((version, index) => {
          const before = history[index + 1];
          return (
            <li key={version.version}>
              Version {version.version}, à partir du {frenchShortDate(version.effectiveOn)}
              {before ? ` : ${changes(before, version)}` : ' : première version'}.
            </li>
          );
        })}
      </ul>
    </details>
  );
}

function changes(before: Bylaws, after: Bylaws): string {
  const changed = bylawsFields.filter((field) => field.read(before) !== field.read(after));
  if (changed.length === 0) return 'valeurs validées sans changement';
  return changed
    .map((field) => `${field.label}, ${valueInWords(field, before)} → ${valueInWords(field, after)}`)
    .join(' ; ');
}
