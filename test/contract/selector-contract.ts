import { beforeAll, describe, expect, test } from 'vitest';

import { endpoints, namespace } from '../support/objects.ts';
import { failure, keysOf } from './contract-target.ts';
import type { ContractTarget, ListBody } from './contract-target.ts';

const PATH = '/api/v1/namespaces/contract-selector/endpoints';

const NAME_RULE =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const VALUE_RULE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
const PREFIX_RULE =
  "prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const LONG = 'x'.repeat(64);

const OBJECTS = {
  bare: undefined,
  dev: { env: 'dev', size: '3' },
  prod: { env: 'prod', size: '10', 'example.com/team': 'a' },
  unset: { env: '', in: 'x' },
};

const SELECTED: readonly [string, readonly (keyof typeof OBJECTS)[]][] = [
  ['', ['bare', 'dev', 'prod', 'unset']],
  ['env', ['dev', 'prod', 'unset']],
  ['!env', ['bare']],
  [' ! env ', ['bare']],
  ['env=dev', ['dev']],
  ['env==dev', ['dev']],
  ['env != dev', ['bare', 'prod', 'unset']],
  ['env=', ['unset']],
  ['env!=,env', ['dev', 'prod']],
  ['env in (dev,prod)', ['dev', 'prod']],
  ['env in(dev , prod)', ['dev', 'prod']],
  ['env in ()', ['unset']],
  ['env in (,dev)', ['dev', 'unset']],
  ['env in (dev,)', ['dev', 'unset']],
  ['env notin (dev)', ['bare', 'prod', 'unset']],
  ['env,example.com/team=a', ['prod']],
  ['env=dev,env=prod', []],
  ['size>3', ['prod']],
  ['size<4', ['dev']],
  ['in=x', ['unset']],
  ['in in (x)', ['unset']],
];

