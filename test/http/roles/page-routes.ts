/** Every page route of the application, read from express itself: a new route cannot be forgotten by the table. */
import { z } from 'zod';
import type { HttpDependencies } from '../../../src/http/dependencies.ts';
import { pagesRouter } from '../../../src/http/pages-router.ts';

const routeShape = z.object({
  path: z.union([z.string(), z.array(z.string())]),
  methods: z.record(z.string(), z.boolean()),
});

/** "GET /agent/logements/:vacancyId", sorted; `all` routes count as GET and POST. */
export function pageRoutes(dependencies: HttpDependencies): string[] {
  const found = new Set<string>();
  visit(pagesRouter(dependencies), found);
  return [...found].sort();
}

function visit(router: unknown, found: Set<string>): void {
  for (const layer of listAt(router, 'stack')) {
    const route = routeShape.safeParse(valueAt(layer, 'route'));
    if (!route.success) {
      visit(valueAt(layer, 'handle'), found);
      continue;
    }
    const methods = route.data.methods._all ? ['get', 'post'] : Object.keys(route.data.methods);
    for (const path of [route.data.path].flat()) {
      for (const method of methods) found.add(`${method.toUpperCase()} ${path}`);
    }
  }
}

// A router is a function that carries its layers.
function valueAt(holder: unknown, name: string): unknown {
  const holds = (typeof holder === 'object' && holder !== null) || typeof holder === 'function';
  return holds ? Reflect.get(holder, name) : undefined;
}

function listAt(holder: unknown, name: string): unknown[] {
  const value = valueAt(holder, name);
  return Array.isArray(value) ? value : [];
}
