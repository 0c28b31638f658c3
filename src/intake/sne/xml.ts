/**
 * Streaming XML without surprises: no document type, hence no entity of its own and nothing fetched from outside;
 * bounded depth, size and text. Gives whole elements of chosen names, one by one.
 */
import { SaxesParser } from 'saxes';
import { decodeText } from '../decode.ts';
import { IntakeRefusal, quotedValue, refuseFile } from '../refusal.ts';

export type XmlElement = {
  name: string;
  /** Names from the collected element down, as "demandeur/adressePostale/commune"; for messages. */
  path: string;
  attributes: ReadonlyMap<string, string>;
  children: readonly XmlElement[];
  text: string;
};

type Building = XmlElement & {
  attributes: Map<string, string>;
  children: Building[];
  /** How many children of each name so far: paths tell twins apart without counting them again. */
  twins: Map<string, number>;
};

/** What the document is, once its first tag is read. */
export type XmlRoot = { name: string; namespace: string; attributes: ReadonlyMap<string, string> };

export type XmlEvent = { kind: 'root'; root: XmlRoot } | { kind: 'element'; element: XmlElement };

const limits = {
  depth: 40,
  /** Elements within one collected element. */
  elements: 5_000,
  /** Characters of text within one collected element. */
  text: 2_000_000,
  /** Characters without a tag: a text, an attribute, a comment that never ends. */
  run: 1_000_000,
} as const;

/** Yields the root, then each element whose name is asked for, whole. Throws an `IntakeRefusal` on anything unsafe. */
export async function* xmlElements(
  chunks: AsyncIterable<Uint8Array>,
  names: ReadonlySet<string>,
): AsyncGenerator<XmlEvent> {
  const collector = new Collector(names);
  for await (const text of decodeText(chunks, 'utf-8', { lines: 'free' })) {
    // Small pieces, so that the limit on a run without tags is checked before much of it is kept.
    for (let at = 0; at < text.length; at += 1 << 16) {
      collector.write(text.slice(at, at + (1 << 16)));
      yield* collector.take();
    }
  }
  collector.close();
  yield* collector.take();
}

class Collector {
  readonly #names: ReadonlySet<string>;
  readonly #parser = new SaxesParser({ xmlns: true, position: true });
  readonly #stack: Building[] = [];
  #events: XmlEvent[] = [];
  #depth = 0;
  #elements = 0;
  #textLength = 0;
  #run = 0;
  #sawRoot = false;

