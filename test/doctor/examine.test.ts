import { describe, expect, test } from 'vitest';
import { fail, pass, skip, unknown, warn } from '../../src/doctor/answer.ts';
import type { Answer } from '../../src/doctor/answer.ts';
import type { Check } from '../../src/doctor/check.ts';
import { TIMEOUT_MS } from '../../src/doctor/check.ts';
import { examine } from '../../src/doctor/examine.ts';
import type { Examination } from '../../src/doctor/examination.ts';
import { UserError } from '../../src/findings/user-error.ts';
import { KubeError } from '../../src/kube/kube-error.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { clusterCheck, examinationOf, runCheck } from './made-checks.ts';

const NO = fail({ id: 'N01', message: 'It is not.' });

/** `name outcome why`, with the cluster before it where it is asked of one. */
async function made(checks: readonly Check[], examination: Examination = examinationOf(['prod'])): Promise<readonly string[]> {
  const results = await examine({ checks, examination });
  return results.map(({ id, outcome, evidence, cluster }) =>
    [...(cluster === undefined ? [] : [`${cluster}:`]), id, outcome, ...evidence].join(' '),
  );
}

/** A check that goes on until it is let, and notes when it begins and ends. */
function heldCheck(name: string, log: string[], needs: readonly string[] = []) {
  let letGo = (): void => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const check = runCheck(name, {
    needs,
    answer: async () => {
      log.push(`${name} begins`);
      await held;
      log.push(`${name} ends`);
      return [pass()];
    },
  });
  return { check, letGo };
}

