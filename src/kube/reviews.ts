import { sendJson } from './ask.ts';
import type { Asking } from './ask.ts';
import { dueBody } from './due-kind.ts';
import { listOf, mapOf, textOf } from './json-map.ts';
import type { JsonMap } from './json-map.ts';
import { KubeError } from './kube-error.ts';
import type { Transport } from './transport.ts';

/** A user as an API server knows it. */
export interface UserInfo {
  /** Such as `system:serviceaccount:default:apisix-discovery`. */
  readonly username: string;
  readonly uid: string | undefined;
  readonly groups: readonly string[];
}

/** Something that somebody may be allowed to do. */
export interface Right {
  readonly verb: string;
  /** Empty for the core group. */
  readonly group: string;
  /** The plural. */
  readonly resource: string;
  readonly subresource?: string;
  /** Absent: in the whole cluster. */
  readonly namespace?: string;
  /** Absent: any object. */
  readonly name?: string;
}

/** Whether a right is held, and what the authorizer said about it; both authorizers and webhooks may say nothing. */
export interface AccessReview {
  readonly allowed: boolean;
  readonly reason: string | undefined;
}

/** What an API server makes of a token that somebody else holds. */
export interface TokenReview {
  readonly authenticated: boolean;
  readonly user: UserInfo | undefined;
  /** The real cause of a refusal, which the 401 itself does not tell: `[invalid bearer token, service account token has expired]`. */
  readonly error: string | undefined;
  readonly audiences: readonly string[];
}

const AUTHENTICATION = '/apis/authentication.k8s.io';

/** SelfSubjectReview came with Kubernetes 1.26 (alpha), 1.27 (beta) and 1.28 (KEP-3325). */
const SELF_SUBJECT_REVIEW_VERSIONS = ['v1', 'v1beta1', 'v1alpha1'] as const;

/**
 * Who the transport's credentials stand for; undefined where the API server is too old to say. Rejects with a {@link KubeError}:
 * `unauthorized` for a token that is refused, `forbidden` with cause `anonymous` where none was sent.
 */
export async function whoAmI(asking: Asking<Transport>): Promise<UserInfo | undefined> {
  for (const version of SELF_SUBJECT_REVIEW_VERSIONS) {
    const apiVersion = `authentication.k8s.io/${version}`;
    try {
      const status = await review(`${AUTHENTICATION}/${version}/selfsubjectreviews`, {
        ...asking,
        body: { apiVersion, kind: 'SelfSubjectReview' },
      });
      return userInfo(status['userInfo']);
    } catch (error) {
      if (!(error instanceof KubeError) || error.kind !== 'not-found') throw error;
    }
  }
  return undefined;
}

/** Whether the transport's credentials hold a right (SelfSubjectAccessReview). Rejects with a {@link KubeError}. */
export async function mayI(right: Right, asking: Asking<Transport>): Promise<AccessReview> {
  const status = await review('/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', {
    ...asking,
    body: {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: { resourceAttributes: { ...right } },
    },
  });
  return { allowed: status['allowed'] === true, reason: textOf(status['reason']) };
}

/**
 * The rules that the transport's credentials hold in a namespace, those of the whole cluster included, as roles have them
 * (SelfSubjectRulesReview). Rejects with a {@link KubeError}.
 */
export async function myRules(namespace: string, asking: Asking<Transport>): Promise<readonly JsonMap[]> {
  const status = await review('/apis/authorization.k8s.io/v1/selfsubjectrulesreviews', {
    ...asking,
    body: { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectRulesReview', spec: { namespace } },
  });
  return listOf(status['resourceRules']).map(mapOf);
}

/**
 * What the API server makes of `token`, asked by somebody who may create TokenReviews. Rejects with a {@link KubeError}, of kind
 * `forbidden` where the transport's credentials may not.
 */
export async function reviewToken(token: string, asking: Asking<Transport>): Promise<TokenReview> {
  const status = await review(`${AUTHENTICATION}/v1/tokenreviews`, {
    ...asking,
    body: { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenReview', spec: { token } },
    secrets: [token],
  });
  const authenticated = status['authenticated'] === true;
  return {
    authenticated,
    user: authenticated ? userInfo(status['user']) : undefined,
    error: textOf(status['error']),
    audiences: texts(status['audiences']),
  };
}

/** What is sent as a review, and comes back with a status. */
interface Review {
  readonly apiVersion: string;
  readonly kind: string;
  readonly spec?: object;
}

/** Sends a review and promises its status. */
async function review(
  path: string,
  { body, secrets = [], ...asking }: Asking<Transport> & { readonly body: Review; readonly secrets?: readonly string[] },
): Promise<JsonMap> {
  const answer = await sendJson({ method: 'POST', path, body, secrets }, asking);
  return mapOf(dueBody(answer, body, asking.transport)['status']);
}

function userInfo(value: unknown): UserInfo {
  const { username, uid, groups } = mapOf(value);
  return { username: textOf(username) ?? '', uid: textOf(uid), groups: texts(groups) };
}

function texts(value: unknown): readonly string[] {
  return listOf(value).filter((one) => typeof one === 'string');
}
