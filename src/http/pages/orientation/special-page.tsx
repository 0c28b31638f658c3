/** `/agent/particuliers`: what is let otherwise than by an ordinary lease, and residences under a rule of their own. */
import type { JSX } from 'preact';
import {
  programmeOwed,
  type ResidenceRule,
  specialCounts,
  specialKindNames,
  specialKinds,
} from '../../../committee/orientation/special-lettings.ts';
import type { SpecialBook } from '../../../committee/orientation/special-port.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchNumber, frenchPercent, frenchShortDate } from '../../../kernel/french.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { homeLine } from './orientation-words.ts';

export type SpecialPageProps = {
  frame: PageFrame;
  book: SpecialBook;
  today: CivilDate;
  fileHref: (number: string) => string;
  said: { text: string; good: boolean } | null;
};

export function SpecialPage(props: SpecialPageProps): JSX.Element {
  const { said } = props;
  return (
    <Layout
      frame={props.frame}
      title="Locations particulières"
      crumbs={[
        { href: '/agent', label: 'Ma journée' },
        { href: '/agent/particuliers', label: 'Locations particulières' },
      ]}
    >
      <h1>Locations et résidences particulières</h1>
      {said === null ? null : (
        <p class={said.good ? 'proof' : 'alert'} role="status">
          {said.text}
        </p>
      )}
      <PageWords words={['caleol', 'financing']} />
      <Due {...props} />
      <Urgent {...props} />
      <Lettings {...props} />
      <Residences {...props} />
    </Layout>
  );
}

function Due({ book, frame, fileHref }: SpecialPageProps): JSX.Element {
  const waiting = book.due.filter(({ fulfilledOn }) => fulfilledOn === null);
  return (
    <section class="card" aria-labelledby="dus">
      <h2 id="dus">{`À proposer en premier : ${frenchCount(waiting.length, 'ménage')}`}</h2>
      <p class="prose small">
        Après un refus parce que la résidence est « à enjeu prioritaire de mixité sociale », le premier
        logement vacant qui convient, hors de ces résidences et dans le périmètre de la convention, doit être
        proposé (L441-1-6, L441-2-2).
      </p>
      {waiting.length === 0 ? <p>Aucun logement n’est dû à ce titre.</p> : null}
      {waiting.map((due) => (
        <div class="target" key={due.id}>
          <h3>
            <a class="figure" href={fileHref(due.number)}>
              {due.number}
            </a>
            {`, ${frenchCount(due.persons, 'personne')}, depuis le ${frenchShortDate(due.since)}`}
          </h3>
          {due.candidates.length === 0 ? (
            <p>Aucun logement vacant ne convient aujourd’hui ; le premier qui se libère apparaîtra ici.</p>
          ) : (
            <form method="post" action="/agent/particuliers/dus" class="gesture">
              <input type="hidden" name="_csrf" value={frame.csrfToken} />
              <input type="hidden" name="du" value={due.id} />
              <label class="inline" for={`du-${due.id}`}>
                Logements qui conviennent, le premier libre d’abord
              </label>
              <select id={`du-${due.id}`} name="logement" required>
                <option value="">choisir</option>
                {due.candidates.slice(0, 20).map(({ vacancy, home }) => (
                  <option key={vacancy.id} value={vacancy.id}>
                    {`${homeLine(home)}, ${home.address}`}
                  </option>
                ))}
              </select>
              <button type="submit">Noter qu’il est proposé</button>
            </form>
          )}
        </div>
      ))}
    </section>
  );
}

function Urgent({ book }: SpecialPageProps): JSX.Element {
  const associations = book.lettings.filter(({ kind }) => kind === 'association');
  return (
    <section class="card" aria-labelledby="urgences">
      <h2 id="urgences">Mettre à l’abri en 48 heures</h2>
      <p class="prose">
        Deux voies : une{' '}
        <a href="/agent/seances?nature=emergency#nouvelle">
          séance d’urgence de la commission, au délai que prévoit le règlement
        </a>
        , ou une place dans un logement déjà loué à une association. Le numéro unique reste obligatoire.
        Protégez d’abord le dossier : l’adresse n’apparaît alors sur aucun écran ni courrier.
      </p>
      <p>
        {associations.length === 0
          ? 'Aucun logement n’est loué à une association pour l’instant.'
          : `${frenchCount(associations.length, 'logement loué', 'logements loués')} à une association : ${associations
              .map(({ home, association }) => `${homeLine(home)} (${association ?? 'association'})`)
              .join(' ; ')}.`}
      </p>
    </section>
  );
}

