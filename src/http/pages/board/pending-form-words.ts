/** What a form was, in words: the page that it came from and its fields. */

const pages: readonly (readonly [RegExp, string])[] = [
  [/^\/agent\/logements\/[^/]+\/candidats/, 'Candidat d’un logement'],
  [/^\/agent\/logements\/vues/, 'Vue enregistrée du tableau'],
  [/^\/agent\/logements/, 'Logement libéré'],
  [/^\/agent\/seances/, 'Séance de la commission'],
  [/^\/agent\/orientation/, 'Orientation d’un logement'],
  [/^\/agent\/suites/, 'Suites d’une décision'],
  [/^\/agent\/dossiers/, 'Dossier d’un ménage'],
  [/^\/agent\/calculs/, 'Propositions de listes'],
  [/^\/agent\/sne/, 'Saisies au registre national'],
  [/^\/agent\/(courriers|lettres)/, 'Courrier'],
  [/^\/agent\/recours/, 'Demande à traiter'],
  [/^\/agent\/appels/, 'Appel à un ménage'],
  [/^\/commission/, 'Séance de la commission'],
  [/^\/reservataire/, 'Espace du réservataire'],
  [/^\/admin/, 'Administration'],
];

/** "Logement libéré", by the address of the page. */
export function pageInWords(path: string): string {
  return pages.find(([pattern]) => pattern.test(path))?.[1] ?? 'Un formulaire de parcours';
}

// What the form carries for the service alone: identifiers, versions, keys against double sending.
const technical = /^_|^(version|cle|key|geste|numero|number|vacancyId|logement|id|retour)$|Id$/;

export function isShownField(name: string): boolean {
  return !technical.test(name);
}

const fields: Readonly<Record<string, string>> = {
  date: 'Date',
  motif: 'Motif',
  pourquoi: 'Pourquoi',
  note: 'Note',
  nom: 'Nom',
  q: 'Recherche',
  reponse: 'Réponse',
  texte: 'Texte',
  rappel: 'À rappeler le',
};

/** The name of a field as people read it: known words, else its own with a capital. */
export function fieldInWords(name: string): string {
  const known = fields[name];
  if (known !== undefined) return known;
  const words = name.replace(/[-_.]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
