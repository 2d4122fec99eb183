import { describe, expect, test } from 'vitest';
import type { Answer } from '../../../../src/doctor/answer.ts';
import { watchDelivers } from '../../../../src/doctor/checks/discovery/watch-delivers.ts';
import { KubeError } from '../../../../src/kube/kube-error.ts';
import { examinedCluster } from '../../../support/examined-cluster.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { endpoints } from '../../../support/objects.ts';
import { ScriptedTransport, kubeError } from '../../../support/scripted-transport.ts';
import type { ScriptedAnswer } from '../../../support/scripted-transport.ts';

const cms = endpoints('shop/cms');
const listed: ScriptedAnswer = {
  chunks: [
    JSON.stringify({
      kind: 'EndpointsList',
      metadata: { resourceVersion: '70' },
      items: [{ ...cms, metadata: { ...cms.metadata, resourceVersion: '50' } }],
    }),
  ],
};
const empty: ScriptedAnswer = {
  chunks: [JSON.stringify({ kind: 'EndpointsList', metadata: { resourceVersion: '70' }, items: [] })],
};

const event = (type: string, object: object = {}) => ({ chunks: [`${JSON.stringify({ type, object })}\n`] });
const ended: ScriptedAnswer = { chunks: [] };
const due: ScriptedAnswer = { ...event('ADDED'), then: 'stay open' };
const silent: ScriptedAnswer = { chunks: [], then: 'stay open' };
const gone = event('ERROR', { code: 410, message: 'too old resource version' });

/** The answers to a list, the watch of the gateway, and the one from before the newest object. */
function answersTo(...answers: readonly ScriptedAnswer[]): Promise<readonly Answer[]> {
  return watchDelivers.examine(examinedCluster(new ScriptedTransport(...answers)));
}

test('watches from the end of the list, and from before its newest object', async () => {
  const transport = new ScriptedTransport(listed, ended, due);
  await watchDelivers.examine(examinedCluster(transport));
  expect(transport.requests.slice(1)).toEqual([
    '/api/v1/endpoints?watch=true&allowWatchBookmarks=true&resourceVersion=70',
    '/api/v1/endpoints?watch=true&allowWatchBookmarks=true&resourceVersion=49',
  ]);
});

const asked = 'A watch of 1 s was ended by the API server as asked';

describe('is a yes', () => {
  test.each<readonly [string, readonly ScriptedAnswer[], readonly string[]]>([
    ['where an event that is due comes at once', [listed, ended, due], [asked, 'An event that was due came at once']],
    [
      'G03: where history is gone',
      [listed, ended, gone],
      [asked, 'Of what was before the list, the API server says at once that it has forgotten it (410)'],
    ],
    [
      'G03: where even the end of the list is gone, as the gateway lists anew at once',
      [listed, gone, due],
      [
        'The API server has forgotten what was when the list ended (410), and the gateway lists anew at once',
        'An event that was due came at once',
      ],
    ],
    ['where nothing is there yet', [empty, ended], [asked]],
    ['where nobody answers what the gateway would not ask', [listed, ended, kubeError('gone')], [asked]],
  ])('%s', async (_, answers, evidence) => {
    expect(await answersTo(...answers)).toEqual([{ outcome: 'pass', evidence }]);
  });
});

describe('is a no', () => {
  test.each<readonly [string, readonly ScriptedAnswer[], RegExp]>([
    ['G01: cut', [listed, { chunks: [], then: kubeError('unreachable', { cause: 'reset' }) }, due], /blind for 40 s/],
    ['G01: cut later', [listed, ended, { chunks: [], then: kubeError('unreachable', { cause: 'reset' }) }], /blind for 40 s/],
    ['G04: refused, as the list is too old', [listed, kubeError('gone'), due], /waits 40 s, lists anew/],
    [
      'G04: ended with an error',
      [listed, event('ERROR', { code: 500, message: 'etcd' }), due],
      /ended a watch with an error: etcd/,
    ],
    ['G06: throttled', [listed, kubeError('throttled'), due], /waits 40 s, lists anew/],
    ['G07: failed', [listed, kubeError('server'), due], /waits 40 s, lists anew/],
    ['G25: written anew', [listed, ended, { chunks: ['{ "type":"ADDED"}\n'] }], /from the line '\{ "type":"ADDED"\}\\n' on/],
    ['N16: answered by a portal', [listed, kubeError('protocol', { cause: 'html' }), due], /waits 40 s, lists anew/],
    ['N18: broken before it was taken', [listed, kubeError('unreachable', { cause: 'reset' }), due], /waits 40 s, lists anew/],
  ])('%s', async (title, answers, message) => {
    const [answer, ...others] = await answersTo(...answers);
    expect(others).toEqual([]);
    expect(answer).toMatchObject({ outcome: 'fail', cause: { id: title.slice(0, 3) } });
    expect(answer?.cause?.message).toMatch(message);
    expect(watchDelivers.causes).toContain(answer?.cause?.id);
  });

  test.each<readonly [string, readonly ScriptedAnswer[]]>([
    ['without an end', [listed, silent, due]],
    ['without the event that is due', [listed, ended, silent]],
  ])('G02: silent, %s', async (_, answers) => {
    const clock = new FakeClock();
    const transport = new ScriptedTransport(...answers);
    const examined = watchDelivers.examine(examinedCluster(transport, { clock }));
    while (transport.requests.length < answers.length) await new Promise(setImmediate);
    await new Promise(setImmediate);
    clock.advance(6000);
    expect(await examined).toMatchObject([{ outcome: 'fail', cause: { id: 'G02' } }]);
  });
});

test.each(['unauthorized', 'forbidden'] as const)('a watch that is %s is a matter of rights, told elsewhere', async (kind) => {
  await expect(answersTo(listed, kubeError(kind), due)).rejects.toBeInstanceOf(KubeError);
});
