/** Messages of the SNE exchange interface, with invented people. */

export type SneRequest = { number?: string; body?: string; typology?: string; commune?: string };

/** One "demande" with an applicant, a partner, a child and a child with a right of visit. */
export function request({
  number = '057032400000100001',
  body = '',
  typology = 'T3',
  commune = '57463',
}: SneRequest = {}): string {
  return `<demande><demandeLogement>
    <numUnique>${number}</numUnique>
    <dateCreationDemande>2024-03-02</dateCreationDemande>
    <numGuichet>G5701</numGuichet>
    <personnePhysique>
      <demandeur>
        <civilite code="2"/><nom>Durand &amp; Fils</nom><prenom>Ana</prenom>
        <dateNaissance>1988-03-02</dateNaissance>
        <nationalite code="3"/><situationFamiliale code="M"/>
        <telPortable>0601020304</telPortable><mel>ana@exemple.fr</mel>
        <adressePostale><etranger>false</etranger><commune code="57672"/></adressePostale>
        <situationProfessionnelle><typeContratTravail code="CDI"/></situationProfessionnelle>
        <revenuFiscal><anneeMoins1>2025</anneeMoins1><montantMoins1>20000</montantMoins1>
          <anneeMoins2>2024</anneeMoins2><montantMoins2>18000.50</montantMoins2></revenuFiscal>
        <listeRessourceRecue>
          <detailRessource><ressource code="SAL"/><montant>1200</montant></detailRessource>
          <detailRessource><ressource code="APL"/><montant>300</montant></detailRessource>
        </listeRessourceRecue>
        <listeRessourceVersee>
          <detailRessource><ressource code="PAV"/><montant>150</montant></detailRessource>
        </listeRessourceVersee>
      </demandeur>
      <listePersonneACharge><personneACharge><nom>Durand</nom><dateNaissance>2015-05-05</dateNaissance></personneACharge></listePersonneACharge>
      <listePersonneEnGarde><personneEnGarde><dateNaissance>2012-01-01</dateNaissance><coParentalite code="D"/></personneEnGarde></listePersonneEnGarde>
      <listeCotitulaire><cotitulaire><nom>Durand</nom><prenom>Luc</prenom><dateNaissance>1990-01-01</dateNaissance>
        <nationalite code="1"/><lienDemandeur code="M"/>
        <listeRessourceRecue><detailRessource><ressource code="AF"/><montant>131,55</montant></detailRessource></listeRessourceRecue>
      </cotitulaire></listeCotitulaire>
      <logementActuel><listeModeleLogement><modeleLogement code="HLM"/></listeModeleLogement>
        <montantMensuelLoyer>480</montantMensuelLoyer><nombreHabitant>3</nombreHabitant>
        <typeLogementActuel code="T2"/><surface>41</surface><proprietaire>Office voisin</proprietaire></logementActuel>
    </personnePhysique>
    <logementRecherche><listeTypeLogement><typeLogement code="${typology}"/></listeTypeLogement>
      <demandeElargie>true</demandeElargie>
      <listeLocalisationSouhaite><localisationSouhaite><commune code="${commune}"/></localisationSouhaite></listeLocalisationSouhaite>
      <listeMotifDemande><motifDemande code="09"/><motifDemande code="08"/></listeMotifDemande>
      <handicap><natureHandicapMoteur code="MI"/><aideTechniqueHandicap code="4"/></handicap></logementRecherche>
    ${body}
  </demandeLogement></demande>`;
}

/** A whole message of a kind with some requests. */
export function message(kind: string, requests: readonly string[], version = '02.01'): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<n:interfaceNuu xmlns:n="http://nuu.application.i2/" versionInterface="${version}">
  <entete><typeFichier code="${kind}"/><dateFichier>2026-11-20T08:00:00+01:00</dateFichier></entete>
  ${requests.join('\n')}
</n:interfaceNuu>`;
}
