import net from 'node:net';
import { expect, test } from 'vitest';
import { releaseOf } from '../../../../src/apisix/release.ts';
import { controlApiAnswers } from '../../../../src/doctor/checks/gateway/control-api-answers.ts';
import { openControlApi } from '../../../../src/doctor/control-api/control-api.ts';
import { fakeGateway, NGINX_404 } from '../../../support/control-api.ts';
import { examination } from '../../../support/examination.ts';
import { listen } from '../../../support/listen.ts';

const { signal } = new AbortController();

function answersAt(url: string) {
  return controlApiAnswers.examine(examination([], { controlApi: openControlApi(new URL(url), signal) }));
}

test('without --control-api nothing is asked', async () => {
  expect(await controlApiAnswers.examine(examination([]))).toEqual([
    { outcome: 'skip', evidence: ['No --control-api was given'] },
  ]);
});

test('a control API says which release it is', async () => {
  const { api, url } = await fakeGateway({ version: '3.17.0' });
  const release = releaseOf('3.17.0');
  expect(await controlApiAnswers.examine(examination([], { controlApi: api, release }))).toEqual([
    {
      outcome: 'pass',
      title: `The control API at ${url.origin} answers`,
      evidence: ['By the schemas that it shows it is APISIX 3.17.0'],
    },
  ]);
});

test('one that is judged as another release says so', async () => {
  const { api } = await fakeGateway({ serverHeader: 'APISIX/3.15.0' });
  expect(await controlApiAnswers.examine(examination([], { controlApi: api }))).toMatchObject([
    { outcome: 'pass', evidence: ['Its Server header says APISIX/3.15.0', 'It is judged as 3.18.0 all the same'] },
  ]);
});

test('W09: nothing listens there', async () => {
  const server = net.createServer();
  const port = await listen(server);
  server.close();
  expect(await answersAt(`http://127.0.0.1:${port}`)).toEqual([
    {
      outcome: 'fail',
      cause: {
        id: 'W09',
        message:
          `Nothing listens at http://127.0.0.1:${port}. The control API is off (apisix.enable_control), or listens on 127.0.0.1 ` +
          "of the gateway's own pod or host, as it does unless apisix.control says otherwise.",
      },
      evidence: [],
      mend: `kubectl port-forward --namespace NAMESPACE deployment/APISIX ${port}:9090`,
    },
  ]);
});

test('W09: a name that does not resolve', async () => {
  expect(await answersAt('http://gateway.invalid:9090')).toEqual([
    {
      outcome: 'fail',
      cause: {
        id: 'W09',
        message: expect.stringMatching(
          /^The control API does not answer: http:\/\/gateway\.invalid:9090 cannot be reached: .+\.$/,
        ),
      },
      evidence: [],
      mend: 'kubectl port-forward --namespace NAMESPACE deployment/APISIX 9090:9090',
    },
  ]);
});

test('W09: the port for requests answers', async () => {
  const { api, url } = await fakeGateway({
    faults: { '/v1/schema': { status: 404, body: '{"error_msg":"404 Route Not Found"}' } },
  });
  expect(await controlApiAnswers.examine(examination([], { controlApi: api }))).toEqual([
    {
      outcome: 'fail',
      cause: {
        id: 'W09',
        message:
          `At ${url.origin} is not the control API but the port on which a gateway takes requests. ` +
          'The control API listens on 9090 unless apisix.control.port says otherwise.',
      },
      evidence: [],
      mend: '--control-api http://127.0.0.1:9090',
    },
  ]);
});

test('W09: what answers with an HTML page is no control API', async () => {
  const { api } = await fakeGateway({ faults: { '/v1/schema': { status: 404, body: NGINX_404 } } });
  const [answer] = await controlApiAnswers.examine(examination([], { controlApi: api }));
  expect(answer?.cause?.message).toContain('not the control API but something else: it answers 404 with an HTML page.');
});
