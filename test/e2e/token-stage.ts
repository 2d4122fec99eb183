import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { vi } from 'vitest';
import type { ControlPlane } from './control-plane.ts';
import { createServiceAccount, discoveryAccess } from './service-account.ts';
import type { Access } from './service-account.ts';

/** Where accounts of `default` and their tokens are made, changed and taken away. */
export class TokenStage {
  readonly #controlPlane: ControlPlane;
  readonly #key: KeyObject;
  #accounts = 0;

  constructor(controlPlane: ControlPlane) {
    this.#controlPlane = controlPlane;
    this.#key = createPrivateKey(readFileSync(controlPlane.serviceAccountKeyFile));
  }

  /** A new account, with a gateway's rights unless said otherwise; resolves to its name. */
  async account(access: Access = discoveryAccess): Promise<string> {
    const name = `account-${++this.#accounts}`;
    await createServiceAccount(this.#controlPlane.admin, { namespace: 'default', name, access });
    return name;
  }

  /** Makes an account again that is gone. */
  async remakeAccount(name: string): Promise<void> {
    const metadata = { namespace: 'default', name };
    await this.#controlPlane.admin.apply({ apiVersion: 'v1', kind: 'ServiceAccount', metadata });
  }

  /** The token of a new token Secret, `ACCOUNT-token`. */
  async secretToken(account: string): Promise<string> {
    const { admin } = this.#controlPlane;
    const name = `${account}-token`;
    const metadata = { namespace: 'default', name, annotations: { 'kubernetes.io/service-account.name': account } };
    await admin.apply({ apiVersion: 'v1', kind: 'Secret', metadata, type: 'kubernetes.io/service-account-token' });
    return vi.waitFor(async () => {
      const { data } = await admin.request<{ data?: { token?: string } }>('GET', pathOf('secrets', name));
      if (data?.token === undefined) throw new Error('no token yet');
      return Buffer.from(data.token, 'base64').toString();
    });
  }

  /** A token of TokenRequest. */
  async requestedToken(account: string, spec: object = {}): Promise<string> {
    const body = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { audiences: [], ...spec } };
    const path = `${pathOf('serviceaccounts', account)}/token`;
    const { status } = await this.#controlPlane.admin.request<{ status: { token: string } }>('POST', path, { body });
    return status.token;
  }

  /** The token with other claims in place of its own, signed anew, as this cluster does unless there is another key. */
  resigned(token: string, claims: object, key: KeyObject = this.#key): string {
    const [header = '', payload = ''] = token.split('.');
    const signed = `${encoded({ ...decoded(header), kid: keyIdOf(key) })}.${encoded({ ...decoded(payload), ...claims })}`;
    return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`;
  }

  /** A pod of the account of its name. */
  async pod(name: string): Promise<void> {
    const spec = { serviceAccountName: name, containers: [{ name: 'shop', image: 'shop' }] };
    await this.#controlPlane.admin.apply({ apiVersion: 'v1', kind: 'Pod', metadata: { namespace: 'default', name }, spec });
  }

  async patch(plural: string, name: string, body: object): Promise<void> {
    await this.#controlPlane.admin.request('PATCH', pathOf(plural, name), { body });
  }

  /** Deletes an object at once. */
  async remove(plural: string, name: string): Promise<void> {
    await this.#controlPlane.admin.request('DELETE', `${pathOf(plural, name)}?gracePeriodSeconds=0`);
  }

  /** Deletes an account and resolves when its Secret has gone, too. */
  async removeWithSecret(account: string): Promise<void> {
    await this.remove('serviceaccounts', account);
    await vi.waitFor(
      async () => {
        const { status } = await this.#controlPlane.admin.send('GET', pathOf('secrets', `${account}-token`));
        if (status !== 404) throw new Error('the Secret is still there');
      },
      { timeout: 10_000 },
    );
  }
}

function pathOf(plural: string, name: string): string {
  return `/api/v1/namespaces/default/${plural}/${name}`;
}

function decoded(part: string): object {
  return JSON.parse(Buffer.from(part, 'base64url').toString()) as object;
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

/** As kube-apiserver names a key. */
function keyIdOf(key: KeyObject): string {
  const der = createPublicKey(key).export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(der).digest('base64url');
}
