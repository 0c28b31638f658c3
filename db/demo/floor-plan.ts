/** A schematic floor plan of the demonstration, drawn as PNG: the same bytes on every machine. */
import { crc32, deflateSync } from 'node:zlib';
import { type Typology, typologies } from '../../src/domain/home.ts';

const width = 480;
const height = 320;
const wall = 4;

// Indexes of the palette below.
const paper = 0;
const line = 1;
const dry = 2;
const wet = 3;
const palette = [0xff, 0xff, 0xff, 0x2b, 0x3a, 0x4a, 0xee, 0xe6, 0xd6, 0xd3, 0xe4, 0xef];

type Room = { x: number; y: number; wide: number; high: number; kind: 'dry' | 'wet'; door: Side };
type Side = 'left' | 'right' | 'top' | 'bottom';

/** The plan of a home of that size: living room at left, bedrooms at right, kitchen and bathroom under them. */
export function floorPlan(typology: Typology): Buffer {
  const pixels = new Uint8Array(width * height).fill(paper);
  for (const room of roomsOf(typologies.indexOf(typology))) drawRoom(pixels, room);
  return png(pixels);
}

/** What the plan shows, for those who do not see it. */
export function floorPlanInWords(typology: Typology): string {
  const bedrooms = typologies.indexOf(typology);
  const counts = ['', 'une chambre', 'deux chambres', 'trois chambres', 'quatre chambres', 'cinq chambres'];
  const rooms = bedrooms === 0 ? 'une pièce à vivre' : `séjour à gauche, ${counts[bedrooms]} à droite`;
  return `Plan d’exemple d’un ${typology}, sans échelle : ${rooms}, cuisine et salle de bains en bas. Dessin de la démonstration, pas de ce logement.`;
}

function roomsOf(bedrooms: number): Room[] {
  const [left, top, right, bottom] = [20, 20, width - 20, height - 20];
  const split = bottom - 90;
  const livingRight = bedrooms === 0 ? right : left + 190;
  const rooms: Room[] = [
    { x: left, y: top, wide: livingRight - left, high: split - top, kind: 'dry', door: 'bottom' },
    { x: left, y: split, wide: 150, high: bottom - split, kind: 'wet', door: 'top' },
    { x: right - 130, y: split, wide: 130, high: bottom - split, kind: 'wet', door: 'left' },
  ];
  const rows = bedrooms > 2 ? 2 : 1;
  const columns = Math.ceil(bedrooms / rows);
  for (let index = 0; index < bedrooms; index++) {
    const row = Math.floor(index / columns);
    const inRow = row === rows - 1 ? bedrooms - columns * (rows - 1) : columns;
    const wide = Math.floor((right - livingRight) / inRow);
    const high = Math.floor((split - top) / rows);
    const x = livingRight + (index - row * columns) * wide;
    rooms.push({
      x,
      y: top + row * high,
      wide,
      high,
      kind: 'dry',
      door: row === rows - 1 ? 'bottom' : 'left',
    });
  }
  return rooms;
}

function drawRoom(pixels: Uint8Array, { x, y, wide, high, kind, door }: Room): void {
  fill(pixels, x, y, wide, high, line);
  fill(pixels, x + wall, y + wall, wide - 2 * wall, high - 2 * wall, kind === 'wet' ? wet : dry);
  const opening = Math.min(34, Math.floor(Math.min(wide, high) / 2));
  const [middleX, middleY] = [x + Math.floor((wide - opening) / 2), y + Math.floor((high - opening) / 2)];
  // Twice a wall thick: neighbours draw their own wall beside it.
  if (door === 'top') fill(pixels, middleX, y - wall, opening, 2 * wall, paper);
  if (door === 'bottom') fill(pixels, middleX, y + high - wall, opening, 2 * wall, paper);
  if (door === 'left') fill(pixels, x - wall, middleY, 2 * wall, opening, paper);
  if (door === 'right') fill(pixels, x + wide - wall, middleY, 2 * wall, opening, paper);
}

function fill(pixels: Uint8Array, x: number, y: number, wide: number, high: number, colour: number): void {
  for (let row = Math.max(0, y); row < Math.min(height, y + high); row++) {
    pixels.fill(colour, row * width + Math.max(0, x), row * width + Math.min(width, x + wide));
  }
}

/** An indexed PNG (RFC 2083): one byte a pixel, no filter. */
function png(pixels: Uint8Array): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const rows = Buffer.alloc((width + 1) * height);
  for (let row = 0; row < height; row++) {
    rows.set(pixels.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
  }
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette)),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
