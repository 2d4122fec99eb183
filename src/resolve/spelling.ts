import type { DiscoveryMode } from '../apisix/service-name.ts';
import type { CatalogueId } from '../findings/catalogue.ts';
import type { Question } from './question.ts';

/** A service_name as it was written, and what its form is judged by. */
export interface WrittenName {
  readonly text: string;
  readonly mode: DiscoveryMode;
  /** Ids of the clusters, none in single-cluster mode; undefined where the gateway's config is not known. */
  readonly ids: readonly string[] | undefined;
  /** What APISIX wants, in words. */
  readonly form: string;
  /** Whether the gateway has nodes of a service under this `namespace/name`. */
  readonly isKnown: (key: string) => boolean;
}

/** What is wrong with the form of a name. */
export interface Misspelling {
  readonly id: CatalogueId;
  readonly message: string;
  /** Texts that may be meant, best first; none of them need have nodes, or be right in all its parts. */
  readonly meant: readonly string[];
  /** What to say where no name with nodes is known that could be meant. */
  readonly advice?: string;
  /** Names with nodes, where there are better ones than those that `meant` leads to. May be too many or without nodes; they are sieved later. */
  readonly suggest?: (question: Question) => Promise<readonly string[]>;
}

/** Judges one thing about the form of a name; undefined where that is right. */
export type Spelling = (name: WrittenName) => Misspelling | undefined;