const requirement = (problem: string) => `unable to parse requirement: ${problem}`;
const MALFORMED: readonly [string, string][] = [
  ['env="prod"', requirement(`values[0][env]: Invalid value: "\\"prod\\"": ${VALUE_RULE}`)],
  ['env in (b!,a)', requirement("found '!', expected: ',' or ')'")],
  [
    'env in (-b,a,-a)',
    requirement(`[values[0][env]: Invalid value: "-a": ${VALUE_RULE}, values[1][env]: Invalid value: "-b": ${VALUE_RULE}]`),
  ],
  [`env=${LONG}`, requirement(`values[0][env]: Invalid value: "${LONG}": must be no more than 63 bytes`)],
  ['-a', requirement(`<nil>: Invalid value: "-a": name part ${NAME_RULE}`)],
  [LONG, requirement(`<nil>: Invalid value: "${LONG}": name part must be no more than 63 bytes`)],
  ['A_B/x=1', requirement(`<nil>: Invalid value: "A_B/x": ${PREFIX_RULE}`)],
  ['/x', requirement('<nil>: Invalid value: "/x": prefix part must be non-empty')],
  ['a/', requirement(`<nil>: Invalid value: "a/": name part must be non-empty; name part ${NAME_RULE}`)],
  [
    'a/b/c',
    requirement(
      `<nil>: Invalid value: "a/b/c": a valid label key ${NAME_RULE} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ),
  ],
  ['a b', requirement("found 'b', expected: in, notin, =, ==, !=, gt, lt")],
  ['a!b', requirement("found '!', expected: in, notin, =, ==, !=, gt, lt")],
  ['a=!', requirement("found '!', expected: identifier")],
  ['!', requirement("found '', expected: identifier")],
  ['a in b', requirement("found 'b' expected: '('")],
  ['a in (b', requirement("found '', expected: ',' or ')'")],
  ['a in (', requirement("found '', expected: ',', ')' or identifier")],
  ['a in (b,', requirement("found '', expected: ',', or identifier")],
  ['a in (b c)', requirement("found 'c', expected: ',' or ')'")],
  ['a>x', requirement("values[0]: Invalid value: \"x\": for 'Gt', 'Lt' operators, the value must be an integer")],
  ['a=b=c', "found '=', expected: ',' or 'end of string'"],
  ['!a=b', "found '=', expected: ',' or 'end of string'"],
  ['a in (x) b', "found 'b', expected: ',' or 'end of string'"],
  ['a,', "found '', expected: identifier after ','"],
  ['a,,b', "found ',', expected: identifier after ','"],
  [',', "found ',', expected: !, identifier, or 'end of string'"],
  ['==a', "found '==', expected: !, identifier, or 'end of string'"],
  ['(a)', "found '(', expected: !, identifier, or 'end of string'"],
];

const UNKNOWN_FIELD = 'is not a known field selector: only "metadata.name", "metadata.namespace"';

export function selectorContract(target: () => ContractTarget): void {
  const names = async (query: Record<string, string>): Promise<string[]> => {
    const body: ListBody = await target().admin.request('GET', `${PATH}?${new URLSearchParams(query).toString()}`);
    return keysOf(body).map((key) => key.replace('contract-selector/', ''));
  };
  const refusal = async (query: Record<string, string>): Promise<unknown> => {
    const { text } = await target().admin.send('GET', `${PATH}?${new URLSearchParams(query).toString()}`);
    return JSON.parse(text);
  };

  describe('labelSelector', () => {
    beforeAll(async () => {
      const { admin } = target();
      await admin.apply(namespace('contract-selector'));
      for (const [name, labels] of Object.entries(OBJECTS)) {
        await admin.apply(endpoints(`contract-selector/${name}`, labels === undefined ? {} : { labels }));
      }
    });

    test.each(SELECTED)('%j selects %j', async (labelSelector, selected) => {
      expect(await names({ labelSelector })).toEqual(selected);
    });

    test.each(MALFORMED)('%j is refused', async (labelSelector, message) => {
      expect(await refusal({ labelSelector })).toEqual(failure(400, message, { reason: 'BadRequest' }));
    });
  });

  describe('fieldSelector', () => {
    test.each<[string, readonly (keyof typeof OBJECTS)[]]>([
      ['metadata.name=dev', ['dev']],
      ['metadata.name==dev', ['dev']],
      ['metadata.name!=dev', ['bare', 'prod', 'unset']],
      ['metadata.namespace=contract-selector,metadata.name!=dev', ['bare', 'prod', 'unset']],
      ['metadata.namespace!=contract-selector', []],
      ['metadata.namespace=default', []],
      [',metadata.name=dev,', ['dev']],
    ])('%j selects %j', async (fieldSelector, selected) => {
      expect(await names({ fieldSelector })).toEqual(selected);
    });

    test.each([
      ['metadata.labels=x', `"metadata.labels" ${UNKNOWN_FIELD}`],
      ['metadata.name=x,spec.type!=y', `"spec.type" ${UNKNOWN_FIELD}`],
      ['metadata.name', "invalid selector: 'metadata.name'; can't understand 'metadata.name'"],
      ['metadata.name=a=b', 'invalid field selector: unescaped character in value: 61'],
    ])('%j is refused', async (fieldSelector, message) => {
      expect(await refusal({ fieldSelector })).toEqual(failure(400, message, { reason: 'BadRequest' }));
    });
  });

  describe('fieldSelector of Secrets', () => {
    const SECRETS = '/api/v1/namespaces/contract-selector/secrets';
    const OWN_TYPE = 'example.com/own';

    beforeAll(async () => {
      const { admin } = target();
      await admin.apply(namespace('contract-selector'));
      for (const [name, type] of [
        ['opaque', 'Opaque'],
        ['own', OWN_TYPE],
      ] as const) {
        await admin.apply({ apiVersion: 'v1', kind: 'Secret', metadata: { namespace: 'contract-selector', name }, type });
      }
    });

    test.each([
      [`type=${OWN_TYPE}`, ['own']],
      [`type!=${OWN_TYPE}`, ['opaque']],
      [`type=${OWN_TYPE},metadata.name=opaque`, []],
    ])('%j selects %j', async (fieldSelector, selected) => {
      const body: ListBody = await target().admin.request(
        'GET',
        `${SECRETS}?${new URLSearchParams({ fieldSelector }).toString()}`,
      );
      expect(keysOf(body)).toEqual(selected.map((name) => `contract-selector/${name}`));
    });

    test('another field is refused, in other words than elsewhere', async () => {
      const { text } = await target().admin.send('GET', `${SECRETS}?fieldSelector=data=x`);
      expect(JSON.parse(text)).toEqual(failure(400, 'field label not supported: data', { reason: 'BadRequest' }));
    });
  });
}
