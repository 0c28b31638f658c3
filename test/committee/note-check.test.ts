/** What a note on a candidate may not say, in the forms that people write, and ordinary sentences that must pass. */
import { describe, expect, it } from 'vitest';
import { forbiddenInNote } from '../../src/committee/note-check.ts';

const refused = {
  origin: [
    'Nationalité à vérifier',
    'De NATIONALITÉ étrangère',
    'Deux familles sénégalaises dans l’immeuble',
    'Monsieur est turc.',
    'Ne parle pas français',
    'Demandeuse d’asile depuis 2024',
    'Sans-papiers',
    'Famille rom',
    'Porte le voile',
    'D’origine portugaise',
    'Étranger·ère',
    'Natio\u00adnalité inconnue',
  ],
  health: [
    'Madame est en dépression',
    'Longue maladie',
    'Hospitalisée en mars',
    'Est enceinte de six mois',
    'Bénéficie de l’AAH',
    'Suivi psychiatrique',
    'Sous curatelle renforcée',
    'Problèmes de santé',
    'Traitement médical lourd',
    'Handicapé à 80 %',
  ],
  violence: [
    'Victime de violences conjugales',
    'Femme battue',
    'A été violée',
    'Agressée par un voisin',
    'Harcèlement',
    'Victime de la traite des êtres humains',
    'Fuit son conjoint',
    'Enfants maltraités',
  ],
  privateLife: [
    'Couple homosexuel',
    'Sort de prison',
    'Ancien détenu',
    'Délégué syndicaliste',
    'Casier judiciaire',
    'Mauvaises mœurs',
  ],
} as const;

const ordinary = [
  'Dossier traité le 3 mars, demande traitée en priorité.',
  'Le DPE (diagnostic de performance énergétique) est en cours.',
  'La cave se trouve dans l’enceinte de la résidence.',
  'Le bien est détenu en indivision ; logement détenu par le couple.',
  'À l’origine, le ménage demandait un T3 ; son logement d’origine est trop petit.',
  'Erreur due à une maladresse de saisie.',
  'Le syndic a été prévenu.',
  'Le ménage travaille à l’étranger deux jours par semaine.',
  'Violation du bail constatée, sans suite.',
  'Le papier peint violet sera refait.',
  'Accueil et hospitalité du quartier appréciés.',
  'Porte condamnée entre les deux pièces.',
  'Salaire luxembourgeois, contrat à durée indéterminée.',
  'Dépasse le plafond de 12 %, effort de 41 % après APL.',
  'Mobilité professionnelle vers Nancy au 1er janvier 2027.',
  'A refusé deux logements adaptés en 2026.',
  'Quatre personnes pour un T2, enfants de 3 et 5 ans.',
  'Proche de la maison de santé et de l’école.',
  'Locataire de la communauté d’agglomération depuis 2019.',
  'Le médiateur a été saisi par le conseil syndical.',
  'Regroupement familial accordé : six personnes à loger.',
  'Rendez-vous le 21/11/2026 à 10 h.',
  'Loyer de 512,40 € et charges de 96 €.',
] as const;

describe('a note on a candidate', () => {
  for (const [because, notes] of Object.entries(refused)) {
    it.each(notes)(`is refused for ${because}: %s`, (note) => {
      expect(forbiddenInNote(note, [])).toBe(because);
    });
  }

  it.each(ordinary)('passes: %s', (note) => {
    expect(forbiddenInNote(note, ['LEFEVRE Anne'])).toBeNull();
  });

  it('is refused for a number or an address, however it is spaced', () => {
    for (const note of [
      '057 112 600 000 000 123',
      '06.12.34.56.78',
      '+33 6 12 34 56 78',
      'a.b@exemple.example',
    ]) {
      expect(forbiddenInNote(note, [])).toBe('number');
    }
  });

  it('is refused for a name of the household with its ligature or accents, not for a name within a word', () => {
    expect(forbiddenInNote('Mme Lœuillet absente', ['LOEUILLET Zoé'])).toBe('name');
    expect(forbiddenInNote('Appel de zoe', ['LOEUILLET Zoé'])).toBe('name');
    expect(forbiddenInNote('Le banquet est annulé', ['BANQUE Luc'])).toBeNull();
  });
});
