/** The search of adverts, distances, what an advert says of a home, and the duty to publish. */
import { describe, expect, it } from 'vitest';
import { addDays, civilDate } from '../../../src/kernel/civil-date.ts';
import { advertFactsOf, changedFacts } from '../../../src/portal/adverts/advert-facts.ts';
import { advertQuery, readAdvertFilters } from '../../../src/portal/adverts/advert-filters.ts';
import type { DeskHome } from '../../../src/portal/adverts/advert-port.ts';
import { filtersOf, isDue, newAdverts } from '../../../src/portal/adverts/alerts.ts';
import { kilometresBetween, minutesByCar } from '../../../src/portal/adverts/commune-centres.ts';
import { publicationDuty } from '../../../src/portal/adverts/publication-duty.ts';
import { searchInWords } from '../../../src/portal/adverts/search-words.ts';
import { testDemo } from '../../support/service.ts';

const home = testDemo.homes.find(({ rentCents }) => rentCents > 0);
const vacancy = testDemo.vacancies[0];
if (!home || !vacancy) throw new Error('the demonstration has no home');
const factsAt = (address: string) =>
  advertFactsOf({ home: { ...home, address }, vacancy, communeName: 'Metz', holderName: null });

describe('the address of a search', () => {
  it('is always written alike, whatever the order in which it was typed', () => {
    const typed = {
      typologie: ['T4', 'T2', 'T2'],
      commune: '57463',
      rayon: '10',
      loyer: '600',
      tri: 'loyer',
    };
    const query = advertQuery(readAdvertFilters(typed));
    expect(query).toBe('commune=57463&rayon=10&typologie=T2&typologie=T4&loyer=600&tri=loyer');
    expect(filtersOf({ query })).toEqual(readAdvertFilters(typed));
  });

  it('asks nothing where nothing is understood', () => {
    const typed = { commune: 'Metz', rayon: '7', loyer: '-3', energie: 'Z', acces: 'none', typologie: 'T9' };
    expect(advertQuery(readAdvertFilters(typed))).toBe('');
  });

  it('is told in words', () => {
    const filters = readAdvertFilters({ commune: '57463', rayon: '20', typologie: 'T3', ascenseur: 'oui' });
    expect(searchInWords(filters)).toBe(
      'T3, à 20 km au plus de Metz, à vol d’oiseau, avec ascenseur ou au rez-de-chaussée',
    );
  });
});

describe('distances', () => {
  it('are those of the map, as the crow flies', () => {
    const metzToNancy = kilometresBetween('57463', '54395') ?? 0;
    expect(metzToNancy).toBeGreaterThan(45);
    expect(metzToNancy).toBeLessThan(50);
    expect(kilometresBetween('57463', '57463')).toBe(0);
    expect(kilometresBetween('57463', '00000')).toBeNull();
  });

  it('stand for minutes that are told as about', () => {
    expect([5, 10, 20, 30, 50].map(minutesByCar)).toEqual([10, 15, 30, 45, 80]);
  });
});

describe('what an advert says of a home', () => {
  it.each([
    ['49 Allée du Port, 54000 Nancy', 'Allée du Port'],
    ['49 bis, rue Haute, 57000 Metz', 'rue Haute'],
    ['12B rue des Lilas, 57000 Metz', 'rue des Lilas'],
    ['3-5 Place d’Armes, 57000 Metz', 'Place d’Armes'],
    ['Rue du 8 Mai 1945, 57000 Metz', 'Rue du 8 Mai 1945'],
  ])('keeps the number of the street for the visit: %s', (address, street) => {
    expect(factsAt(address).street).toBe(street);
  });

  it('names what changed in the stock since', () => {
    const before = factsAt('1 rue Haute');
    expect(
      changedFacts(before, { ...before, rentCents: before.rentCents + 100, lift: !before.lift }),
    ).toEqual(['rentCents', 'lift']);
  });
});

describe('the duty to publish (L-02)', () => {
  const day = civilDate('2026-11-21');
  const deskHome = (vacancyId: string, more: Partial<DeskHome>): DeskHome => ({
    ...{ vacancyId, facts: factsAt('1 rue Haute'), status: 'available', withdrawal: null },
    ...{ decided: false, designated: false },
    ...more,
  });

  it('bears on vacant homes to let: works, notices, sales, decided homes and homes of class G are not counted', () => {
    const duty = publicationDuty(
      [
        deskHome('a', {}),
        deskHome('b', { status: 'works' }),
        deskHome('c', { status: 'withdrawn', withdrawal: 'sale' }),
        deskHome('d', { decided: true }),
        deskHome('e', { facts: { ...factsAt('1 rue Haute'), energyClass: 'G' } }),
      ],
      [],
      day,
    );
    expect(duty.vacant.map(({ home: { vacancyId }, missing }) => [vacancyId, missing?.because])).toEqual([
      ['a', 'none'],
    ]);
    expect(duty.coming.map(({ home: { vacancyId } }) => vacancyId)).toEqual(['b']);
    expect(duty.met).toBe(false);
  });

  it('is met where there is nothing to let', () => {
    expect(publicationDuty([], [], day).met).toBe(true);
  });
});

describe('when a digest is due', () => {
  const confirmedOn = testDemo.date;
  it('leaves once a day, or once a week, at most', () => {
    const search = { query: '', confirmedOn, lastSentOn: null };
    expect(isDue({ ...search, frequency: 'daily' }, confirmedOn)).toBe(false);
    expect(isDue({ ...search, frequency: 'daily' }, addDays(confirmedOn, 1))).toBe(true);
    expect(isDue({ ...search, frequency: 'weekly' }, addDays(confirmedOn, 6))).toBe(false);
    const last = { ...search, lastSentOn: addDays(confirmedOn, 7) };
    expect(isDue({ ...last, frequency: 'weekly' }, addDays(confirmedOn, 13))).toBe(false);
    expect(isDue({ ...last, frequency: 'weekly' }, addDays(confirmedOn, 14))).toBe(true);
  });

  it('tells each advert once, day after day', () => {
    const advert = (opensOn: typeof confirmedOn) => ({
      ...{
        id: opensOn,
        landlordId: 'demo',
        landlordName: 'Demo',
        vacancyId: opensOn,
        state: 'open' as const,
      },
      ...{ regime: 'tense' as const, facts: factsAt('1 rue Haute'), closesOn: addDays(opensOn, 10) },
      ...{ words: { title: '', place: '', description: '', access: '' }, exportedTo: [], version: 1 },
      ...{ opensOn, media: [], note: null },
    });
    const days = [0, 1, 2, 3, 4].map((day) => addDays(confirmedOn, day));
    const open = days.map(advert);
    const told: string[] = [];
    let lastSentOn: typeof confirmedOn | null = null;
    for (const today of days) {
      const search = { query: '', frequency: 'daily' as const, confirmedOn, lastSentOn };
      if (!isDue(search, today)) continue;
      told.push(
        ...newAdverts(
          search,
          open.filter(({ opensOn }) => opensOn <= today),
          today,
        ).map(({ id }) => id),
      );
      lastSentOn = today;
    }
    expect(told).toEqual(days.slice(0, 4));
  });
});
