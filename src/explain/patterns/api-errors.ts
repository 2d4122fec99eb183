import { answersOf, answerText, apiAnswerOf } from '../api-answer.ts';
import type { ApiAnswer } from '../api-answer.ts';
import { pattern } from '../pattern.ts';
import { doctor, LINT_CONFIG } from '../prove.ts';

const badRequest = answersOf(400);
const notFound = answersOf(404);

/** A 400: what was sent is no request that the server understands. */
export const badRequests = pattern<ApiAnswer>({
  name: 'bad-request',
  examples: [
    '2026/11/21 10:01:12 [error] 46#46: *4 [lua] informer_factory.lua:295: list failed, kind: Endpoints, reason: Bad Request, message : Client sent an HTTP request to an HTTPS server.',
    'Error from server (BadRequest): unable to parse requirement: values[0][env]: Invalid value: "\\"prod\\"": a valid label must be an empty string or consist of alphanumeric characters',
  ],
  of: badRequest,
  text: answerText,
  causes: [
    {
      id: 'N04',
      likelihood: 'certain',
      when: isHttpOnTls,
      message: 'Plain HTTP was sent to a TLS port.',
      prove: doctor('connection'),
      mend: 'service.schema: https',
    },
    {
      id: 'C31',
      likelihood: 'possible',
      when: isHttpOnTls,
      message: 'schema: http stands beside ${KUBERNETES_SERVICE_PORT}, which is a TLS port.',
      prove: LINT_CONFIG,
      mend: 'service.schema: https',
    },
    {
      id: 'T02',
      likelihood: 'certain',
      before: '3.0.0',
      when: isHeaderless,
      message: 'The token file ends in a newline, which ends the headers of the request: these releases do not strip it.',
      prove: doctor('identity'),
      mend: 'printf %s "$(cat token)" > token.new && mv token.new token',
    },
    {
      id: 'T02',
      likelihood: 'possible',
      since: '3.0.0',
      when: isHeaderless,
      message: 'A newline stands in the token, which ends the headers of the request.',
      prove: doctor('identity'),
      mend: 'printf %s "$(cat token)" > token.new && mv token.new token',
    },
    {
      id: 'C17',
      likelihood: ({ message }) => (isSelector(message) ? 'certain' : 'most likely'),
      when: (answer) => !isHttpOnTls(answer) && !isHeaderless(answer),
      message: 'The label_selector is malformed. Values stand in no quotes: first=a,second=b.',
      prove: LINT_CONFIG,
      mend: 'label_selector: first=a,second=b',
    },
  ],
});

function isHttpOnTls({ message }: ApiAnswer): boolean {
  return (
    /Client sent an HTTP request to an HTTPS server/i.test(message) || /plain HTTP request was sent to HTTPS port/i.test(message)
  );
}

function isHeaderless({ message }: ApiAnswer): boolean {
  return /missing required Host header/.test(message);
}

function isSelector(message: string): boolean {
  return /unable to parse requirement|couldn't parse the selector|found '.*', expected|a valid label/.test(message);
}

/** A 404 to the gateway's own request. */
export const notFounds = pattern<ApiAnswer>({
  name: 'resource-not-found',
  examples: [
    '2026/11/21 10:01:12 [error] 46#46: *4 [lua] informer_factory.lua:316: list failed, kind: EndpointSlice, reason: Not Found, message : 404 page not found',
    'Error from server (NotFound): the server could not find the requested resource',
  ],
  of: (symptom) => {
    const answer = notFound(symptom);
    const isOurs =
      answer?.request !== undefined || /the server could not find the requested resource/.test(answer?.message ?? '');
    return isOurs ? answer : undefined;
  },
  text: answerText,
  causes: [
    {
      id: 'G27',
      likelihood: 'most likely',
      when: ({ isOfSlices }) => isOfSlices,
      message: 'The API server has no EndpointSlices of discovery.k8s.io/v1, which came with Kubernetes 1.21.',
      prove: doctor('discovery'),
      mend: 'watch_endpoint_slices: false',
    },
    {
      id: 'N10',
      likelihood: ({ isOfSlices }) => (isOfSlices ? 'possible' : 'most likely'),
      message: 'The API of the cluster is under a path, as with Rancher, and the gateway has a host and a port alone.',
      prove: doctor('connection'),
      mend: 'service.host and service.port: an address of the API server itself',
    },
    {
      id: 'N16',
      likelihood: 'possible',
      message: 'What listens there is no API server.',
      prove: doctor('connection'),
      mend: 'service.host and service.port: those of the API server',
    },
    {
      id: 'R12',
      likelihood: 'possible',
      when: ({ request }) => request === undefined,
      message: 'A manifest asks for a version of an API that the cluster no longer has.',
      prove: 'kubectl api-versions',
      mend: 'apiVersion: rbac.authorization.k8s.io/v1',
    },
  ],
});

/** HTTP 410, and the event with that code. */
export const gone = pattern<ApiAnswer>({
  name: 'resource-version-gone',
  examples: [
    '2026/11/21 10:01:12 [error] 46#46: *4 [lua] informer_factory.lua:310: watch failed, kind: Endpoints, reason: Gone, message : {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"too old resource version: 387 (410)","reason":"Expired","code":410}',
  ],
  of: answersOf(410),
  text: (answer) => answerText({ ...answer, message: answer.message.replaceAll(/\d+(?: \(\d+\))?/g, 'N') }),
  causes: [
    {
      id: 'G04',
      likelihood: 'certain',
      when: ({ step }) => step === 'list',
      message: 'The list expired while its pages were read. The gateway waits 40 s and lists anew.',
      prove: doctor('discovery'),
      mend: 'nothing, unless it repeats: then the etcd of the cluster compacts too often or is slow',
    },
    {
      id: 'G03',
      likelihood: 'certain',
      when: ({ step }) => step !== 'list',
      message: 'The API server no longer has the history that the watch goes on from. The gateway lists anew after 40 s at most.',
      prove: doctor('discovery'),
      mend: 'nothing, unless it repeats: then the etcd of the cluster compacts too often',
    },
  ],
});

/** HTTP 429. */
export const throttled = pattern<ApiAnswer>({
  name: 'throttled',
  examples: [
    '2026/11/21 10:01:12 [error] 46#46: *4 [lua] informer_factory.lua:295: list failed, kind: Endpoints, reason: Too Many Requests, message : too many requests, please try again later',
  ],
  of: answersOf(429),
  text: answerText,
  causes: [
    {
      id: 'G06',
      likelihood: 'certain',
      message: 'The API server throttles requests by priority and fairness, and the gateway takes no notice of Retry-After.',
      prove: doctor('discovery'),
      mend: 'give the account a FlowSchema of its own',
    },
  ],
});

/** HTTP 5xx. */
export const serverErrors = pattern<ApiAnswer>({
  name: 'server-error',
  examples: [
    '2026/11/21 10:01:12 [error] 46#46: *4 [lua] informer_factory.lua:316: list failed, kind: Endpoints, reason: Internal Server Error, message : {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"etcdserver: request timed out","code":500}',
    'Error from server (ServiceUnavailable): the server is currently unable to handle the request',
  ],
  of: (symptom) => {
    const answer = apiAnswerOf(symptom);
    return (answer?.code ?? 0) >= 500 ? answer : undefined;
  },
  text: answerText,
  causes: [
    {
      id: 'G07',
      likelihood: 'certain',
      message:
        'The API server, its etcd or a balancer before it fails. The gateway asks again every 40 s and serves what it has.',
      prove: doctor('connection'),
      mend: "kubectl get --raw '/readyz?verbose'",
    },
  ],
});
