import { describe, expect, test } from 'vitest';
import { Explanation, MOST_KINDS } from '../../src/explain/explanation.ts';
import { explained, logged, loggedForRequest, status } from './lines.ts';

const NIL = loggedForRequest('init.lua:646', 'failed to set upstream: no valid upstream node: nil');

/** Text, line, count, first and last of each symptom, and the unknown lines. */
function counted(text: string): object {
  const { symptoms, unknown } = explained(text);
  return { symptoms: symptoms.map(({ text: said, line, count, first, last }) => [said, line, count, first, last]), unknown };
}

describe('lines that say the same are one symptom', () => {
  const at = (time: string, place: string, message: string): string =>
    `2026/11/21 ${time} [error] 46#46: *${time.slice(-2)} [lua] ${place}: ${message}, context: ngx.timer`;

  test('whatever place, time and connection they have; the most frequent comes first', () => {
    const lines = [
      at('10:01:12', 'informer_factory.lua:295', 'watch failed, kind: Endpoints, reason: ReadBodyError, message : closed'),
      at('10:01:13', 'informer_factory.lua:316', 'list failed, kind: Endpoints, reason: Unauthorized, message : '),
      at('10:01:53', 'informer_factory.lua:295', 'list failed, kind: Endpoints, reason: Unauthorized, message : '),
    ];
    expect(counted(lines.join('\n'))).toEqual({
      symptoms: [
        ['list failed, kind: Endpoints, reason: Unauthorized', 2, 2, '2026-11-21T10:01:13', '2026-11-21T10:01:53'],
        [
          'watch failed, kind: Endpoints, reason: ReadBodyError, message : closed',
          1,
          1,
          '2026-11-21T10:01:12',
          '2026-11-21T10:01:12',
        ],
      ],
      unknown: 0,
    });
  });

  test('but not those of another user, name or address', () => {
    const name = (serviceName: string): string =>
      loggedForRequest('core.lua:704', `get unexpected upstream service_name: ${serviceName}`);
    const connect = (host: string): string =>
      logged(
        'informer_factory.lua:302',
        `connect apiserver failed, apiserver.host: ${host}, apiserver.port: 6443, message : timeout`,
      );
    const { symptoms } = explained([name('a'), name('b'), connect('10.1.0.5'), connect('10.1.0.6')].join('\n'));
    expect(symptoms.map(({ count }) => count)).toEqual([1, 1, 1, 1]);
  });

  test('versions of resources and nodes of upstreams tell nothing apart', () => {
    const gone = (version: number): string =>
      logged(
        'informer_factory.lua:335',
        `watch failed, kind: Endpoints, reason: Gone, message : ${status(410, 'Expired', `too old resource version: ${version} (${version + 1})`)}`,
      );
    const node = (address: string): string =>
      `2026/11/21 10:01:12 [error] 46#46: *45 connect() failed (111: Connection refused) while connecting to upstream, client: 10.0.0.7, server: _, request: "GET / HTTP/1.1", upstream: "http://${address}/"`;
    const { symptoms } = explained([gone(1), gone(20), node('10.5.0.1:80'), node('10.5.0.2:80')].join('\n'));
    expect(symptoms.map(({ count }) => count)).toEqual([2, 2]);
  });

  test('beyond a bound, kinds are counted with others of their pattern', () => {
    const lines = Array.from({ length: MOST_KINDS + 50 }, (_, at) =>
      loggedForRequest('core.lua:704', `get unexpected upstream service_name: name-${at}`),
    );
    const { symptoms } = explained(lines.join('\n'));
    expect(symptoms).toHaveLength(MOST_KINDS + 1);
    expect(symptoms[0]).toMatchObject({
      count: 50,
      line: MOST_KINDS + 1,
      text: `get unexpected upstream service_name: name-${MOST_KINDS} (and others like it)`,
    });
  });
});

