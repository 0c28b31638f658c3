import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readMatchFiles } from '../../src/intake/match-files.ts';
import { snapshotSchema } from '../../src/matching/snapshot.ts';
import { applicationLine, applicationsHeader, homeLine, homesHeader, today } from './samples.ts';
import { message, request } from './sne-messages.ts';

function folderOf(files: Readonly<Record<string, string>>): (name: string) => string {
  const folder = mkdtempSync(path.join(tmpdir(), 'parcours-intake-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content);
  return (name) => path.join(folder, name);
}

const homes = `${homesHeader}\n${homeLine}\n${homeLine.replace('L1;', 'L0;')}\n`;
const applications = [
  `${applicationsHeader};name;designated_for`,
  `${applicationLine('057032400000100002')};Ana Durand;L1@prefet57@2026-11-02@dalo|L9@prefet57@2026-11-02`,
  `${applicationLine('057032400000100001')};;`,
  `${applicationLine('57')};;`,
].join('\n');

describe('the files of match', () => {
  it('know what a tenant would free where a target asks it: by its tenancy, else by its application', async () => {
    const lineOf = (number: string, landlord: string) =>
      applicationLine(number).replace(';T3|T4;;', `;T3|T4;${landlord};`);
    const file = (target: string) => ({
      'homes.csv': homes,
      'applications.csv': `${applicationsHeader};current_insee;current_rooms\n${[
        `${lineOf('057032400000100001', '')};57672;2`,
        `${lineOf('057032400000100002', 'interne')};57672;4`,
        `${lineOf('057032400000100003', 'autre')};57672;4`,
      ].join('\n')}\n`,
      'tenancies.csv':
        'tenancy_id;home_id;signed_on;residents;rent;application_number\nB1;L1;2015-04-01;3;380;057032400000100001\n',
      'targets.csv': `target_id;kind;year;goal;freed_typologies\nobjectif;${target}\n`,
    });
    const freedBy = async (target: string) => {
      const at = folderOf(file(target));
      const paths = {
        homes: at('homes.csv'),
        applications: at('applications.csv'),
        tenancies: at('tenancies.csv'),
        targets: at('targets.csv'),
      };
      const read = await readMatchFiles(paths, { date: today });
      if (!read.ok) throw new Error(read.refusal.message);
      return read.value.snapshot;
    };
    const asked = await freedBy('logements-liberes;2026;60;T4');
    const home = asked.vacancies.find(({ home: { id } }) => id === 'L1')!.home;
    expect(asked.freedHomes).toEqual([
      { number: '057032400000100001', typology: home.typology, insee: home.insee, relet: true },
      { number: '057032400000100002', typology: 'T4', insee: '57672', relet: true },
    ]);
    expect(await freedBy('mutations-internes;2026;15 %;')).not.toHaveProperty('freedHomes');
  });

  it('become a snapshot that matching accepts, in one order whatever theirs', async () => {
    const at = folderOf({
      'homes.csv': homes,
      'applications.csv': `${applications}\n`,
      'tenancies.csv':
        'tenancy_id;home_id;signed_on;residents;rent;application_number\nB1;L7;2015-04-01;3;380;057032400000100001\n',
      'targets.csv': 'target_id;kind;year;goal\ninterne;mutations-internes;2026;15 %\n',
    });
    const read = await readMatchFiles(
      {
        homes: at('homes.csv'),
        applications: at('applications.csv'),
        tenancies: at('tenancies.csv'),
        targets: at('targets.csv'),
      },
      { date: today },
    );
    if (!read.ok) throw new Error(read.refusal.message);
    const { snapshot, rejects, warnings } = read.value;
    expect(snapshotSchema.parse(snapshot)).toEqual(snapshot);
    expect(snapshot.vacancies.map(({ home }) => home.id)).toEqual(['L0', 'L1']);
    expect(snapshot.applications.map(({ number }) => number)).toEqual([
      '057032400000100001',
      '057032400000100002',
    ]);
    expect(snapshot.holders).toMatchObject([{ id: 'prefet57', kind: 'state', territory: '57' }]);
    expect(snapshot.designations).toEqual([
      {
        vacancyId: 'L1',
        applicationNumber: '057032400000100002',
        holderId: 'prefet57',
        on: '2026-11-02',
        dalo: true,
      },
    ]);
    expect(rejects).toMatchObject([{ file: 'applications', row: 4, problems: [{ field: 'nur' }] }]);
    expect(warnings.join()).toContain('« L9 »');
  });

  it('say that a tenant of the landlord asks for an internal transfer where the tenancies know it', async () => {
    const at = folderOf({
      'homes.csv': homes,
      'applications.csv': `${applications}\n`,
      'tenancies.csv':
        'tenancy_id;home_id;signed_on;residents;rent;application_number\nB1;L7;2015-04-01;3;380;057032400000100001\n',
    });
    const read = await readMatchFiles(
      { homes: at('homes.csv'), applications: at('applications.csv'), tenancies: at('tenancies.csv') },
      { date: today, landlord: { id: 'vest', name: 'Vest', aliases: ['Vest SA'] } },
    );
    if (!read.ok) throw new Error(read.refusal.message);
    const { landlord, applications: read_ } = read.value.snapshot;
    expect(read_[0]?.current).toMatchObject({
      landlord: 'vest',
      tenancyId: 'B1',
      residents: 3,
      rentCents: 38000,
    });
    expect(landlord.aliases).toEqual(['vest', 'Vest SA', 'interne', 'self']);
  });

  it('never carry a name into a snapshot', async () => {
    const at = folderOf({ 'homes.csv': homes, 'applications.csv': `${applications}\n` });
    const read = await readMatchFiles(
      { homes: at('homes.csv'), applications: at('applications.csv') },
      { date: today },
    );
    expect(JSON.stringify(read)).not.toContain('"name":"Ana Durand"');
  });

  it('may be an SNE message for the applications', async () => {
    const at = folderOf({ 'homes.csv': homes, 'demandes.xml': message('CRE', [request()]) });
    const read = await readMatchFiles(
      { homes: at('homes.csv'), applications: at('demandes.xml') },
      { date: today },
    );
    expect(read.ok && read.value.counts).toEqual({ homes: 2, applications: 1, tenancies: 0, targets: 0 });
  });

  it('are refused where one is missing, by its name', async () => {
    const at = folderOf({ 'homes.csv': homes });
    const read = await readMatchFiles(
      { homes: at('homes.csv'), applications: at('absent.csv') },
      { date: today },
    );
    expect(read).toMatchObject({ ok: false, refusal: { file: 'applications', code: 'unreadable' } });
  });
});
