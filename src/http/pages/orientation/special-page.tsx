/** `/agent/particuliers`: what is let otherwise than by an ordinary lease, and residences under a rule of their own. */
import type { JSX } from 'preact';
import { v7 } from 'uuid';
import {
  specialCounts,
  specialKindNames,
  specialKinds,
} from '../../../committee/orientation/special-lettings.ts';
import type { SpecialBook } from '../../../committee/orientation/special-port.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchShortDate } from '../../../kernel/french.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { type EmergencyChoice, EmergencyForm } from './emergency-form.tsx';
import { homeLine } from './orientation-words.ts';
import { SpecialResidences } from './special-residences.tsx';

export type SpecialPageProps = {
  frame: PageFrame;
  book: SpecialBook;
  today: CivilDate;
  /** Null: the account prepares no sitting. */
  emergencies: readonly EmergencyChoice[] | null;
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
      <SpecialResidences {...props} />
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

function Urgent({ book, emergencies, frame }: SpecialPageProps): JSX.Element {
  const associations = book.lettings.filter(({ kind }) => kind === 'association');
  return (
    <section class="card" aria-labelledby="urgences">
      <h2 id="urgences">Mettre à l’abri en 48 heures</h2>
      <p class="prose">
        Deux voies : une séance d’urgence de la commission, au délai que prévoit le règlement, ou une place
        dans un logement déjà loué à une association. Le numéro unique reste obligatoire. Protégez d’abord le
        dossier : l’adresse n’apparaît alors sur aucun écran ni courrier.
      </p>
      {emergencies === null ? null : <EmergencyForm choices={emergencies} csrfToken={frame.csrfToken} />}
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
  const { book, frame, today } = props;
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
                        <input type="hidden" name="_key" value={v7()} />
                        <input type="hidden" name="logement" value={letting.vacancyId} />
                        <label class="inline" for={`glisse-${letting.vacancyId}`}>
                          Numéro unique du ménage autonome, à qui la commission a attribué ce logement
                        </label>
                        <input
                          id={`glisse-${letting.vacancyId}`}
                          name="numero"
                          required
                          maxLength={18}
                          autocomplete="off"
                        />
                        <label class="inline" for={`glisse-le-${letting.vacancyId}`}>
                          Bail signé le
                        </label>
                        <input
                          id={`glisse-le-${letting.vacancyId}`}
                          type="date"
                          name="le"
                          required
                          max={today}
                          value={today}
                        />
                        <label class="tick">
                          <input type="checkbox" name="verifie" value="oui" /> Ce qui a changé depuis la
                          séance est vérifié sur pièces
                        </label>
                        <button type="submit">Passer le bail au ménage</button>
                        <span class="small quiet">
                          La demande est radiée le jour du bail, qui compte dans les objectifs de l’année.
                        </span>
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