describe('an entry may have several lines', () => {
  test('a body that ends in a line break, and what nginx writes behind it', () => {
    const body = status(401, 'Unauthorized', 'Unauthorized');
    const line = logged('informer_factory.lua:295', `list failed, kind: Endpoints, reason: Unauthorized, message : ${body}`);
    expect(counted(`${line}\n${line}\nGET / 503`)).toEqual({
      symptoms: [['list failed, kind: Endpoints, reason: Unauthorized', 1, 2, '2026-11-21T10:01:12', '2026-11-21T10:01:12']],
      unknown: 1,
    });
  });

  test('a web page, a stack traceback, JSON in lines', () => {
    const page = logged(
      'informer_factory.lua:295',
      'list failed, kind: Endpoints, reason: UnexpectedBody, message : <html>\n<body>\n\nhi\n</body>',
    );
    const trace =
      '2026/11/21 10:01:12 [error] 1#1: init_worker_by_lua error: /x/apisix/discovery/kubernetes/init.lua:433: duplicate id value\nstack traceback:\n\t[C]: in function';
    const json = JSON.stringify(JSON.parse(status(429, 'TooManyRequests', 'slow down')), undefined, 4);
    expect(explained(`${page}\n${trace}\n${json}\nother\n\n`)).toMatchObject({
      symptoms: [{ line: 1 }, { line: 6 }, { line: 9, text: 'slow down' }],
      unknown: 1,
    });
  });

  test('a line that nginx has cut does not swallow those behind it', () => {
    const cut = logged(
      'informer_factory.lua:295',
      `list failed, kind: Endpoints, reason: UnexpectedBody, message : <html>${'x'.repeat(4000)}`,
    ).replace(/, context.*$/, '');
    expect(explained(`${cut}\n10.0.0.7 - - GET / 503\n`)).toMatchObject({ symptoms: [{ count: 1 }], unknown: 1 });
  });

  test('an error page without an end has one', () => {
    const open = logged(
      'informer_factory.lua:295',
      'list failed, kind: Endpoints, reason: UnexpectedBody, message : <html>',
    ).replace(/, context.*$/, '');
    expect(explained(`${open}\n${'line\n'.repeat(1000)}`)).toMatchObject({ symptoms: [{ count: 1 }], unknown: 801 });
  });
});

describe('what loggers put before a line is taken off, and their time is kept', () => {
  const TEXT = 'failed to set upstream: no valid upstream node: nil';
  test.each([
    ['nginx', NIL, '2026-11-21T10:01:12'],
    ['CRI', `2026-11-21T11:01:12.345678901+01:00 stderr F ${NIL}`, '2026-11-21T10:01:12Z'],
    ['kubectl logs --timestamps', `2026-11-21T10:01:12.345678901Z ${NIL}`, '2026-11-21T10:01:12Z'],
    ['kubectl logs --prefix', `[pod/apisix-7d9f/apisix] ${NIL}`, '2026-11-21T10:01:12'],
    ['docker', JSON.stringify({ log: `${NIL}\n`, stream: 'stderr', time: '2026-11-21T10:01:12.345Z' }), '2026-11-21T10:01:12Z'],
    ['docker compose', `apisix-1  | ${NIL}`, '2026-11-21T10:01:12'],
    ['syslog', `Nov 21 11:01:13 gw1 apisix[123]: ${NIL}`, '2026-11-21T10:01:12'],
    ['nginx to syslog', `<187>Nov 21 11:01:13 gw1 nginx: ${NIL}`, '2026-11-21T10:01:12'],
    ['journald, ISO', `2026-11-21T11:01:12+0100 gw1 apisix[123]: ${NIL}`, '2026-11-21T10:01:12Z'],
    ['colours, Windows', `\u001b[31m${NIL}\u001b[0m\r`, '2026-11-21T10:01:12'],
    [
      'a part of a line',
      '[error] 46#46: *45 [lua] init.lua:646: failed to set upstream: no valid upstream node: nil, client: 10.0.0.7, server: _',
      undefined,
    ],
    ['less of it', 'failed to set upstream: no valid upstream node: nil', undefined],
  ])('%s', (_, line, time) => {
    expect(counted(line)).toEqual({ symptoms: [[TEXT, 1, 1, time, time]], unknown: 0 });
  });
});

