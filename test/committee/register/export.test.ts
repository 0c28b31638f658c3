import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { type RegisterEvent, registerEventKinds } from '../../../src/committee/register/events.ts';
import { eventColumns, eventRow, eventsXml, removalsXml } from '../../../src/committee/register/export.ts';
import { bytesSource } from '../../../src/intake/byte-source.ts';
import { readSneFile, type SneRow } from '../../../src/intake/sne/read.ts';
import { civilDate } from '../../../src/kernel/civil-date.ts';

const madeOn = civilDate('2026-11-21');
const removal: RegisterEvent = {
  number: '057112600000000001',
  kind: 'removal',
  on: civilDate('2026-11-20'),
  author: 'Bailleur',
  details: { motif: 'RADATT', date: '2026-11-20' },
  eventKey: 'removal 1',
};
const refusal: RegisterEvent = {
  ...removal,
  kind: 'refusal',
  details: { rang: 2, motif: 'Loyer ou charges trop élevés', adapte: true, logement: null },
  eventKey: 'answer 1',
};

/** The parts of a file as one text. */
async function whole(parts: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const part of parts) text += part;
  return text;
}

/** Throws where the text is not well-formed XML. */
function parse(xml: string): string[] {
  const names: string[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ local }) => names.push(local));
  parser.write(xml).close();
  return names;
}

describe('the files made for the register', () => {
  it('tell a removal in the message that the register itself exchanges: our own reader takes it', async () => {
    const rows: SneRow[] = [];
    const report = await readSneFile(
      bytesSource('radiations.xml', await whole(removalsXml([removal, refusal], madeOn))),
      {
        onRow: (row) => {
          rows.push(row);
        },
        onReject: () => {
          throw new Error('rejected');
        },
      },
      { today: madeOn, communes: new Set() },
    );
    expect(report).toMatchObject({ ok: true, value: { accepted: 1, rejected: 0 } });
    expect(rows).toEqual([
      { kind: 'ending', ending: { applicationNumber: removal.number, status: 'housed', on: madeOn } },
    ]);
  });

  it('tell every other event once, with its day, its author and its details', async () => {
    const xml = await whole(
      eventsXml([removal, refusal, { ...refusal, number: '057112600000000002' }], madeOn),
    );
    expect(parse(xml).filter((name) => name === 'evenement')).toHaveLength(2);
    expect(parse(xml).filter((name) => name === 'demandeLogement')).toHaveLength(2);
    expect(xml).toContain('<detail nom="motif">Loyer ou charges trop élevés</detail>');
    expect(xml).not.toContain('logement');
  });

  it('are well-formed whatever a reason or a name contains', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(
        text,
        text,
        text,
        fc.constantFrom(...registerEventKinds),
        async (author, value, eventKey, kind) => {
          const event: RegisterEvent = { ...refusal, kind, author, eventKey, details: { motif: value } };
          parse(await whole(eventsXml([event], madeOn)));
          parse(await whole(removalsXml([event], madeOn)));
        },
      ),
    );
  });

  it('have one line an event in the table, with the same number of cells', () => {
    const rows = [removal, refusal].map(eventRow);
    expect(rows.map((row) => row.length)).toEqual([eventColumns.length, eventColumns.length]);
    expect(rows[1]).toContain('Rang : 2 | Motif : Loyer ou charges trop élevés | Logement adapté : oui');
  });
});
