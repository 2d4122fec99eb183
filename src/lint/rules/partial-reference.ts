import type { LocatedScalar } from '../../apisix/located.ts';
import type { Complaint, Rule } from '../rule.ts';
import { exampleConfig } from './example-token.ts';
import { ownerText } from './place-of.ts';
import { variableOf } from './variables.ts';
import { patternSettings, textSetting, writtenClusters } from './written-clusters.ts';
import type { WrittenCluster } from './written-clusters.ts';

export const partialReference: Rule = {
  id: 'E05',
  name: 'partial-reference',
  severity: 'error',
  subject: 'config',
  why:
    'In Kubernetes discovery ${VAR} is replaced in service.host, service.port, client.token and client.token_file, and only ' +
    'where it is the whole value. x${TOKEN} is sent as it stands, and ${A}${B} asks for a variable named A}${B.',
  mend: 'Put the whole value into one variable, or write ${{VAR}}, which is replaced anywhere while the file is read.',
  source: 'discovery/kubernetes/init.lua, read_env, 2.13.0; core.lua, 3.17.0',
  examples: {
    failing: { files: { 'config.yaml': exampleConfig('token: prefix-${K8S_TOKEN}') } },
    passing: { files: { 'config.yaml': exampleConfig('token: ${K8S_TOKEN}') } },
  },
  check: ({ verdict }) => writtenClusters(verdict).flatMap((cluster) => [...inCredential(cluster), ...inSelectors(cluster)]),
};

function inCredential(cluster: WrittenCluster): readonly Complaint[] {
  if (cluster.config === undefined) return [];
  const key = textSetting(cluster, ['client', 'token']) === undefined ? 'token_file' : 'token';
  const setting = textSetting(cluster, ['client', key]);
  if (setting === undefined || !setting.text.includes('${')) return [];
  const { text, scalar } = setting;
  const name = `client.${key}${ownerText(cluster)}`;
  const variable = variableOf(text);
  if (variable === undefined) {
    return [complaint(scalar, `${name} holds more than a reference, so nothing in it is replaced`)];
  }
  return /[${}]/.test(variable) ? [complaint(scalar, `${name} is taken for one reference, to a variable named ${variable}`)] : [];
}

/** Where no reference is ever replaced. */
function inSelectors(cluster: WrittenCluster): readonly Complaint[] {
  if (cluster.config === undefined) return [];
  const selector = textSetting(cluster, ['label_selector']);
  const texts = [
    ...(selector === undefined ? [] : [{ name: 'label_selector', scalar: selector.scalar, text: selector.text }]),
    ...patternSettings(cluster).map(({ key, scalar, pattern }) => ({ name: `namespace_selector.${key}`, scalar, text: pattern })),
  ];
  return texts.flatMap(({ name, scalar, text }) =>
    /\$\{\w+\}/.test(text)
      ? [complaint(scalar, `In ${name}${ownerText(cluster)} no \${VAR} is replaced: it counts as written`)]
      : [],
  );
}

function complaint({ position }: LocatedScalar, message: string): Complaint {
  return { message, position, hint: 'Write ${{VAR}}, which is replaced anywhere, or put the whole value into one variable' };
}
