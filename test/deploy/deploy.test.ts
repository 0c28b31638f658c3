import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { parseConfig } from '../../src/config.ts';
import { keys } from '../../src/config-keys.ts';
import { createMetrics } from '../../src/metrics.ts';

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
const names = async () => {
  const written = await createMetrics().registry.getMetricsAsJSON();
  // Prometheus itself says whether it could read a target.
  return new Set(['up', ...written.map(({ name }) => name)]);
};
const metricsOf = (expression: string) =>
  [...expression.matchAll(/\b(up|(?:parcours|process|nodejs)_[a-z0-9_]+)\b/g)].map(([name]) =>
    name.replace(/_(bucket|count|sum)$/, ''),
  );

describe('what is given to those who run the service', () => {
  test('alerts and the dashboard name metrics that the service writes', async () => {
    const known = await names();
    const alerts = z
      .object({ groups: z.array(z.object({ rules: z.array(z.object({ expr: z.string() })) })) })
      .parse(parse(read('docs/deploy/prometheus/alerts.yml')));
    const dashboard = z
      .object({ panels: z.array(z.object({ targets: z.array(z.object({ expr: z.string() })) })) })
      .parse(JSON.parse(read('docs/deploy/grafana/parcours.json')));
    const expressions = [
      ...alerts.groups.flatMap(({ rules }) => rules.map(({ expr }) => expr)),
      ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
    ];
    expect(expressions.length).toBeGreaterThan(15);
    for (const expression of expressions) {
      const used = metricsOf(expression);
      expect(used, expression).not.toEqual([]);
      expect(
        used.filter((name) => !known.has(name)),
        expression,
      ).toEqual([]);
    }
  });

  test('the container file sets only variables that the configuration knows, and secrets by file', () => {
    const service = z.object({
      environment: z.record(z.string(), z.string()).optional(),
      secrets: z.array(z.string()).optional(),
    });
    const compose = z
      .object({ services: z.record(z.string(), service), secrets: z.record(z.string(), z.unknown()) })
      .parse(parse(read('compose.yaml'), { merge: true }));
    for (const name of ['service', 'worker']) {
      const { environment = {}, secrets = [] } = compose.services[name] ?? {};
      for (const variable of Object.keys(environment)) {
        const base = variable.replace(/_FILE$/, '');
        const key = keys.find((known) => known.name === base);
        expect(key, variable).toBeDefined();
        // Whatever is secret comes by file, never by the environment; Redis here has no password.
        if (key && 'secret' in key && base !== 'REDIS_URL') expect(variable).toMatch(/_FILE$/);
      }
      expect(secrets.filter((secret) => !(secret in compose.secrets))).toEqual([]);
    }
    const written = read('docs/deploy/make-secrets');
    for (const secret of Object.keys(compose.secrets)) expect(written).toContain(`write ${secret} `);
  });

  test('the container file is a configuration that production takes', () => {
    const compose = z
      .object({
        services: z.record(
          z.string(),
          z.object({ environment: z.record(z.string(), z.string()).optional() }),
        ),
      })
      .parse(parse(read('compose.yaml'), { merge: true }));
    // As docs/deploy/make-secrets writes them.
    const secrets: Readonly<Record<string, string>> = {
      DATABASE_URL: 'postgres://parcours_service:secret@database:5432/parcours',
      DATABASE_OWNER_URL: 'postgres://parcours_owner:secret@database:5432/parcours',
      ENCRYPTION_KEYS: `first:${Buffer.alloc(32, 1).toString('base64')}`,
      SESSION_SECRET: 'a secret of more than thirty-two letters',
      METRICS_TOKEN: 'a token of many letters',
    };
    for (const name of ['service', 'worker']) {
      const given = Object.entries(compose.services[name]?.environment ?? {}).map(([variable, value]) => {
        const key = variable.replace(/_FILE$/, '');
        return [key, key === 'PUBLIC_URL' ? 'https://parcours.example' : (secrets[key] ?? value)];
      });
      const config = parseConfig({ NODE_ENV: 'production', ...Object.fromEntries(given) });
      expect(config.redisUrl).toBe('redis://redis:6379');
    }
  });

  test('the image runs what the build makes, under an account that is not root', () => {
    const lines = read('Dockerfile').split('\n');
    expect(lines.filter((line) => line.startsWith('USER '))).toEqual(['USER node']);
    const scripts = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(read('package.json')));
    expect(lines.find((line) => line.startsWith('CMD '))).toContain(scripts.scripts.start?.split(' ')[1]);
    for (const unit of readdirSync(new URL('../../docs/deploy/systemd', import.meta.url))) {
      const started = /^ExecStart=\/usr\/bin\/(.*)$/m.exec(read(`docs/deploy/systemd/${unit}`))?.[1];
      expect(Object.values(scripts.scripts)).toContain(started);
    }
  });
});
