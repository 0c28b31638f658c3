/** Styles and pictures of the pages: read once, served under an address that changes with their content. */
import { readdirSync, readFileSync } from 'node:fs';
import { type RequestHandler, Router } from 'express';
import { chartStyles } from '../documents/charts/styles.ts';
import { type KeptAnswer, keptAnswer, sendKept } from './kept-answer.ts';

const folder = new URL('./assets/', import.meta.url);
let loaded: ReadonlyMap<string, KeptAnswer> | undefined;

/** The address of a file of src/http/assets, with the hash of its content. Throws where there is none. */
export function assetUrl(name: string): string {
  const asset = assets().get(name);
  if (!asset) throw new Error(`no such asset: ${name}`);
  return `/assets/${name}?v=${asset.etag}`;
}

/** Serves /assets/<name>: for a year under its present hash, checked again otherwise. */
export function assetsRouter(): Router {
  const serve: RequestHandler<{ name: string }> = (request, response, next) => {
    const asset = assets().get(request.params.name);
    if (!asset) return next();
    const fresh = request.query.v === asset.etag;
    response.set('cache-control', fresh ? 'public, max-age=31536000, immutable' : 'public, no-cache');
    sendKept(request, response.type(request.params.name), asset);
  };
  return Router().get('/:name', serve);
}

function filesOfFolder(): (readonly [string, Buffer])[] {
  return readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder))]);
}

function assets(): ReadonlyMap<string, KeptAnswer> {
  loaded ??= new Map(
    [...filesOfFolder(), ['charts.css', Buffer.from(chartStyles())] as const].map(([name, content]) => [
      name,
      keptAnswer(content),
    ]),
  );
  return loaded;
}
