import { describe, expect, test } from 'vitest';
import { causesOf, explained, failed, unconnected } from '../lines.ts';

describe('connections', () => {
  test.each([
    ['N01', unconnected('connection refused'), 'N01 certain'],
    ['N13', unconnected('connection refused', '127.0.0.1'), 'N13 most likely, N01 possible'],
    ['N02', unconnected('timeout'), 'N02 most likely, N14 possible, N12 possible'],
    ['N14', unconnected('timeout', '10.96.0.1'), 'N14 most likely, N02 possible, N12 possible'],
    ['N03', unconnected('failed to parse domain: failed to parse domain', 'k8s.example.org'), 'N03 certain'],
    ['N03 of nginx', unconnected('k8s.example.org could not be resolved (3: Host not found)', 'k8s.example.org'), 'N03 certain'],
    [
      'N15',
      unconnected('failed to parse domain: failed to parse domain', 'kubernetes.default.svc'),
      'N15 most likely, N03 possible',
    ],
    ['N06', unconnected('20: unable to get local issuer certificate'), 'N06 certain'],
    ['N06, leaf alone', unconnected('21: unable to verify the first certificate'), 'N06 certain'],
    ['N08', unconnected('10: certificate has expired'), 'N08 certain'],
    ['N19', unconnected('handshake failed'), 'N19 most likely, N09 possible, N05 possible'],
    ['N05', unconnected('connection reset by peer'), 'N18 most likely, N05 possible, N04 possible'],
    ['no route', unconnected('no route to host'), 'N02 certain'],
    ['words that nobody knows', unconnected('beats me'), 'N02 possible, N19 possible'],
    ['N04', failed('list', 'Bad Request', 'Client sent an HTTP request to an HTTPS server.\n'), 'N04 certain, C31 possible'],
    ['N04 by curl', 'Client sent an HTTP request to an HTTPS server.', 'N04 certain, C31 possible'],
    ['N06, as a part of a line', 'x509: certificate signed by unknown authority', 'N06 certain'],
    ['N06 by kubectl', 'Unable to connect to the server: x509: certificate signed by unknown authority', 'N06 certain'],
    [
      'N06 by kubectl, newer',
      'Unable to connect to the server: tls: failed to verify certificate: x509: certificate signed by unknown authority',
      'N06 certain',
    ],
    [
      'N07 by kubectl',
      'Unable to connect to the server: x509: certificate is valid for 10.96.0.1, 10.1.0.5, not 203.0.113.7',
      'N07 certain',
    ],
    [
      'N08 by kubectl',
      'Unable to connect to the server: x509: certificate has expired or is not yet valid: current time 2026-11-21T10:01:12Z is after 2026-01-01T00:00:00Z',
      'N08 certain',
    ],
    ['N02 by kubectl', 'Unable to connect to the server: dial tcp 10.1.0.5:6443: i/o timeout', 'N02 most likely'],
    ['N02 in the handshake', 'Unable to connect to the server: net/http: TLS handshake timeout', 'N02 most likely'],
    [
      'N03 by kubectl',
      'Unable to connect to the server: dial tcp: lookup k8s.example.org on 10.0.0.2:53: no such host',
      'N03 certain',
    ],
    ['N05 by kubectl', 'Unable to connect to the server: http: server gave HTTP response to HTTPS client', 'N05 certain'],
    ['N18 by kubectl', 'Unable to connect to the server: EOF', 'N18 most likely, N05 possible, N04 possible'],
    [
      'E10 by kubectl',
      'The connection to the server localhost:8080 was refused - did you specify the right host or port?',
      'E10 most likely, N01 possible',
    ],
    [
      'N01 by kubectl',
      `E1121 10:01:12.345678   12345 memcache.go:265] "Unhandled Error" err="couldn't get current server API group list: Get \\"https://10.1.0.5:6443/api?timeout=32s\\": dial tcp 10.1.0.5:6443: connect: connection refused"`,
      'N01 certain',
    ],
    ['curl 6', 'curl: (6) Could not resolve host: k8s.example.org', 'N03 certain'],
    ['curl 6, N15', 'curl: (6) Could not resolve host: kubernetes.default.svc', 'N15 most likely, N03 possible'],
    ['curl 7', 'curl: (7) Failed to connect to 10.1.0.5 port 6443 after 0 ms: Connection refused', 'N01 certain'],
    ['curl 7, no route', 'curl: (7) Failed to connect to 10.1.0.5 port 6443 after 3068 ms: No route to host', 'N02 certain'],
    ['curl 28', 'curl: (28) Connection timed out after 5001 milliseconds', 'N02 most likely'],
    ['curl 35', 'curl: (35) error:0A00010B:SSL routines::wrong version number', 'N05 certain'],
    ['curl 35, reset', 'curl: (35) Recv failure: Connection reset by peer', 'N18 most likely, N05 possible, N04 possible'],
    ['curl 52', 'curl: (52) Empty reply from server', 'N18 most likely, N05 possible, N04 possible'],
    ['curl 60', 'curl: (60) SSL certificate problem: unable to get local issuer certificate', 'N06 certain'],
    [
      'curl 60, name',
      "curl: (60) SSL: no alternative certificate subject name matches target host name '203.0.113.7'",
      'N07 certain',
    ],
    ['N10', failed('list', 'Not Found', '404 page not found\n'), 'N10 most likely, N16 possible'],
    [
      'N16',
      failed('list', 'UnexpectedBody', '<!DOCTYPE html>\n<html>\n<body>Sign in</body>\n</html>\n'),
      'N16 certain, N10 possible',
    ],
    ['N16, another kind', failed('list', 'UnexpectedBody', '{"kind":"APIVersions"}'), 'N16 most likely, N10 possible'],
    ['N18', failed('list', 'RequestError', 'closed'), 'N18 most likely, N04 possible, G07 possible'],
  ])('%s', (_, line, expected) => {
    expect(causesOf(line)).toEqual(expected);
  });

  test('what kubectl says twice of one failure is one symptom', () => {
    const get = String.raw`couldn't get current server API group list: Get \"https://10.1.0.5:6443/api?timeout=32s\": `;
    const group = (reason: string) => `E1121 10:01:12.345678   12345 memcache.go:265] "Unhandled Error" err="${get}${reason}"\n`;
    const heads = (text: string) => explained(text).symptoms.map((symptom) => `${symptom.text} (${symptom.count})`);
    const refused = 'The connection to the server 10.1.0.5:6443 was refused';
    expect(
      heads(
        `${group('dial tcp 10.1.0.5:6443: connect: connection refused')}${refused} - did you specify the right host or port?\n`,
      ),
    ).toEqual([`kubectl: ${refused} (2)`]);
    const distrust = 'tls: failed to verify certificate: x509: certificate signed by unknown authority';
    expect(heads(`${group(distrust)}Unable to connect to the server: ${distrust}\n`)).toEqual([`kubectl: ${distrust} (2)`]);
  });

  test.each([
    [
      'curl: (60) SSL certificate problem: unable to get local issuer certificate',
      'curl --cacert FILE, with the CA of the cluster',
    ],
    [
      'Unable to connect to the server: x509: certificate signed by unknown authority',
      'certificate-authority in the kubeconfig: the CA of the cluster',
    ],
    [
      'The connection to the server localhost:8080 was refused - did you specify the right host or port?',
      'export KUBECONFIG=FILE, or kubectl config use-context NAME',
    ],
  ])('%s is mended where that program looks', (line, mend) => {
    expect(explained(line).symptoms[0]?.causes[0]?.mend).toBe(mend);
  });
});
