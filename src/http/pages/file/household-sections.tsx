/** The household as its application tells it: life of the application, situation, resources, labels, points. */
import type { ComponentChildren, JSX } from 'preact';
import { renewalSoonDays } from '../../../committee/candidates/staleness.ts';
import type { Application } from '../../../domain/application.ts';
import { ageOn, type CivilDate, daysBetween, yearOf } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchEuros, frenchNumber, frenchShortDate } from '../../../kernel/french.ts';
import { expiresOn, expiryNoticeBy } from '../../../law/application-life.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { labelInWords } from '../../../wording/priority-words.ts';
import type { FilePageProps } from './file-props.ts';
import { communeName, statusWords } from './file-words.ts';

export function HouseholdSections(props: FilePageProps): JSX.Element {
  const { file, today } = props;
  const { application } = file;
  return (
    <div class="file-facts">
      <Card id="demande" title="Demande">
        <Life application={application} today={today} />
      </Card>
      <Card id="menage" title="Ménage">
        <Persons application={application} today={today} />
        <p>{wishesInWords(application)}</p>
      </Card>
      <Card id="situation" title="Logement actuel et contact">
        {file.isProtected ? (
          <>
            <p>Logement actuel et adresses masqués : ce dossier est protégé. N’utilisez que ce contact :</p>
            <Contact contact={file.contact} />
          </>
        ) : (
          <>
            <Current application={application} />
            <Contact contact={file.contact} />
          </>
        )}
      </Card>
      <Card id="ressources" title="Ressources">
        <Resources application={application} today={today} />
      </Card>
      <Card id="priorites" title="Priorités reconnues">
        <Labels application={application} />
      </Card>
      <Card id="points" title="Points de la grille">
        <Scores {...props} />
      </Card>
    </div>
  );
}

function Card(props: { id: string; title: string; children: ComponentChildren }): JSX.Element {
  return (
    <section class="card" aria-labelledby={props.id}>
      <h2 id={props.id}>{props.title}</h2>
      {props.children}
    </section>
  );
}

function Life({ application, today }: { application: Application; today: CivilDate }): JSX.Element {
  const expiry = expiresOn(application, today);
  const notice = expiryNoticeBy(application, today);
  const left = expiry === null ? null : daysBetween(today, expiry);
  return (
    <ul>
      <li>État : {statusWords[application.status]}</li>
      <li>Déposée le {frenchShortDate(application.filedOn)}</li>
      <li>Renouvelée le {frenchShortDate(application.renewedOn)}</li>
      <li>
        {expiry === null
          ? 'Validité non chargée pour cette date'
          : `Valable jusqu’au ${frenchShortDate(expiry)} inclus (CCH R441-2-7)`}
        {left !== null && left < 0 ? (
          <strong class="state-warn"> ▲ échue</strong>
        ) : left !== null && left <= renewalSoonDays ? (
          <strong class="state-warn">{` ▲ à renouveler : ${frenchCount(left, 'jour')}`}</strong>
        ) : null}
      </li>
      {notice === null ? null : <li>Préavis à envoyer au plus tard le {frenchShortDate(notice)}</li>}
    </ul>
  );
}

const roleWords = {
  holder: 'titulaire',
  partner: 'conjoint ou cotitulaire',
  dependant: 'à charge',
  other: 'autre occupant',
} as const;

function Persons({ application, today }: { application: Application; today: CivilDate }): JSX.Element {
  const { persons, visitingChildren } = application.household;
  return (
    <ul>
      {persons.map(({ bornOn, role }, place) => (
        <li key={`${place} ${bornOn}`}>{`${roleWords[role]}, ${ageInWords(ageOn(bornOn, today))}`}</li>
      ))}
      {visitingChildren === 0 ? null : (
        <li>{frenchCount(visitingChildren, 'enfant accueilli', 'enfants accueillis')}</li>
      )}
    </ul>
  );
}

function ageInWords(years: number): string {
  return years < 1 ? 'moins d’un an' : frenchCount(years, 'an');
}

function wishesInWords({ wishes }: Application): string {
  const communes =
    wishes.communes.length === 0 ? 'toute commune' : wishes.communes.map(communeName).join(', ');
  const typologies = wishes.typologies.length === 0 ? 'toute taille' : wishes.typologies.join(', ');
  const accessible = {
    none: '',
    stepFree: ' ; logement sans marche nécessaire',
    wheelchair: ' ; logement accessible en fauteuil nécessaire',
  }[wishes.accessibility];
  return `Souhaite : ${communes} ; ${typologies}${accessible}.`;
}

const housingWords: Readonly<Record<string, string>> = {
  HLM: 'locataire du parc social',
  LP: 'locataire du parc privé',
  CP: 'hébergé chez un particulier',
  CPE: 'hébergé chez ses parents ou enfants',
  SH: 'structure d’hébergement',
  RS: 'résidence sociale ou foyer',
  SD: 'sans logement',
  LTG: 'logement temporaire',
};

