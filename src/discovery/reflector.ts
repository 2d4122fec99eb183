import type { ListPage, WatchEvent } from '../apisix/view.ts';
import { KubeError } from '../kube/kube-error.ts';
import type { ApiReader } from '../kube/transport.ts';
import type { Clock } from '../time/clock.ts';
import { backoffDelay } from './backoff.ts';
import type { PageAnswer, PageRequest } from './list.ts';
import { fetchPage } from './list.ts';
import type { ListWatchTarget } from './request.ts';
import { followWatch } from './watch.ts';

/**
 * Receives what the API server holds, in its order: a list from `beginList` to `endList`, then the events that follow it.
 * `signal` is that of the whole run.
 *
 * Promised: every object of a list and every event after it arrives, once, in the order of the stream; a list that fails midway starts
 * over with `beginList`; after a gap that cannot be filled a new list comes. Not promised: an order across clusters or resources, and
 * states that came and went while no watch was open.
 */
export interface ListWatchHandler {
  beginList(): void;
  listPage(page: ListPage): void;
  endList(signal: AbortSignal): void;
  /** False where the event could not be taken: the next watch then starts before it, and brings it again. */
  event(event: WatchEvent, line: () => string, signal: AbortSignal): boolean;
  /** The server ended the watch, or the connection broke. */
  watchEnded(): void;
}

/** Where a list-watch stands; times are milliseconds since the epoch. */
export interface ReflectorState {
  readonly phase: 'connecting' | 'listing' | 'watching' | 'waiting';
  /** Since when it is in this phase. */
  readonly since: number;
  /** Objects in the list so far, or known since. */
  readonly objects: number;
  /** Of the last list, event or bookmark seen. Empty before the first list. */
  readonly resourceVersion: string;
  /** When the last event or bookmark came. */
  readonly lastEventAt: number | undefined;
  readonly lastError: KubeError | undefined;
  /** Failures since an event or bookmark last came. */
  readonly retries: number;
  /** Lists that came to their end. */
  readonly lists: number;
  /** Pages after the first, in the last list, that held nothing. */
  readonly emptyPages: number;
  /** The last failure on page 2 or later of a list: the gateway swallows it and loses the pages. */
  readonly pageFailure: KubeError | undefined;
  /** Texts of Warning headers, each once. */
  readonly warnings: readonly string[];
}

export interface ReflectorOptions {
  readonly transport: ApiReader;
  readonly target: ListWatchTarget;
  readonly handler: ListWatchHandler;
  readonly clock: Clock;
  /** A number from 0 up to 1. */
  readonly random: () => number;
  /** Called after each change of {@link ReflectorState.phase} and each page. */
  readonly onState: (state: ReflectorState) => void;
}

/** So many watches pass between two lists (informer_factory.lua `watch`, all releases): 4 to 6 hours. */
const WATCHES_PER_LIST = 8;

/** A watch that gets nowhere and ends sooner than this is a server in trouble, to be asked more slowly. */
const SHORT_WATCH_MS = 1_000;

/** Lists one resource of one cluster, watches it, and keeps at it: resumes, relists and backs off until it is aborted. */
export class Reflector {
  readonly #options: ReflectorOptions;
  #state: ReflectorState;
  /** The resourceVersion of the list or of the last event taken since. */
  #resumeFrom = '';
  #relist: AbortController | undefined;
  /** When a new list last began without a wait. */
  #goneAt = -Infinity;

