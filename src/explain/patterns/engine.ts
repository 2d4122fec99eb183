import { apiAnswerOf } from '../api-answer.ts';
import { dialFaultOf } from '../dial-fault.ts';
import { ofKind, pattern } from '../pattern.ts';
import { doctor } from '../prove.ts';
import type { Symptom } from '../symptom.ts';

type Request = Extract<Symptom, { kind: 'request-failed' }>;

/** Requests that ended without an answer that a server would give. */
function brokenOf(symptom: Symptom): Request | undefined {
  return symptom.kind === 'request-failed' && apiAnswerOf(symptom) === undefined ? symptom : undefined;
}

function isTimeout({ message }: Request): boolean {
  return dialFaultOf(message) === 'timeout';
}

function is(reason: string, step: Request['step']): (request: Request) => boolean {
  return (request) => request.reason === reason && request.step === step;
}

const isListError = (request: Request): boolean => is('RequestError', 'list')(request) || is('ReadBodyError', 'list')(request);
const isWatchCut = is('ReadBodyError', 'watch');
const isWatchUnanswered = is('RequestError', 'watch');

function isUnexpected({ reason }: Request): boolean {
  return reason === 'UnexpectedBody';
}

function isPage({ message }: Request): boolean {
  return message.trimStart().startsWith('<');
}

/** Bodies may be anything, and are told by how they begin. */
function textOf({ step, resource, reason, message }: Request): string {
  const start = `${step} failed, kind: ${resource}, reason: ${reason}, message : `;
  if (reason !== 'UnexpectedBody') return `${start}${message.trim()}`;
  const [, kind] = /"kind":\s*"(\w+)"/.exec(message) ?? [];
  if (message.trimStart().startsWith('<')) return `${start}a web page`;
  return `${start}${kind === undefined ? 'no object of Kubernetes' : `a ${kind}`}`;
}

/** A list or a watch that broke off, or brought what no API server sends. */
export const brokenRequests = pattern<Request>({
  name: 'request-broken',
  examples: [
    '2026/11/21 10:01:12 [error] 46#46: *4 [lua] informer_factory.lua:310: watch failed, kind: Endpoints, reason: ReadBodyError, message : closed, context: ngx.timer',
    '2026/11/21 10:01:12 [error] 46#46: *4 [lua] informer_factory.lua:295: list failed, kind: Endpoints, reason: UnexpectedBody, message : <!DOCTYPE html><html>, context: ngx.timer',
  ],
  of: brokenOf,
  text: textOf,
  causes: [
    {
      id: 'G01',
      likelihood: 'certain',
      when: (request) => isWatchCut(request) && !isTimeout(request),
      message: 'The watch was cut. The gateway knows nothing of changes for up to 40 s, then lists anew.',
      prove: doctor('discovery'),
      mend: 'raise the idle time-out of the balancer before the API server to an hour or more',
    },
    {
      id: 'N17',
      likelihood: 'most likely',
      when: (request) => isWatchCut(request) && !isTimeout(request),
      message: 'A balancer cuts watches on which nothing happens for a while.',
      prove: `${doctor('discovery')} --measure-idle`,
      mend: 'raise the idle time-out of the balancer before the API server to an hour or more',
    },
    {
      id: 'G02',
      likelihood: 'most likely',
      when: (request) => isWatchCut(request) && isTimeout(request),
      message:
        'The watch was silent to its end, not even closed: a balancer dropped it without a word, and the gateway served old nodes for half an hour or more.',
      prove: `${doctor('discovery')} --measure-idle`,
      mend: 'raise the idle time-out of the balancer, or let it reset what it drops',
    },
    {
      id: 'N18',
      likelihood: 'most likely',
      when: (request) => (isListError(request) || isWatchUnanswered(request)) && !isTimeout(request),
      message: 'The connection broke before the answer was complete.',
      prove: doctor('connection'),
      mend: 'look at what stands between the gateway and the API server',
    },
    {
      id: 'N04',
      likelihood: 'possible',
      when: (request) => is('RequestError', 'list')(request) && !isTimeout(request),
      message: 'Plain HTTP is spoken to a TLS port, which at times breaks off without a word.',
      prove: doctor('connection'),
      mend: 'service.schema: https',
    },
    {
      id: 'G07',
      likelihood: (request) => (isTimeout(request) ? 'most likely' : 'possible'),
      when: (request) => isListError(request) || isWatchUnanswered(request),
      message: 'The API server or its etcd hangs; it then gives no error, only silence.',
      prove: doctor('connection'),
      mend: "kubectl get --raw '/readyz?verbose'",
    },
    {
      id: 'N02',
      likelihood: 'possible',
      when: (request) => (isListError(request) || isWatchUnanswered(request)) && isTimeout(request),
      message: 'Something on the way swallows the answer, such as a firewall, or a link with a smaller MTU.',
      prove: doctor('connection'),
      mend: 'let the gateway through to the API server',
    },
    {
      id: 'N16',
      likelihood: (request) => (isPage(request) ? 'certain' : 'most likely'),
      when: (request) => isUnexpected(request),
      message: 'The answer is not that of an API server: something else listens there, or a portal stands before it.',
      prove: doctor('connection'),
      mend: 'service.host and service.port: those of the API server',
    },
    {
      id: 'N10',
      likelihood: 'possible',
      when: (request) => isUnexpected(request) && request.step === 'list',
      message: 'The API of the cluster is under a path, as with Rancher, and the gateway has a host and a port alone.',
      prove: doctor('connection'),
      mend: 'service.host and service.port: an address of the API server itself',
    },
    {
      id: 'G25',
      likelihood: 'possible',
      when: (request) => (isUnexpected(request) && request.step === 'watch') || request.reason === 'GmatchError',
      message: 'A line of the watch is not as the gateway expects it, such as one that a proxy has rewritten.',
      prove: doctor('discovery'),
      mend: 'take what rewrites the answers out of the way',
    },
  ],
});

