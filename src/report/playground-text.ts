import type { Page } from '../terminal/page.ts';

export interface PlaygroundPlaces {
  readonly url: string;
  readonly kubeconfig: string;
  readonly config: string;
}

/** Where a playground is, and what to paste into another terminal. */
export function playgroundText({ url, kubeconfig, config }: PlaygroundPlaces, { style }: Page): string {
  const lines = [
    `API server  ${style.name(url)}  (simulated)`,
    `kubeconfig  ${kubeconfig}`,
    `config      ${config}`,
    '',
    'Try in another terminal:',
    `  k8s-disco resolve --kubeconfig ${kubeconfig} default/plat-dev:port`,
    `  k8s-disco resolve --config ${config} cms.default.svc.cluster.local:80`,
    `  k8s-disco resolve --config ${config} --all --watch`,
    `  k8s-disco setup-rbac --kubeconfig ${kubeconfig}`,
    `  k8s-disco token get --kubeconfig ${kubeconfig}`,
    '',
    style.dim('Ctrl-C stops it and removes the files.'),
  ];
  return `${lines.join('\n')}\n`;
}
