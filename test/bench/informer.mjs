// The peer of the benchmark: the same list through client-node's informer, until it has it whole.
import { CoreV1Api, KubeConfig, makeInformer } from '@kubernetes/client-node';

const [, , kubeconfig = '', namespace = '', name = ''] = process.argv;
const kubeConfig = new KubeConfig();
kubeConfig.loadFromFile(kubeconfig);
const api = kubeConfig.makeApiClient(CoreV1Api);
const informer = makeInformer(kubeConfig, '/api/v1/endpoints', () => api.listEndpointsForAllNamespaces());
informer.on('error', (/** @type {Error} */ error) => {
  console.error(error.message);
  process.exit(1);
});
await informer.start();
const addresses = informer.get(name, namespace)?.subsets?.[0]?.addresses ?? [];
console.log(addresses.length, informer.list().length);
process.exit(addresses.length > 0 ? 0 : 1);