type Crash = Extract<Symptom, { kind: 'crashed' }>;

const isToken = ({ message }: Crash): boolean => /concatenate field 'token'/.test(message);
const isUserdata = ({ message }: Crash): boolean => /bad argument #1 to 'ipairs' \(table expected, got userdata\)/.test(message);

/** The Lua of discovery stumbled over an object or over the token. */
export const crashes = pattern<Crash>({
  name: 'list-watch-crashed',
  examples: [
    "2026/11/21 10:01:12 [error] 46#46: *4 [lua] core.lua:676: list_watch failed, kind: EndpointSlice, reason: RuntimeException, message : /usr/local/apisix/apisix/discovery/kubernetes/core.lua:362: bad argument #1 to 'ipairs' (table expected, got userdata), context: ngx.timer",
    "2026/11/21 10:01:12 [error] 46#46: *4 [lua] init.lua:520: list_watch failed, kind: Endpoints, reason: RuntimeException, message : ...cal/apisix/apisix/discovery/kubernetes/informer_factory.lua:55: attempt to concatenate field 'token' (a nil value), context: ngx.timer",
  ],
  of: ofKind('crashed'),
  text: ({ resource, message }) => `list_watch failed, kind: ${resource}, reason: RuntimeException, message : ${message.trim()}`,
  causes: [
    {
      id: 'T25',
      likelihood: 'certain',
      when: isToken,
      message: 'The token file cannot be read. The gateway tries again every 40 s, and goes on by itself once it can.',
      prove: doctor('environment'),
      mend: 'let the user of the gateway read client.token_file',
    },
    {
      id: 'G22',
      likelihood: 'certain',
      when: (crash) => isUserdata(crash) && crash.resource === 'EndpointSlice',
      message:
        'A slice has ports: null, as a headless Service without ports makes it with one ready pod. Discovery stands still for the whole cluster.',
      prove: doctor('discovery'),
      mend: 'give that Service a port, leave its namespace out, or write watch_endpoint_slices: false',
    },
    {
      id: 'G24',
      likelihood: (crash) => (isUserdata(crash) ? 'certain' : 'most likely'),
      when: (crash) => !isToken(crash) && !(isUserdata(crash) && crash.resource === 'EndpointSlice'),
      message:
        'An object has null, or something else, where the Lua of the gateway needs a list or a map. Discovery stands still for the whole cluster.',
      prove: doctor('discovery'),
      mend: 'mend or delete that object, or leave its namespace out',
    },
  ],
});