function Current({ application }: { application: Application }): JSX.Element {
  const { current } = application;
  return (
    <ul>
      <li>
        {current.kind === null
          ? 'Situation non renseignée'
          : (housingWords[current.kind] ?? 'autre situation')}
      </li>
      {current.landlord === null ? null : <li>{`Bailleur : ${current.landlord}`}</li>}
      {current.insee === null ? null : (
        <li>{`${communeName(current.insee)}${current.qpvCode === null ? '' : ', en quartier prioritaire (QPV)'}`}</li>
      )}
      {current.surfaceM2 === null ? null : (
        <li>
          {`${frenchNumber(current.surfaceM2, 0)} m²`}
          {current.residents === null ? '' : ` pour ${frenchCount(current.residents, 'personne')}`}
        </li>
      )}
      {current.rentCents === null ? null : <li>Loyer {frenchEuros(current.rentCents)}</li>}
    </ul>
  );
}

function Contact({ contact }: Pick<FilePageProps['file'], 'contact'>): JSX.Element {
  if (contact === null) return <p>Aucun moyen de joindre le ménage n’est enregistré.</p>;
  const preferred = { email: 'courriel', sms: 'SMS', letter: 'courrier' }[contact.preferred];
  return (
    <ul>
      {contact.telephone === null ? null : (
        <li>
          <a href={`tel:${contact.telephone.replace(/[^+\d]/g, '')}`}>{contact.telephone}</a>
        </li>
      )}
      {contact.email === null ? null : <li class="figure">{contact.email}</li>}
      {contact.address.length === 0 ? null : <li>{contact.address.join(', ')}</li>}
      {preferred === undefined ? null : <li>{`Préfère : ${preferred}`}</li>}
    </ul>
  );
}

function Resources({ application, today }: { application: Application; today: CivilDate }): JSX.Element {
  const { monthlyResourcesCents, resourcesEvidence, taxIncome } = application.household;
  const year = yearOf(today);
  const lines: readonly (readonly [string, number | null])[] = [
    [`Revenu fiscal ${year - 2} (N-2)`, taxIncome.n2Cents],
    [`Revenu fiscal ${year - 1} (N-1)`, taxIncome.n1Cents],
    ['Revenus des douze derniers mois', taxIncome.last12MonthsCents],
  ];
  return (
    <ul>
      <li>
        {monthlyResourcesCents === null ? (
          <strong>Ressources mensuelles inconnues</strong>
        ) : (
          <>
            {`Ressources mensuelles : ${frenchEuros(monthlyResourcesCents)} `}
            <span class={resourcesEvidence === 'proved' ? 'tag tag-good' : 'tag tag-warn'}>
              {resourcesEvidence === 'proved' ? 'justifiées' : 'déclarées, sans justificatif'}
            </span>
          </>
        )}
      </li>
      {lines.map(([label, cents]) => (
        <li key={label}>{`${label} : ${cents === null ? 'non renseigné' : frenchEuros(cents)}`}</li>
      ))}
    </ul>
  );
}

/** Sensitive letters have one wording (D-04); the body that recognised them could betray which, so it goes with it. */
function Labels({ application }: { application: Application }): JSX.Element {
  if (application.labels.length === 0) return <p>Aucune priorité n’est reconnue à ce jour.</p>;
  return (
    <ul>
      {application.labels.map(({ category, by, on, until }) => {
        const words = labelInWords(category);
        const isOpen = words !== labelInWords('a');
        return (
          <li key={`${category} ${on}`}>
            {`${words}${isOpen ? `, par ${by}` : ''}, depuis le ${frenchShortDate(on)}`}
            {until === null ? '' : `, jusqu’au ${frenchShortDate(until)}`}
          </li>
        );
      })}
    </ul>
  );
}

function Scores({ scores }: FilePageProps): JSX.Element {
  if (scores.length === 0) return <p>Aucune grille de cotation n’est en vigueur sur son territoire.</p>;
  return (
    <>
      {scores.map((score) => (
        <ScrollBox key={score.gridId} label={`Points, grille ${score.gridId}`}>
          <table class="plain small">
            <caption>{`Grille « ${score.gridId} », version ${score.gridVersion}`}</caption>
            <tbody>
              {score.lines.map((line) => (
                <tr key={line.label}>
                  <th scope="row">{line.label}</th>
                  <td class="number">{frenchNumber(line.points)}</td>
                </tr>
              ))}
              <tr>
                <th scope="row">Total, avant les objectifs du logement</th>
                <td class="number">{frenchNumber(score.total)}</td>
              </tr>
            </tbody>
          </table>
        </ScrollBox>
      ))}
    </>
  );
}