  constructor(names: ReadonlySet<string>) {
    this.#names = names;
    this.#parser.on('doctype', () => this.#forbidden('une déclaration DOCTYPE'));
    this.#parser.on('error', (error) => {
      throw error;
    });
    this.#parser.on('opentagstart', () => {
      this.#run = 0;
    });
    this.#parser.on('opentag', (tag) => this.#open(tag));
    this.#parser.on('text', (text) => this.#text(text));
    this.#parser.on('cdata', (text) => this.#text(text));
    this.#parser.on('closetag', () => this.#close());
  }

  write(text: string): void {
    this.#run += text.length;
    // saxes gives a document type only at its end: one that is endless, or full of entities, is stopped before.
    if (!this.#sawRoot && /<!(?:DOCTYPE|ENTITY)/i.test(text)) this.#forbidden('une déclaration DOCTYPE');
    this.#guard(() => this.#parser.write(text));
    if (this.#run > limits.run) {
      refuseFile(
        'endless-line',
        `Vers la ligne ${this.#parser.line}, un texte ou une balise dépasse un million de caractères.`,
        'Ce n’est pas un fichier d’échange du SNE ; demandez-le de nouveau.',
        this.#parser.line,
      );
    }
  }

  close(): void {
    this.#guard(() => this.#parser.close());
    if (!this.#sawRoot) refuseFile('empty', 'Le fichier est vide.', 'Vérifiez l’export.');
  }

  take(): XmlEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  #guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (error instanceof IntakeRefusal) throw error;
      const detail = error instanceof Error ? error.message : String(error);
      throw new IntakeRefusal({
        code: 'format',
        row: this.#parser.line,
        message: `À la ligne ${this.#parser.line}, le XML n’est pas bien formé : ${quotedValue(detail)}.`,
        hint: 'Le fichier est peut-être coupé : demandez-le de nouveau. Aucune entité propre n’est acceptée.',
      });
    }
  }

  #forbidden(found: string): never {
    refuseFile(
      'forbidden-xml',
      `Le fichier contient ${found}, interdite : un message du SNE n’en a pas besoin.`,
      'Demandez le fichier d’origine ; ne l’ouvrez pas dans un autre outil.',
      this.#parser.line,
    );
  }

  #open(tag: {
    local: string;
    uri: string;
    attributes: Record<string, { local: string; value: string }>;
  }): void {
    this.#run = 0;
    this.#depth += 1;
    if (this.#depth > limits.depth) {
      refuseFile(
        'too-deep',
        `À la ligne ${this.#parser.line}, plus de ${limits.depth} balises sont ouvertes les unes dans les autres.`,
        'Ce n’est pas un fichier d’échange du SNE.',
        this.#parser.line,
      );
    }
    const attributes = new Map(Object.values(tag.attributes).map(({ local, value }) => [local, value]));
    if (!this.#sawRoot) {
      this.#sawRoot = true;
      this.#events.push({ kind: 'root', root: { name: tag.local, namespace: tag.uri, attributes } });
    }
    const parent = this.#stack.at(-1);
    if (!parent && !this.#names.has(tag.local)) return;
    this.#elements = parent ? this.#elements + 1 : 1;
    if (!parent) this.#textLength = 0;
    if (this.#elements > limits.elements) this.#refuseSize(`${limits.elements} balises`);
    const path = pathOf(parent, tag.local);
    this.#stack.push({ name: tag.local, path, attributes, children: [], twins: new Map(), text: '' });
  }

  #refuseSize(limit: string): never {
    refuseFile(
      'too-deep',
      `Vers la ligne ${this.#parser.line}, une seule demande a plus de ${limit}.`,
      'Ce n’est pas un fichier d’échange du SNE.',
      this.#parser.line,
    );
  }

  #text(text: string): void {
    this.#run = 0;
    const element = this.#stack.at(-1);
    if (!element || text.trim() === '') return;
    this.#textLength += text.length;
    if (this.#textLength > limits.text) this.#refuseSize(`${limits.text} caractères`);
    element.text += text.trim();
  }

  #close(): void {
    this.#run = 0;
    this.#depth -= 1;
    const element = this.#stack.pop();
    if (!element) return;
    const parent = this.#stack.at(-1);
    if (parent) parent.children.push(element);
    else this.#events.push({ kind: 'element', element });
  }
}

/** The collected element itself is left out of paths: "demandeur/nom", not "demande/demandeLogement/…". */
function pathOf(parent: Building | undefined, name: string): string {
  if (!parent) return '';
  const twins = (parent.twins.get(name) ?? 0) + 1;
  parent.twins.set(name, twins);
  const step = twins > 1 ? `${name}[${twins}]` : name;
  return parent.path === '' ? step : `${parent.path}/${step}`;
}

/** The first element reached by names from this one ("demandeur/adressePostale"); undefined where there is none. */
export function elementAt(from: XmlElement | undefined, path: string): XmlElement | undefined {
  let element = from;
  for (const name of path.split('/')) element = element?.children.find((child) => child.name === name);
  return element;
}

/** The elements of this name directly under the one reached by the path. */
export function elementsAt(from: XmlElement | undefined, path: string, name: string): readonly XmlElement[] {
  return (path === '' ? from : elementAt(from, path))?.children.filter((child) => child.name === name) ?? [];
}

/** Every element of this name, at any depth. */
export function descendants(from: XmlElement, name: string): readonly XmlElement[] {
  return from.children.flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...descendants(child, name),
  ]);
}

/** The code of a coded element: its attribute `code`, or its text in older messages. */
export function codeOf(element: XmlElement | undefined): string {
  return (element?.attributes.get('code') ?? element?.text ?? '').trim().toUpperCase();
}