/** Everything that is due without a wait has happened. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the order', () => {
  test('of answers is that of categories, then of checks, then of clusters, whoever ends first', async () => {
    const checks = [
      clusterCheck('c', { category: 'gateway' }),
      clusterCheck('a', {
        category: 'identity',
        answer: () => [pass({ evidence: ['first'] }), warn({ id: 'T26', message: '' })],
      }),
      runCheck('b', { category: 'config' }),
      clusterCheck('d', { category: 'identity' }),
    ];
    expect(await made(checks, examinationOf(['prod', 'dev']))).toEqual([
      'b pass',
      'prod: a pass first',
      'prod: a warn',
      'dev: a pass first',
      'dev: a warn',
      'prod: d pass',
      'dev: d pass',
      'prod: c pass',
      'dev: c pass',
    ]);
  });

  test('of work: independent checks at once, others when what they need has come', async () => {
    const log: string[] = [];
    const [one, other] = [heldCheck('one', log), heldCheck('other', log)];
    const after = heldCheck('after', log, ['one']);
    const results = made([after.check, one.check, other.check]);
    await settled();
    expect(log).toEqual(['one begins', 'other begins']);
    one.letGo();
    await settled();
    expect(log.slice(2)).toEqual(['one ends', 'after begins']);
    other.letGo();
    after.letGo();
    expect(await results).toEqual(['after pass', 'one pass', 'other pass']);
  });

  test('an answer keeps its own title, and the check is told when it is answered', async () => {
    const answered: string[] = [];
    const checks = [runCheck('a', { answer: () => [pass({ title: 'Three files are' })] }), runCheck('b', { needs: ['a'] })];
    const results = await examine({
      checks,
      examination: examinationOf([]),
      onAnswered: ({ name }) => answered.push(name),
    });
    expect(results.map(({ title }) => title)).toEqual(['Three files are', 'Check b is well']);
    expect(answered).toEqual(['a', 'b']);
  });
});

describe('a check is skipped', () => {
  const asked: string[] = [];
  const after = clusterCheck('after', {
    needs: ['a'],
    answer: ({ settings }) => [pass({ evidence: [`asked ${settings.name}`] })],
  });

  test('behind a failure, and so is what needs it, and says what failed', async () => {
    const checks = [
      runCheck('a', { title: 'APISIX takes it', answer: () => [pass(), NO] }),
      runCheck('b', { needs: ['a'], answer: () => (asked.push('b'), [pass()]) }),
      runCheck('c', { needs: ['b'] }),
      runCheck('d'),
    ];
    expect(await made(checks)).toEqual([
      'a pass',
      'a fail',
      'b skip Not before APISIX takes it',
      'c skip Not before APISIX takes it',
      'd pass',
    ]);
    expect(asked).toEqual([]);
  });

  test.each([
    ['a warning', warn({ id: 'T26', message: '' })],
    ['what could not be told', unknown('No')],
    ['what did not arise', skip('No')],
  ] as const)('not behind %s', async (_, answer: Answer) => {
    const results = await made([clusterCheck('a', { answer: () => [answer] }), after]);
    expect(results[1]).toBe('prod: after pass asked prod');
  });

  test('only of the cluster in which it failed', async () => {
    const first = clusterCheck('a', { answer: ({ settings }) => [settings.name === 'dev' ? NO : pass()] });
    expect(await made([first, after], examinationOf(['prod', 'dev']))).toEqual([
      'prod: a pass',
      'dev: a fail',
      'prod: after pass asked prod',
      'dev: after skip Not before check a is well',
    ]);
  });

  test.each([
    [['prod'], 'sum pass'],
    [['dev', 'prod'], 'sum pass'],
    [['dev'], 'sum skip Not before check a is well'],
  ])('where it is made once, when it failed in all of %j', async (names, last) => {
    const first = clusterCheck('a', { answer: ({ settings }) => [settings.name === 'dev' ? NO : pass()] });
    const results = await made([first, runCheck('sum', { category: 'gateway', needs: ['a'] })], examinationOf(names));
    expect(results.at(-1)).toBe(last);
  });

  test('nowhere for a need that is not among the checks', async () => {
    expect(await made([runCheck('b', { needs: ['left-out'] })])).toEqual(['b pass']);
  });
});

describe('where no cluster is known', () => {
  const checks = [runCheck('a'), clusterCheck('b'), runCheck('c', { category: 'gateway', needs: ['b'] })];

  test.each([
    [new UserError('no kubeconfig at ~/.kube/config'), 'No API server is known to ask: no kubeconfig at ~/.kube/config'],
    [new AggregateError([]), 'No API server is known to ask'],
  ])('what needs one says why: %s', async (error, why) => {
    const results = await made(checks, examinationOf([], { clusters: () => Promise.reject(error) }));
    expect(results).toEqual(['a pass', `b skip ${why}`, `c skip ${why}`]);
  });

  test('and a check failed for it, that is why', async () => {
    const known = runCheck('known', { title: 'It is known whom to ask', answer: () => [NO] });
    const needing = [known, clusterCheck('b', { needs: ['known'] }), clusterCheck('c', { needs: ['b'] })];
    const results = await made(needing, examinationOf([], { clusters: () => Promise.reject(new UserError('no kubeconfig')) }));
    const why = 'Not before it is known whom to ask';
    expect(results).toEqual(['known fail', `b skip ${why}`, `c skip ${why}`]);
  });

  test('through a fault of ours, that is told', async () => {
    const bug = new TypeError('undefined is not a function');
    await expect(made(checks, examinationOf([], { clusters: () => Promise.reject(bug) }))).rejects.toBe(bug);
  });
});

describe('a check that cannot answer', () => {
  const refused = new KubeError('The API server refuses it (403)', { kind: 'forbidden', server: 'https://10.1.0.5:6443' });

  test.each([refused, new UserError('cannot read the file')])('is unknown, and others go on: %s', async (error) => {
    const checks = [clusterCheck('a', { answer: () => Promise.reject(error) }), clusterCheck('b', { needs: ['a'] })];
    expect(await made(checks)).toEqual([`prod: a unknown ${error.message}`, 'prod: b pass']);
  });

  test('through a fault of ours ends everything', async () => {
    const bug = new TypeError('undefined is not a function');
    await expect(made([runCheck('a', { answer: () => Promise.reject(bug) }), runCheck('b')])).rejects.toBe(bug);
  });

  test.each([
    ['its own time', 2000, '2 s'],
    ['the time of all', undefined, `${TIMEOUT_MS / 1000} s`],
  ])('in %s is unknown', async (_, timeoutMs, told) => {
    const clock = new FakeClock();
    const never = runCheck('never', {
      answer: () => new Promise<never>(() => {}),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    });
    const results = made([never, runCheck('b', { needs: ['never'] })], examinationOf([], { clock }));
    await settled();
    clock.advance((timeoutMs ?? TIMEOUT_MS) - 1);
    await settled();
    expect(clock.pending).toBe(1);
    clock.advance(1);
    expect(await results).toEqual([`never unknown No answer in ${told}`, 'b pass']);
  });
});

test('no timer is left when all have answered', async () => {
  const clock = new FakeClock();
  await made([runCheck('a'), clusterCheck('b'), runCheck('c', { answer: () => [NO] })], examinationOf(['prod'], { clock }));
  expect(clock.pending).toBe(0);
});

test('an abort ends what is under way, skips what waits, and leaves no timer', async () => {
  const clock = new FakeClock();
  const abort = new AbortController();
  const examination = examinationOf([], { clock, signal: abort.signal });
  const never = runCheck('never', { answer: () => new Promise<never>(() => {}) });
  const results = made([runCheck('a'), never, runCheck('after', { needs: ['never'] })], examination);
  await settled();
  abort.abort(new Error('Ctrl-C'));
  expect(await results).toEqual(['a pass', 'never unknown Interrupted', 'after skip Interrupted']);
  expect(clock.pending).toBe(0);
});
