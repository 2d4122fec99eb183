import type { Clock } from '../../time/clock.ts';
import type { StoredObject } from '../api-object.ts';
import { recordUpdate } from '../apply/record-update.ts';
import { resourceType } from '../resource.ts';
import type { Change } from '../store/history.ts';
import type { ObjectStore } from '../store/object-store.ts';
import { signSecretToken } from '../tokens/sign-token.ts';
import type { TokenKey } from '../tokens/token-key.ts';
import { ACCOUNT_NAME_ANNOTATION, ACCOUNT_UID_ANNOTATION, filledSecret, isTokenSecret } from '../tokens/token-secret.ts';

/** What the token controller works on and with. */
export interface TokenControllerOptions {
  readonly store: ObjectStore;
  readonly clock: Clock;
  readonly key: TokenKey;
  /** Goes into each Secret as `ca.crt`; absent over plain HTTP. */
  readonly caPem: string | undefined;
  /** Asked before each piece of work; while it says no, Secrets stay as they are. */
  readonly isRunning: () => boolean;
}

/** The token controller of kube-controller-manager, until it is stopped. */
export interface TokenController {
  /** Looks at every Secret again, as it does when it starts. */
  resync(): void;
  stop(): void;
}

/** From a write to what the controller makes of it; measured with kube-controller-manager 1.36 on an idle machine. */
const DELAY_MS = 20;

/**
 * Fills Secrets of type `kubernetes.io/service-account-token` a moment after they were written, and deletes those whose account is not there
 * or has another uid than their annotation says. When an account goes, its Secrets go.
 */
export function startTokenController(options: TokenControllerOptions): TokenController {
  const { store, clock, isRunning } = options;
  const timers = new Set<() => void>();
  const soon = (work: () => void): void => {
    const cancel = clock.after(DELAY_MS, () => {
      timers.delete(cancel);
      if (isRunning()) work();
    });
    timers.add(cancel);
  };
  const resync = (): void => {
    for (const { object } of store.snapshot('secrets')) soon(() => syncSecret(object, options));
  };
  const onChange = ({ resource, before, after }: Change): void => {
    if (resource === 'secrets' && after !== undefined) soon(() => syncSecret(after, options));
    else if (resource === 'serviceaccounts' && before !== undefined && after === undefined) resync();
  };
  const unsubscribe = store.subscribe(onChange);
  return {
    resync,
    stop() {
      unsubscribe();
      for (const cancel of timers) cancel();
    },
  };
}

/** Brings a Secret into the state that it should have, unless it changed or went meanwhile. */
function syncSecret(secret: StoredObject, { store, clock, key, caPem }: TokenControllerOptions): void {
  const { namespace = '', name, annotations = {} } = secret.metadata;
  if (!isTokenSecret(secret) || store.get('secrets', { namespace, name }) !== secret) return;
  const accountName = annotations[ACCOUNT_NAME_ANNOTATION] ?? '';
  const uid = store.get('serviceaccounts', { namespace, name: accountName })?.metadata.uid;
  if (uid === undefined || (annotations[ACCOUNT_UID_ANNOTATION] ?? uid) !== uid) {
    store.delete('secrets', { namespace, name });
    return;
  }
  const account = { namespace, name: accountName, uid };
  const filled = filledSecret(secret, account, { token: signSecretToken(key, account, name), caPem });
  const writer = { resource: resourceType('secrets'), manager: 'kube-controller-manager', now: clock.now() };
  store.update('secrets', recordUpdate(secret, filled, writer));
}
