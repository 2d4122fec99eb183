import { expect, test } from 'vitest';
import type { Answer } from '../../../../src/doctor/answer.ts';
import { portsSuit } from '../../../../src/doctor/checks/services/ports-suit.ts';
import type { WantedName } from '../../../../src/doctor/examination.ts';
import { namesOfWords } from '../../../../src/doctor/wanted-names.ts';
import { examination } from '../../../support/examination.ts';
import { examinedCluster } from '../../../support/examined-cluster.ts';
import { objectServer } from '../../../support/object-server.ts';
import { endpoints } from '../../../support/objects.ts';

async function answersFor(names: readonly WantedName[]): Promise<readonly Answer[]> {
  const ports = [
    { name: 'http', port: 8080 },
    { name: 'https', port: 8443 },
    { name: 'dns', port: 53, protocol: 'UDP' },
  ];
  const items = [endpoints('a/s', { ports }), endpoints('a/dns', { ports: ports.slice(2) })];
  const { asking } = await objectServer({
    'GET /api/v1/endpoints': { kind: 'EndpointsList', metadata: { resourceVersion: '7' }, items },
  });
  const clusters = [examinedCluster(asking.transport)];
  return portsSuit.examine(examination(clusters, { names: () => Promise.resolve(names) }));
}

const place = { path: 'apisix.yaml', line: 3, column: 5 };

function routed(serviceName: string, scheme?: string): WantedName {
  return { serviceName, origin: 'route 1 in apisix.yaml:3', place, scheme };
}

test.each(['http', 'https', 'tcp', 'udp', 'tls'])('plain TCP with scheme %s suits', async (scheme) => {
  expect(await answersFor([routed('a/s:http', scheme)])).toEqual([{ outcome: 'pass', evidence: [] }]);
});

test.each([
  ['a/s:https', 'https'],
  ['a/s:https', 'grpcs'],
  ['a/s:https', 'tls'],
  ['a/s:https', 'tcp'],
  ['a/s:dns', 'udp'],
  ['a/s:dns', 'tcp'],
])('%s with scheme %s suits', async (name, scheme) => {
  expect(await answersFor([routed(name, scheme)])).toEqual([{ outcome: 'pass', evidence: [] }]);
});

test.each([
  [undefined, 'http', 'https'],
  ['http', 'http', 'https'],
  ['grpc', 'grpc', 'grpcs'],
])('S20: a TLS port with scheme %s', async (scheme, spoken, mend) => {
  expect(await answersFor([routed('a/s:https', scheme)])).toEqual([
    {
      outcome: 'warn',
      title: 'a/s:https seems to take TLS',
      cause: {
        id: 'S20',
        message: `a/s:https seems to take TLS: it is called https. Route 1 in apisix.yaml:3 sends plain ${spoken} to it.`,
      },
      evidence: [],
      mend: `scheme: ${mend}`,
      place,
    },
  ]);
});

test('S19: a UDP port, with a TCP port of the service to write where there is one', async () => {
  const answers = await answersFor([routed('a/s:dns'), routed('a/dns:dns', 'https')]);
  expect(answers).toEqual([
    {
      outcome: 'warn',
      title: 'a/s:dns is not a TCP port',
      cause: { id: 'S19', message: 'a/s:dns is a UDP port, and route 1 in apisix.yaml:3 sends HTTP to it over TCP.' },
      evidence: [],
      mend: 'service_name: a/s:http',
      place,
    },
    {
      outcome: 'warn',
      title: 'a/dns:dns is not a TCP port',
      cause: { id: 'S19', message: 'a/dns:dns is a UDP port, and route 1 in apisix.yaml:3 sends HTTP to it over TCP.' },
      evidence: [],
      place,
    },
  ]);
});

test('of many faults twenty are told, and the others counted', async () => {
  const answers = await answersFor(Array.from({ length: 23 }, () => routed('a/s:https')));
  expect(answers).toHaveLength(21);
  expect(answers[20]).toEqual({
    outcome: 'warn',
    title: '3 more ports do not speak what the upstreams speak',
    cause: { id: 'S20', message: 'Mend those above first, and ask again.' },
    evidence: [],
  });
});

test('of a name of the command line nobody knows what is spoken: that is told, and no more', async () => {
  expect(await answersFor(namesOfWords(['a/s:https', 'a/s:dns', 'a/s:http']))).toEqual([
    {
      outcome: 'pass',
      evidence: [
        'a/s:https seems to take TLS (it is called https): its upstream then needs scheme: https',
        'a/s:dns is a UDP port: for stream routes only',
      ],
    },
  ]);
});

test('names without nodes have no ports to look at', async () => {
  expect(await answersFor([routed('a/gone:http')])).toEqual([{ outcome: 'skip', evidence: ['None of the names has nodes'] }]);
});
