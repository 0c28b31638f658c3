/** Generates an applications table of any length, chunk by chunk: the bench never holds the file in memory. */

const header =
  'nur;filed_on;renewed_on;persons;income_n2;monthly_resources;wished_communes;wished_typologies;current_landlord;labels;grid_facts;name\n';
const communes = ['57463', '57672', '57227', '57240', '57606', '54395', '54329', '57480'];
const linesPerChunk = 500;

/** The bytes of a file of `count` applications, the same for the same count. */
export async function* applicationsFile(count: number): AsyncGenerator<Uint8Array> {
  yield Buffer.from(header);
  for (let from = 0; from < count; from += linesPerChunk) {
    let text = '';
    for (let at = from; at < Math.min(from + linesPerChunk, count); at += 1) text += line(at);
    yield Buffer.from(text);
  }
}

/** The same file in memory, as a browser sends it. */
export async function fileOf(count: number): Promise<Blob> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of applicationsFile(count)) chunks.push(chunk);
  return new Blob([Buffer.concat(chunks)], { type: 'text/csv' });
}

function line(at: number): string {
  const number = `05703240${String(at).padStart(10, '0')}`;
  const month = String(1 + (at % 12)).padStart(2, '0');
  const day = String(1 + (at % 28)).padStart(2, '0');
  const children = `|2015-${month}-${day} dependant`.repeat(at % 4);
  const label = at % 9 === 0 ? `c@2026-0${1 + (at % 9)}-12@prefet57` : '';
  const facts = `sans-logement=${at % 3 === 0 ? 'oui' : 'non'}|parent-isole=oui@2026-02-01@verified`;
  const wishes = `${communes[at % 8]}|${communes[(at + 3) % 8]}`;
  return `${number};202${1 + (at % 5)}-${month}-${day};2026-${String(1 + (at % 10)).padStart(2, '0')}-03;1988-${month}-${day} holder|1990-01-01 partner${children};${12_000 + (at % 20_000)};${800 + (at % 1500)},50;${wishes};T${2 + (at % 3)}|T4;${at % 3 === 0 ? 'interne' : ''};${label};${facts};NOM${at} Prénom\n`;
}
