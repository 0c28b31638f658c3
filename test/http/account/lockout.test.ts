import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { attemptLimits } from '../../../src/access/attempt-limits.ts';
import { hashQueue } from '../../../src/access/hash-queue.ts';
import { type TestService, testService } from '../../support/service.ts';
import { browserAt, signInAs } from './browser.ts';

const wrong = 'not-the-password';

describe('guessing a password', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await testService();
  });
  afterAll(() => service.stop());
  afterEach(async () => {
    await service.database.db.execute(sql`delete from sign_in_attempts`);
  });

  /** Wrong passwords on the account, each from an address of its own. */
  const guessFromEverywhere = async (mailbox: string, times: number, from = 1) => {
    const statuses: number[] = [];
    for (let index = 0; index < times; index += 1) {
      const browser = browserAt(service.app, `203.0.113.${from + index}`);
      statuses.push((await signInAs(browser, mailbox, wrong)).status);
    }
    return statuses;
  };

  it('from one address ends after five failures, and leaves the account open from others', async () => {
    const guesser = browserAt(service.app, '198.51.100.1');
    for (let attempt = 0; attempt < attemptLimits.ofAddressOnAccount; attempt += 1) {
      expect((await signInAs(guesser, 'agent', wrong)).status).toBe(401);
    }
    const refused = await signInAs(guesser, 'agent');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(60);
    expect((await signInAs(browserAt(service.app, '198.51.100.2'), 'agent')).status).toBe(201);
  });

  it('from many addresses is heard slower and slower', async () => {
    const freely = attemptLimits.onAccountBeforeDelay;
    expect(await guessFromEverywhere('agent', freely + 1)).toEqual(Array(freely + 1).fill(401));
    expect(await guessFromEverywhere('agent', 1, 100)).toEqual([429]);
    const delayOf = async () => {
      const [row] = await service.database.db.execute(
        sql`select max(extract(epoch from next_at - now())) as seconds from sign_in_attempts`,
      );
      return Number(row?.seconds);
    };
    const passing = () =>
      service.database.db.execute(sql`update sign_in_attempts set next_at = now() where next_at is not null`);
    const delays: number[] = [await delayOf()];
    for (let index = 0; index < 3; index += 1) {
      await passing();
      expect(await guessFromEverywhere('agent', 1, 120 + index)).toEqual([401]);
      delays.push(await delayOf());
    }
    expect(delays).toEqual([...delays].sort((one, other) => one - other));
    expect(delays.at(-1)).toBeGreaterThan(2 * (delays[0] ?? 0));
    await service.database.db.execute(
      sql`update sign_in_attempts set count = 5000, next_at = now() where next_at is not null`,
    );
    await guessFromEverywhere('agent', 1, 130);
    expect(await delayOf()).toBeLessThanOrEqual(attemptLimits.longestDelaySeconds);
  });

  it('never shuts out a device on which the person signed in before', async () => {
    const desk = browserAt(service.app, '198.51.100.7');
    expect((await signInAs(desk, 'agent')).status).toBe(201);
    await desk.delete('/api/v1/sessions/current').expect(204);
    // From everywhere, then from the very address of the officer, and until that address is refused.
    await guessFromEverywhere('agent', attemptLimits.onAccountBeforeDelay + 1);
    const neighbour = browserAt(service.app, '198.51.100.7');
    for (let attempt = 0; attempt <= attemptLimits.ofAddressOnAccount; attempt += 1) {
      await signInAs(neighbour, 'agent', wrong);
    }
    expect((await signInAs(neighbour, 'agent')).status).toBe(429);
    expect((await signInAs(desk, 'agent')).status).toBe(201);
  });

  it('on a device of another account is that of a stranger', async () => {
    const desk = browserAt(service.app, '198.51.100.8');
    await signInAs(desk, 'secretaire');
    await guessFromEverywhere('agent', attemptLimits.onAccountBeforeDelay + 1);
    expect((await signInAs(desk, 'agent')).status).toBe(429);
  });

  it('with a mark that the service did not make is that of a stranger', async () => {
    await guessFromEverywhere('agent', attemptLimits.onAccountBeforeDelay + 1);
    const forged = browserAt(service.app, '198.51.100.9').set(
      'cookie',
      `parcours-appareil=${'a'.repeat(32)}.${'b'.repeat(32)}`,
    );
    expect((await signInAs(forged, 'agent')).status).toBe(429);
  });

  it('many at once counts each: no burst passes before the count', async () => {
    const burst = await Promise.all(
      Array.from({ length: 24 }, () => signInAs(browserAt(service.app, '198.51.100.10'), 'agent', wrong)),
    );
    expect(burst.filter(({ status }) => status === 401)).toHaveLength(attemptLimits.ofAddressOnAccount);
    expect(burst.filter(({ status }) => status === 429)).toHaveLength(24 - attemptLimits.ofAddressOnAccount);
  });

  it('is answered and counted alike whether or not the account exists', async () => {
    const answers = new Map<string, unknown[]>();
    const counts: number[] = [];
    for (const mailbox of ['agent', 'personne']) {
      await service.database.db.execute(sql`delete from sign_in_attempts`);
      const browser = browserAt(service.app, '198.51.100.11');
      const own: unknown[] = [];
      for (let attempt = 0; attempt < attemptLimits.ofAddressOnAccount + 1; attempt += 1) {
        const { status, body, headers } = await signInAs(browser, mailbox, wrong);
        own.push([status, body.detail, headers['set-cookie']]);
      }
      answers.set(mailbox, own);
      const [row] = await service.database.db.execute(
        sql`select count(*)::integer as rows from sign_in_attempts`,
      );
      counts.push(Number(row?.rows));
    }
    expect(answers.get('personne')).toEqual(answers.get('agent'));
    expect(counts[0]).toBe(counts[1]);
  });

  it('leaves neither address nor e-mail in the table of attempts', async () => {
    await guessFromEverywhere('agent', 1);
    const rows = JSON.stringify(await service.database.db.execute(sql`select * from sign_in_attempts`));
    expect(rows).not.toMatch(/203\.0\.113|agent@/);
  });
});

describe('the hashing of passwords', () => {
  it('runs few at a time, in order, and asks those beyond the queue to come back', async () => {
    const inTurn = hashQueue(2, 3);
    let running = 0;
    let most = 0;
    const done: number[] = [];
    const release: (() => void)[] = [];
    const work = (index: number) =>
      inTurn(async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise<void>((resolve) => release.push(resolve));
        running -= 1;
        done.push(index);
      });
    const started = [0, 1, 2, 3, 4].map(work);
    await expect(work(5)).rejects.toMatchObject({ code: 'unavailable' });
    for (let index = 0; index < 5; index += 1) {
      release.shift()?.();
      await started[index];
    }
    expect(most).toBe(2);
    expect(done).toEqual([0, 1, 2, 3, 4]);
  });

  it('goes on after a fault', async () => {
    const inTurn = hashQueue(1, 1);
    await expect(inTurn(() => Promise.reject(new Error('scrypt')))).rejects.toThrow('scrypt');
    expect(await inTurn(() => Promise.resolve('next'))).toBe('next');
  });
});