describe('whatever comes, it ends', () => {
  test.each([
    ['nothing', '', 0],
    ['blank lines', '\n \n\t\n', 0],
    ['bytes that are no text', '\u0000\u0001\ufffd\n\ufffd', 2],
    ['a line of a mebibyte', `failed ${'{'.repeat(1024 * 1024)}`, 1],
    ['blanks without end', `list failed, kind: ${' '.repeat(500_000)}`, 1],
    ['brackets and quotes', `curl: (${'"\\'.repeat(200_000)}`, 1],
    ['a Status that never ends', `{"kind":"Status","message":"${'\\"'.repeat(100_000)}`, 1],
    ['JSON in JSON in JSON', `{"log":"${'{\\"log\\":'.repeat(20_000)}"}`, 1],
    ['a word without end', `${'a'.repeat(60_000)} failed`, 1],
    ['phases of nginx without end', `${'_by_lua'.repeat(9_000)} failed`, 1],
    ['prefixes without end', `failed ${'2026-11-21T10:01:12Z '.repeat(50_000)}`, 1],
  ])('%s', (_, text, unknown) => {
    const begun = performance.now();
    expect(explained(text)).toEqual({ symptoms: [], unknown });
    expect(performance.now() - begun).toBeLessThan(2000);
  });

  test.each([
    ['UTF-8', (text: string): Uint8Array => new TextEncoder().encode(text)],
    ['the UTF-16 of PowerShell', (text: string): Uint8Array => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ])('a text of %s in pieces means the same as a whole', (_, encode) => {
    const text = `${NIL}\r\n2026/11/21 10:01:13 [error] 1#1: *1 [lua] init.lua:616: get unexpected upstream service_name:\u3000cms, client: 10.0.0.7, server: _\nother\n`;
    const bytes = encode(text);
    for (const size of [1, 2, 3, 7, 64]) {
      const explanation = new Explanation();
      const input = explanation.input();
      for (let at = 0; at < bytes.length; at += size) input.add(bytes.subarray(at, at + size));
      input.end();
      expect(explanation.report()).toEqual(explained(text));
    }
  });
});

test('no token is shown, wherever a line has it', () => {
  const token = `eyJhbGciOiJSUzI1NiIsImtpZCI6IkEifQ.${'eyJzdWIiOiJhIn0'.repeat(3)}.c2lnbmF0dXJl`;
  const lines = [
    loggedForRequest('core.lua:704', `get unexpected upstream service_name: ${token}`),
    logged(
      'informer_factory.lua:302',
      `connect apiserver failed, apiserver.host: https://admin:hunter2pass@10.1.0.5, apiserver.port: 6443, message : timeout`,
    ),
    logged('init.lua:508', `kubernetes discovery conf: {"client":{"token":"${token}"}}`, 'info'),
    `Error from server (BadRequest): bad header Bearer ${token}`,
  ];
  const report = JSON.stringify(explained(lines.join('\n')));
  expect(report).not.toContain(token.slice(0, 20));
  expect(report).not.toContain('hunter2');
});

test('of each kind of line the first is told when it comes', () => {
  const told: string[] = [];
  const explanation = new Explanation({ onNew: ({ text, line }) => told.push(`${line}: ${text}`) });
  const input = explanation.input();
  const add = (text: string): void => input.add(new TextEncoder().encode(text));
  add(`${NIL}\n${NIL}\nkubernetes disc`);
  expect(told).toEqual(['1: failed to set upstream: no valid upstream node: nil']);
  add('overy not ready\n');
  input.flush();
  expect(told.slice(1)).toEqual(['3: kubernetes discovery not ready']);
});
