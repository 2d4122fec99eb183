import type { Json } from '../apisix/lua.ts';

/** An answer, or `unknown` where the account may not read it, the API server did not say, or too much was asked already. */
export type Fact<T> = T | 'unknown';

export type Labels = Readonly<Record<string, string>>;

/** A port of a Service. */
export interface ServicePort {
  /** Empty where the port has none. */
  readonly name: string;
  readonly port: number;
  /** A number, or the name of a container's port; the Service's own number when absent. */
  readonly targetPort: number | string;
}

export interface ServiceFact {
  readonly namespace: string;
  readonly name: string;
  /** Where an ExternalName Service points to; undefined for all other types. */
  readonly externalName: string | undefined;
  /** Undefined for a Service whose Endpoints someone else writes. */
  readonly selector: Labels | undefined;
  readonly ports: readonly ServicePort[];
}

export interface PodFact {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
  /** Names of its containers' ports. */
  readonly portNames: readonly string[];
}

/** What a user may mistake for a Service. */
export interface WorkloadFact {
  readonly kind: 'Deployment' | 'pod';
  /** Labels of its pods. */
  readonly podLabels: Labels;
}

/** What is in the cluster around one name, whatever the gateway sees of it. Undefined is "not there", for certain. Nothing rejects but on abort. */
export interface ClusterFacts {
  service(namespace: string, name: string): Promise<Fact<ServiceFact | undefined>>;
  /** In all namespaces. */
  servicesNamed(name: string): Promise<Fact<readonly ServiceFact[]>>;
  servicesIn(namespace: string): Promise<Fact<readonly ServiceFact[]>>;
  /** The Endpoints object, or all slices, of a Service, as they stand; selectors of the gateway do not apply. */
  backing(namespace: string, service: string): Promise<Fact<readonly Json[]>>;
  workload(namespace: string, name: string): Promise<Fact<WorkloadFact | undefined>>;
  /** Some of the pods with these labels; none means that there is none. */
  pods(namespace: string, selector: Labels): Promise<Fact<readonly PodFact[]>>;
}
