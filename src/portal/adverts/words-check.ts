/** Reads the words of an advert before anyone else does: nothing personal, nothing that chooses households. */
import { forbiddenInNote } from '../../committee/note-check.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { AdvertWords } from '../advert.ts';
import type { AdvertRefusal } from './advert-refusal.ts';

// Places and features that a list made for notes about people would take for something about them.
const placeWords =
  /\b(?:maisons? (?:de sant[ée]|m[ée]dicales?)|(?:cabinets?|centres?|p[ôo]les?) (?:m[ée]dica(?:l|ux)|de sant[ée])|m[ée]decins?|h[ôo]pita(?:l|ux)|pharmacies?|personnes? (?:handicap[ée]es?|en situation de handicap)|places? handicap[ée]s?|communaut[ée]s? (?:de communes|urbaine|d[’']agglom[ée]ration)|diagnostics? (?:de performance|du gaz|de l[’']\w+|du plomb|[ée]nerg[ée]tiques?|[ée]lectriques?|techniques?))\b/giu;

// What a landlord may not ask, or that only the law may decide: situation, age, family, income from work, guarantees.
const choosing =
  /\b(?:id[ée]al(?:e)? pour (?:un |une )?(?:couple|famille|[ée]tudiant|personne|retrait[ée])\w*|(?:pas|sans) d[’']?enfants?|sans enfants?|pas d[’']animaux|(?:couples?|familles?|retrait[ée]s?|salari[ée]s?|actifs|[ée]tudiants?|femmes?|hommes?) (?:uniquement|seulement|exclusivement|de pr[ée]f[ée]rence)|r[ée]serv[ée]e? aux (?:couples|familles|retrait[ée]s|salari[ée]s|actifs|[ée]tudiants|femmes|hommes|seniors|jeunes)|(?:en )?CDI (?:exig[ée]|demand[ée]|obligatoire)|garants? (?:exig[ée]|demand[ée]|obligatoire)s?|bons? dossiers?|bonne moralit[ée])/iu;

const atLeast: Readonly<Record<keyof AdvertWords, number>> = {
  title: 5,
  place: 15,
  description: 30,
  access: 0,
};

const fields = ['title', 'place', 'description', 'access'] as const;

/** The words with their ends trimmed, or what stands in the way of publishing them. */
export function checkedWords(words: AdvertWords): Result<AdvertWords, AdvertRefusal> {
  for (const field of fields) {
    const text = words[field].trim();
    if (text.length < atLeast[field]) return refuse({ code: 'wordsMissing', field });
    const wrong = wrongInText(text, field);
    if (wrong) return refuse(wrong);
  }
  return ok({
    title: words.title.trim(),
    place: words.place.trim(),
    description: words.description.trim(),
    access: words.access.trim(),
  });
}

/** What a public text may not say; null where nothing is found. A list cannot know all: a second person reads too. */
function wrongInText(text: string, field: keyof AdvertWords | 'alternative'): AdvertRefusal | null {
  const because = forbiddenInNote(text.replace(placeWords, ' '), []);
  if (because !== null) return { code: 'wordsForbidden', field, because };
  const chosen = choosing.exec(text);
  return chosen ? { code: 'choosesHouseholds', field, words: chosen[0] } : null;
}

const shortestWhy = 10;

/** Why an advert is sent back or withdrawn: read by colleagues, and by those interested where it was public. */
export function checkedWhy(why: string): Result<string, AdvertRefusal> {
  const text = why.trim();
  if (text.length < shortestWhy) return refuse({ code: 'whyMissing' });
  const because = forbiddenInNote(text.replace(placeWords, ' '), []);
  return because === null ? ok(text) : refuse({ code: 'wordsForbidden', field: 'why', because });
}

/** The text of a picture, for those who do not see it. */
export function checkedAlternative(alternative: string): Result<string, AdvertRefusal> {
  const text = alternative.trim();
  if (text.length < shortestWhy) return refuse({ code: 'alternativeMissing' });
  const wrong = wrongInText(text, 'alternative');
  return wrong ? refuse(wrong) : ok(text);
}