function Lettings(props: SpecialPageProps): JSX.Element {
  const { book, frame } = props;
  const counts = specialCounts(book.lettings);
  return (
    <section class="card" aria-labelledby="locations">
      <h2 id="locations">Locations comptées à part</h2>
      <p>
        {`${frenchCount(counts.association, 'location')} à une association, ${frenchCount(counts.glidingLease, 'bail glissant', 'baux glissants')} en cours, ${frenchCount(counts.glided, 'bail passé', 'baux passés')} au ménage, ${frenchCount(counts.emergency, 'placement urgent', 'placements urgents')}. Elles passent par la commission comme les autres.`}
      </p>
      {book.lettings.length === 0 ? null : (
        <ScrollBox label="Locations particulières">
          <table class="plain">
            <thead>
              <tr>
                <th scope="col">Logement</th>
                <th scope="col">Nature</th>
                <th scope="col">Association</th>
                <th scope="col">Suite</th>
              </tr>
            </thead>
            <tbody>
              {book.lettings.map((letting) => (
                <tr key={letting.vacancyId}>
                  <th scope="row">{`${homeLine(letting.home)}, ${letting.home.address}`}</th>
                  <td>{specialKindNames[letting.kind]}</td>
                  <td>{letting.association ?? 'sans'}</td>
                  <td>
                    {letting.glidedOn === null
                      ? null
                      : `passé au ménage le ${frenchShortDate(letting.glidedOn)}`}
                    {letting.kind === 'glidingLease' && letting.glidedOn === null ? (
                      <form method="post" action="/agent/particuliers/glissement" class="gesture">
                        <input type="hidden" name="_csrf" value={frame.csrfToken} />
                        <input type="hidden" name="logement" value={letting.vacancyId} />
                        <label class="inline" for={`glisse-${letting.vacancyId}`}>
                          Numéro unique du ménage autonome
                        </label>
                        <input
                          id={`glisse-${letting.vacancyId}`}
                          name="numero"
                          required
                          maxLength={18}
                          autocomplete="off"
                        />
                        <button type="submit">Passer le bail au ménage</button>
                      </form>
                    ) : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
      <RecordForm {...props} />
    </section>
  );
}

function RecordForm({ book, frame }: SpecialPageProps): JSX.Element {
  return (
    <details>
      <summary>Enregistrer une location particulière</summary>
      <form method="post" action="/agent/particuliers" class="narrow">
        <input type="hidden" name="_csrf" value={frame.csrfToken} />
        <div class="field">
          <label for="particulier-logement">Logement</label>
          <select id="particulier-logement" name="logement" required>
            <option value="">choisir</option>
            {book.free.map(({ vacancy, home }) => (
              <option key={vacancy.id} value={vacancy.id}>
                {`${homeLine(home)}, ${home.address}`}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="particulier-nature">Nature</label>
          <select id="particulier-nature" name="nature" required>
            <option value="">choisir</option>
            {specialKinds.map((kind) => (
              <option key={kind} value={kind}>
                {specialKindNames[kind]}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="particulier-association">Association (sauf placement urgent sans association)</label>
          <input
            id="particulier-association"
            name="association"
            maxLength={120}
            autocomplete="organization"
          />
        </div>
        <button type="submit" class="strong">
          Enregistrer
        </button>
      </form>
    </details>
  );
}

function Residences(props: SpecialPageProps): JSX.Element {
  const { book, frame } = props;
  return (
    <section class="card" aria-labelledby="residences">
      <h2 id="residences">Résidences à enjeu prioritaire de mixité sociale et programmes neufs</h2>
      {book.rules.length === 0 ? (
        <p>Aucune résidence n’est listée. La convention intercommunale d’attribution (CIA) les désigne.</p>
      ) : (
        <ScrollBox label="Résidences sous une règle">
          <table class="plain">
            <thead>
              <tr>
                <th scope="col">Résidence</th>
                <th scope="col">Règle</th>
                <th scope="col">Source</th>
              </tr>
            </thead>
            <tbody>
              {book.rules.map((rule) => (
                <tr key={rule.residence}>
                  <th scope="row">{rule.residence}</th>
                  <td>{ruleInWords(rule, props)}</td>
                  <td>{rule.source}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
      <details>
        <summary>Ajouter ou modifier une résidence</summary>
        <form method="post" action="/agent/particuliers/residences" class="narrow">
          <input type="hidden" name="_csrf" value={frame.csrfToken} />
          <div class="field">
            <label for="residence-nom">Résidence, comme dans le fichier des logements</label>
            <input id="residence-nom" name="residence" required maxLength={200} autocomplete="off" />
          </div>
          <div>
            <span class="pin">
              <input type="checkbox" id="residence-fragile" name="fragile" value="oui" />{' '}
              <label for="residence-fragile">Listée à enjeu prioritaire de mixité sociale</label>
            </span>
          </div>
          <div class="field">
            <label for="residence-source">Source : convention et date</label>
            <input id="residence-source" name="source" required maxLength={300} autocomplete="off" />
          </div>
          <div class="field">
            <label for="residence-programme">Programme PLUS neuf : nombre de logements (vide sinon)</label>
            <input id="residence-programme" name="programme" type="number" min={1} max={5000} />
          </div>
          <div class="field">
            <label for="residence-part">Part gardée aux locataires du bailleur, en % (vide sinon)</label>
            <input id="residence-part" name="part" type="number" min={0} max={100} step="0.1" />
          </div>
          <button type="submit" class="strong">
            Enregistrer la résidence
          </button>
        </form>
      </details>
    </section>
  );
}

function ruleInWords(rule: ResidenceRule, { book, today }: SpecialPageProps): string {
  const owed = programmeOwed(rule, today);
  const signed = book.ownTenantLeases.get(rule.residence) ?? 0;
  return [
    ...(rule.fragile ? ['ouvre le motif de refus pour fragilité de la résidence'] : []),
    ...(owed && owed.mix.minModest !== null && owed.mix.maxAbove !== null
      ? [
          `programme de ${frenchCount(rule.programmeHomes ?? 0, 'logement')} : ${frenchNumber(owed.mix.minModest, 0)} au moins sous 60 % du plafond, ${frenchNumber(owed.mix.maxAbove, 0)} au plus au-dessus du plafond`,
        ]
      : []),
    ...(owed?.ownTenants != null && rule.ownTenantsPermille !== null
      ? [
          `${frenchPercent(rule.ownTenantsPermille / 1000)} gardés aux locataires du bailleur : ${frenchNumber(signed, 0)} sur ${frenchNumber(owed.ownTenants, 0)} signés cette année`,
        ]
      : []),
  ].join(' ; ');
}