  constructor(options: ReflectorOptions) {
    this.#options = options;
    this.#state = {
      phase: 'connecting',
      since: options.clock.now(),
      objects: 0,
      resourceVersion: '',
      lastEventAt: undefined,
      lastError: undefined,
      retries: 0,
      lists: 0,
      emptyPages: 0,
      pageFailure: undefined,
      warnings: [],
    };
  }

  get state(): ReflectorState {
    return this.#state;
  }

  /** Ends the watch under way, or the wait for the next one, and lists anew; does nothing while a list is under way. */
  relist(): void {
    this.#relist?.abort();
  }

  /** Runs until `signal` aborts; then rejects with its reason. Failures of the server never end it. */
  async run(signal: AbortSignal): Promise<never> {
    for (;;) {
      try {
        await this.#list(signal);
        await this.#watchUntilRelist(signal);
      } catch (error) {
        await this.#recover(error, signal);
      }
    }
  }

  async #list(signal: AbortSignal): Promise<void> {
    const { transport, target, handler } = this.#options;
    this.#enter('listing', { objects: 0, emptyPages: 0 });
    handler.beginList();
    let continueToken: string | undefined;
    let resourceVersion: string;
    do {
      const request: PageRequest = { transport, target, continueToken, signal };
      const answer = await this.#page(request);
      handler.listPage(answer.page);
      this.#count(answer, request);
      continueToken = answer.next;
      resourceVersion = answer.resourceVersion;
    } while (continueToken !== undefined);
    handler.endList(signal);
    this.#resumeFrom = resourceVersion;
    this.#enter('listing', { resourceVersion, lists: this.#state.lists + 1 });
  }

  #count({ objects, warnings }: PageAnswer, { continueToken }: PageRequest): void {
    const { state } = this;
    this.#enter('listing', {
      objects: state.objects + objects,
      emptyPages: state.emptyPages + (continueToken !== undefined && objects === 0 ? 1 : 0),
      warnings: [...new Set([...state.warnings, ...warnings])],
    });
  }

  /** A later page is asked for again where that can help; a list whose snapshot is gone has to start over. */
  async #page(request: PageRequest): Promise<PageAnswer> {
    for (;;) {
      try {
        return await fetchPage(request);
      } catch (error) {
        if (request.continueToken === undefined || !(error instanceof KubeError)) throw error;
        this.#state = { ...this.#state, pageFailure: error };
        if (!isTransient(error)) throw error;
        await this.#waitAfter(error, request.signal);
        this.#enter('listing', {});
      }
    }
  }

  /** Watches from the list's resourceVersion on, until a new list is due or asked for. */
  async #watchUntilRelist(signal: AbortSignal): Promise<void> {
    const relist = new AbortController();
    this.#relist = relist;
    try {
      await this.#watchInTurn(AbortSignal.any([signal, relist.signal]), signal);
    } catch (error) {
      if (error !== relist.signal.reason) throw error;
    } finally {
      this.#relist = undefined;
    }
  }

  async #watchInTurn(signal: AbortSignal, runSignal: AbortSignal): Promise<void> {
    let ended = 0;
    while (ended < WATCHES_PER_LIST) {
      try {
        if ((await this.#watch(signal, runSignal)) === 'relist') return;
        ended += 1;
      } catch (error) {
        if (!(error instanceof KubeError) || needsList(error)) throw error;
        // After a line that is no event it is we who end the watch.
        if (error.details.cause !== 'bad-event') this.#options.handler.watchEnded();
        await this.#waitAfter(error, signal);
      }
    }
  }

  async #watch(signal: AbortSignal, runSignal: AbortSignal): Promise<'resume' | 'relist'> {
    const { transport, target, handler, clock, random } = this.#options;
    const begun = clock.now();
    const begunFrom = this.#resumeFrom;
    const end = await followWatch({
      transport,
      target,
      signal,
      resourceVersion: begunFrom,
      // 1809 to 2799 s, the gateway's own range (informer_factory.lua `watch`, all releases).
      timeoutSeconds: 1_800 + 9 + Math.floor(random() * 991),
      onOpen: () => this.#enter('watching', {}),
      onEvent: (event, { resourceVersion, line }) => {
        const taken = handler.event(event, line, runSignal);
        // A blank line or garbage is no sign of life.
        if (event.type === undefined) return;
        if (taken && resourceVersion !== undefined) this.#resumeFrom = resourceVersion;
        this.#state = {
          ...this.#state,
          objects: this.#state.objects + (taken ? growth(event) : 0),
          resourceVersion: resourceVersion ?? this.#state.resourceVersion,
          lastEventAt: clock.now(),
          retries: 0,
        };
      },
    });
    if (end.kind === 'error-event') {
      const error = errorOf(end, transport.server);
      if (error.kind === 'gone') throw error;
      await this.#waitAfter(error, signal);
      return 'relist';
    }
    handler.watchEnded();
    if (clock.now() - begun >= SHORT_WATCH_MS) this.#state = { ...this.#state, retries: 0 };
    else if (this.#resumeFrom === begunFrom) await this.#pause(undefined, signal);
    return 'resume';
  }

  /** After a failed list or a watch that cannot go on. */
  async #recover(error: unknown, signal: AbortSignal): Promise<void> {
    if (!(error instanceof KubeError)) throw error;
    const now = this.#options.clock.now();
    if (error.kind === 'gone' && this.#state.retries === 0 && now - this.#goneAt >= SHORT_WATCH_MS) {
      // The snapshot or the history is gone: nothing is wrong with the server, so the first new list need not wait. A server that sends
      // an event and then the same again is another matter.
      this.#goneAt = now;
      this.#state = { ...this.#state, lastError: error, retries: 1 };
      signal.throwIfAborted();
      return;
    }
    await this.#waitAfter(error, signal);
  }

  async #waitAfter(error: KubeError, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    this.#state = { ...this.#state, lastError: error };
    await this.#pause(error.details.retryAfterMs, signal);
  }

  async #pause(retryAfterMs: number | undefined, signal: AbortSignal): Promise<void> {
    const attempt = this.#state.retries + 1;
    this.#enter('waiting', { retries: attempt });
    await this.#options.clock.sleep(backoffDelay({ attempt, retryAfterMs, random: this.#options.random() }), signal);
  }

  #enter(phase: ReflectorState['phase'], change: Partial<ReflectorState>): void {
    const since = phase === this.#state.phase ? this.#state.since : this.#options.clock.now();
    this.#state = { ...this.#state, ...change, phase, since };
    this.#options.onState(this.#state);
  }
}

/**
 * Whether asking again, unchanged, may well succeed: the server was busy, or a connection broke that had worked. A refusal (401, 403,
 * 400, 404), a certificate or a host that nobody answers for will not mend itself in the seconds a person waits.
 */
export function isTransient({ kind, details }: KubeError): boolean {
  return kind === 'throttled' || kind === 'server' || (kind === 'unreachable' && details.cause === 'reset');
}

/** By how many objects an event makes the watched set larger. */
function growth({ type }: WatchEvent): number {
  return type === 'ADDED' ? 1 : type === 'DELETED' ? -1 : 0;
}

/**
 * Whether a failed watch is to be followed by a list: its history is gone, or the server answers but grants no watch, so that nothing
 * but lists brings news. After that the gateway lists anew as well (informer_factory.lua `list_watch`, all releases).
 */
function needsList(error: KubeError): boolean {
  return error.kind === 'gone' || (error.details.status !== undefined && !isTransient(error));
}

function errorOf({ code, message }: { code: number | undefined; message: string }, server: string): KubeError {
  const kind = code === 410 ? 'gone' : 'server';
  return new KubeError(`${server} ended the watch with an error${code === undefined ? '' : ` (${code})`}: ${message}`, {
    kind,
    server,
    serverMessage: message,
    ...(code === undefined ? {} : { status: code }),
  });
}
