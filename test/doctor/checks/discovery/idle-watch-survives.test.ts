import { expect, test } from 'vitest';
import type { Answer } from '../../../../src/doctor/answer.ts';
import { idleWatchSurvives } from '../../../../src/doctor/checks/discovery/idle-watch-survives.ts';
import { KubeError } from '../../../../src/kube/kube-error.ts';
import { examinedCluster } from '../../../support/examined-cluster.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { ScriptedTransport, kubeError } from '../../../support/scripted-transport.ts';
import type { ScriptedAnswer } from '../../../support/scripted-transport.ts';

const listed: ScriptedAnswer = {
  chunks: [JSON.stringify({ kind: 'EndpointsList', metadata: { resourceVersion: '70' }, items: [] })],
};
const bookmark = `${JSON.stringify({ type: 'BOOKMARK', object: {} })}\n`;

/** The answer where a quiet watch of five minutes comes to this after so many milliseconds. */
async function answerAfter(milliseconds: number, watch: ScriptedAnswer): Promise<Answer | undefined> {
  const clock = new FakeClock();
  const transport = new ScriptedTransport(listed);
  const examined = examinedCluster(transport, { clock, preferences: { measureIdleMs: 300_000, dial: false } });
  const list = transport.get.bind(transport);
  transport.get = async (request) => {
    if (request.query?.['watch'] === undefined) return list(request);
    expect(request.query).toMatchObject({ timeoutSeconds: 300, fieldSelector: 'metadata.name=k8s-disco-measures-the-idle-time' });
    clock.advance(milliseconds);
    return new ScriptedTransport(watch).get(request);
  };
  const [answer, ...others] = await idleWatchSurvives.examine(examined);
  expect(others).toEqual([]);
  return answer;
}

test('is asked for', async () => {
  expect(await idleWatchSurvives.examine(examinedCluster(new ScriptedTransport()))).toEqual([
    { outcome: 'skip', evidence: ['It takes minutes: ask for it with --measure-idle'] },
  ]);
});

test('a watch that ends when it was to end has lived', async () => {
  expect(await answerAfter(300_000, { chunks: [bookmark] })).toEqual({
    outcome: 'pass',
    title: 'A quiet watch lived for 5 min',
    evidence: [],
  });
});

test('N17: one that is cut before is told with its time', async () => {
  const answer = await answerAfter(60_000, { chunks: [], then: kubeError('unreachable', { cause: 'reset' }) });
  expect(answer).toEqual({
    outcome: 'fail',
    evidence: [],
    cause: {
      id: 'N17',
      message:
        'A quiet watch was cut after 60 s. After each cut the gateway is blind for 40 s. Set the idle time-out of the balancer or firewall before ' +
        'the API server to an hour, or have it keep connections alive.',
    },
  });
});

test('G02: one of which nothing is heard any more was dropped', async () => {
  const answer = await answerAfter(310_000, { chunks: [], then: 'stay open' });
  expect(answer).toEqual({
    outcome: 'fail',
    evidence: [],
    cause: {
      id: 'G02',
      message:
        'A quiet watch was dropped without a word: its end never came, which was due 10 s ago. The gateway goes on with old nodes for up to ' +
        '49 min. Set the idle time-out of the balancer or firewall before the API server to an hour.',
    },
  });
});

test('one that ends before its time, or is not quiet, tells nothing', async () => {
  const event = (type: string, object: object = {}) => `${JSON.stringify({ type, object })}\n`;
  const shutDown = event('ERROR', { code: 500, message: 'shutting down' });
  const told = [
    await answerAfter(180_000, { chunks: [bookmark] }),
    await answerAfter(60_000, { chunks: [shutDown] }),
    await answerAfter(60_000, { chunks: ['{ "type":"ADDED"}\n'] }),
  ];
  expect(told).toEqual([
    {
      outcome: 'unknown',
      evidence: ['The watch was ended properly after 3 min instead of 5 min: whether quiet ones live for longer is not known'],
    },
    { outcome: 'unknown', evidence: ['The API server ended the watch with an error after 60 s: shutting down'] },
    { outcome: 'unknown', evidence: [`After 60 s the watch was quiet no more: it brought the line '{ "type":"ADDED"}\\n'`] },
  ]);
});

test('one that is refused tells nothing', async () => {
  await expect(answerAfter(0, kubeError('throttled'))).rejects.toBeInstanceOf(KubeError);
});

test('the field selector of the config stays', async () => {
  const transport = new ScriptedTransport(listed, { chunks: [] });
  const settings = { namespaceSelector: { kind: 'not-equal', namespace: 'a' } } as const;
  await idleWatchSurvives.examine(examinedCluster(transport, { settings, preferences: { measureIdleMs: 1500, dial: false } }));
  expect(transport.requests[1]).toMatch(/fieldSelector=metadata\.namespace!=a,metadata\.name=k8s-disco-/);
});
