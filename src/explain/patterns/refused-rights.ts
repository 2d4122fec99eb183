import { mayBeForeign, rightsCommand, setupCommand } from '../../token/commands.ts';
import { answersOf, answerText } from '../api-answer.ts';
import type { ApiAnswer } from '../api-answer.ts';
import { pattern } from '../pattern.ts';
import { doctor } from '../prove.ts';

/** A 403, and what its message says of who asked for what. */
interface Refusal extends ApiAnswer {
  readonly user: string | undefined;
  readonly verb: string | undefined;
  readonly resource: string | undefined;
}

const forbidden = answersOf(403);

function refusalOf(answer: ApiAnswer): Refusal {
  const [, user, verb, resource] = /User "([^"]*)" cannot (\S+) resource "([^"]*)"/.exec(answer.message) ?? [];
  return { ...answer, user, verb, resource };
}

/** Refusals of what the gateway asks for; those of other resources are other people's. */
function refusalOfNodes(answer: ApiAnswer): Refusal | undefined {
  const refusal = refusalOf(answer);
  const isOurs =
    refusal.request !== undefined ||
    refusal.resource === 'endpoints' ||
    refusal.resource === 'endpointslices' ||
    isAnonymous(refusal);
  return isOurs ? refusal : undefined;
}

function isAnonymous({ user }: Refusal): boolean {
  return user === 'system:anonymous';
}

function isDefault({ user }: Refusal): boolean {
  return /^system:serviceaccount:[^:]+:default$/.test(user ?? '');
}

function isWatch({ verb, step }: Refusal): boolean {
  return verb === 'watch' || (verb === undefined && step === 'watch');
}

/** What makes the account, or gives its rights to the one that asked. */
function setup({ user, isOfSlices }: Refusal): string {
  const [, namespace, name] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(user ?? '') ?? [];
  const account = namespace === undefined || name === undefined ? undefined : { namespace, name };
  // Offline nobody knows what else the account may list.
  const rights = { lacking: [isOfSlices ? 'endpointslices' : 'endpoints'], granted: ['endpoints'], address: [] } as const;
  return isOfSlices || mayBeForeign(account) ? rightsCommand(account, rights) : setupCommand(account);
}

const PROVE = doctor('permission');

/** The account may not list or watch what the gateway needs. */
export const refusedRights = pattern<Refusal>({
  name: 'rights-refused',
  examples: [
    '2026/11/21 10:01:12 [error] 46#46: *4 [lua] informer_factory.lua:295: list failed, kind: Endpoints, reason: Forbidden, message : {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"endpoints is forbidden: User \\"system:serviceaccount:apisix:gateway\\" cannot list resource \\"endpoints\\" in API group \\"\\" at the cluster scope","reason":"Forbidden","details":{"kind":"endpoints"},"code":403}',
    'Error from server (Forbidden): endpointslices.discovery.k8s.io is forbidden: User "system:serviceaccount:apisix:gateway" cannot watch resource "endpointslices" in API group "discovery.k8s.io" at the cluster scope',
  ],
  of: (symptom) => {
    const answer = forbidden(symptom);
    return answer === undefined || /attempting to grant RBAC/.test(answer.message) ? undefined : refusalOfNodes(answer);
  },
  text: answerText,
  causes: [
    {
      id: 'T22',
      likelihood: 'certain',
      when: isAnonymous,
      message: 'The API server was sent no token, so it takes the caller for system:anonymous. The token, or its file, is empty.',
      prove: doctor('identity'),
      mend: 'k8s-disco token get --out-file token',
    },
    {
      id: 'R02',
      likelihood: 'most likely',
      when: (refusal) => isWatch(refusal) && !isAnonymous(refusal),
      message: ({ isOfSlices }) =>
        `The account may not watch ${isOfSlices ? 'EndpointSlices' : 'Endpoints'}: its role has no verb watch. The gateway lists again every 40 s.`,
      prove: PROVE,
      mend: setup,
    },
    {
      id: 'T19',
      likelihood: 'most likely',
      when: (refusal) => isDefault(refusal) && !isWatch(refusal),
      message: ({ user }) =>
        `The token is that of ${user}, which rights are seldom given to. The gateway was to have another account's.`,
      prove: doctor('identity'),
      mend: setup,
    },
    {
      id: 'R06',
      likelihood: 'possible',
      when: (refusal) => isDefault(refusal) && !isWatch(refusal),
      message: 'The pod of the gateway names no account, so it runs as default.',
      prove: doctor('identity'),
      mend: 'write serviceAccountName into the pod template of the gateway',
    },
    {
      id: 'R08',
      likelihood: (refusal) => (isDefault(refusal) ? 'possible' : 'most likely'),
      when: (refusal) => refusal.isOfSlices && !isWatch(refusal) && !isAnonymous(refusal),
      message:
        'The account may not list EndpointSlices: no rule of its roles names endpointslices in the API group discovery.k8s.io.',
      prove: PROVE,
      mend: setup,
    },
    {
      id: 'R01',
      likelihood: (refusal) => (isOfEndpoints(refusal) && !isDefault(refusal) ? 'most likely' : 'possible'),
      when: (refusal) => !isAnonymous(refusal),
      message: (refusal) =>
        isWatch(refusal)
          ? 'The account has lost its ClusterRole or its ClusterRoleBinding since it listed; then lists fail, too.'
          : 'The ClusterRole of the account or its ClusterRoleBinding is missing.',
      prove: PROVE,
      mend: setup,
    },
    ...(
      [
        [
          'R03',
          'A Role was bound, and the gateway always asks for the whole cluster: it takes a ClusterRole and a ClusterRoleBinding.',
        ],
        ['R04', 'The ClusterRole was bound by a RoleBinding, which holds in its namespace alone.'],
        ['R05', 'The binding names another account, or the right one in another namespace.'],
      ] as const
    ).map(([id, message]) => ({
      id,
      likelihood: 'possible' as const,
      when: (refusal: Refusal) => isList(refusal),
      message,
      prove: PROVE,
      mend: setup,
    })),
    ...(
      [
        ['R09', 'The role names endpoints in a wrong API group; theirs is the empty one: apiGroups: [""].'],
        ['R10', 'The role has resourceNames, which cannot allow a list of all.'],
        ['R18', 'The role has the resource in the singular or a verb in capitals: endpoints, list, watch.'],
      ] as const
    ).map(([id, message]) => ({
      id,
      likelihood: 'possible' as const,
      when: isOfEndpoints,
      message,
      prove: PROVE,
      mend: setup,
    })),
    {
      id: 'R11',
      likelihood: 'possible',
      when: ({ message }) => /RBAC: .*not found/.test(message),
      message:
        'A binding of the account names a role that does not exist. The API server says so with every refusal of such an account, also when that is not the cause.',
      prove: PROVE,
      mend: setup,
    },
    {
      id: 'C28',
      likelihood: 'possible',
      when: isOfEndpoints,
      message: 'The Helm chart made no account: serviceAccount.create and rbac.create are false by default.',
      prove: 'k8s-disco lint values.yaml',
      mend: 'serviceAccount.create: true, rbac.create: true',
    },
    {
      id: 'C29',
      likelihood: 'unlikely',
      when: isOfEndpoints,
      message: 'Nobody uses this discovery: a chart such as that of Bitnami turned it on.',
      prove: doctor('gateway'),
      mend: 'leave discovery.kubernetes out of config.yaml',
    },
    {
      id: 'R14',
      likelihood: 'unlikely',
      when: isList,
      message: 'The ClusterRole is aggregated, and its rules were replaced by those of other roles.',
      prove: PROVE,
      mend: setup,
    },
    {
      id: 'R15',
      likelihood: 'unlikely',
      when: isList,
      message: 'Something before RBAC refuses, such as a proxy or another authorizer, although the rights are there.',
      prove: PROVE,
      mend: 'ask those who run the API server which authorizers and proxies it has',
    },
  ],
});

function isList(refusal: Refusal): boolean {
  return !isWatch(refusal) && !isAnonymous(refusal);
}

function isOfEndpoints(refusal: Refusal): boolean {
  return isList(refusal) && !refusal.isOfSlices;
}

/** Whoever sets up the account may not hand out its rights. */
export const escalationRefused = pattern<ApiAnswer>({
  name: 'escalation-refused',
  examples: [
    'Error from server (Forbidden): clusterroles.rbac.authorization.k8s.io "apisix-discovery" is forbidden: user "dev" (groups=["system:authenticated"]) is attempting to grant RBAC permissions not currently held:',
  ],
  of: (symptom) => {
    const answer = forbidden(symptom);
    return answer !== undefined && /attempting to grant RBAC permissions not currently held/.test(answer.message)
      ? answer
      : undefined;
  },
  text: (answer) => answerText({ ...answer, message: answer.message.replace(/:\s*$/, '') }),
  causes: [
    {
      id: 'R13',
      likelihood: 'certain',
      message: 'Nobody may grant rights that he does not hold himself, unless he may bind or escalate that role.',
      prove: 'k8s-disco setup-rbac --dry-run=server',
      mend: 'have an admin of the cluster run k8s-disco setup-rbac',
    },
  ],
});
