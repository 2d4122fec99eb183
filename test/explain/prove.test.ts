import { describe, expect, test } from 'vitest';
import { CATEGORIES } from '../../src/doctor/category.ts';
import { doctor } from '../../src/explain/prove.ts';
import { explained, unconnected } from './lines.ts';

function proofs(line: string): Readonly<Record<string, string>> {
  const { symptoms } = explained(line);
  return Object.fromEntries(symptoms.flatMap(({ causes }) => causes.map(({ id, prove }) => [id, prove])));
}

test('doctor is given what the checks of a category ask', () => {
  const start = 'k8s-disco doctor --config config.yaml';
  expect(CATEGORIES.map(doctor)).toEqual([
    `${start} --category config`,
    `${start} --category environment`,
    `${start} --category connection`,
    `${start} --category identity`,
    `${start} --category permission`,
    `${start} --category discovery`,
    `${start} --routes apisix.yaml --category services`,
    `${start} --routes apisix.yaml --category reachability`,
    `${start} --control-api http://127.0.0.1:9090 --category gateway`,
  ]);
});

describe('what proves a cause tells that very cause', () => {
  test("a connection of the gateway's is tried by its config, one of kubectl's by the kubeconfig", () => {
    expect(proofs(unconnected('connection refused'))).toEqual({ N01: doctor('connection') });
    expect(proofs('The connection to the server 10.1.0.5:6443 was refused - did you specify the right host or port?')).toEqual({
      N01: 'k8s-disco doctor --category connection',
    });
  });

  test.each([
    ['get unexpected upstream service_name: default/cms:http', 'S06', 'k8s-disco resolve --config config.yaml default/cms:http'],
    ['failed to set upstream: discovery kubernetes is uninitialized', 'C21', 'k8s-disco lint config.yaml'],
    ['failed to set upstream: discovery kubernetes is uninitialized', 'C30', doctor('gateway')],
    ['failed to set upstream: no valid upstream node: nil', 'G19', 'k8s-disco resolve --all --watch --config config.yaml'],
    ['failed to set upstream: no valid upstream node: nil', 'S25', doctor('services')],
  ])('%s: %s', (line, id, prove) => {
    expect(proofs(line)[id]).toBe(prove);
  });
});
