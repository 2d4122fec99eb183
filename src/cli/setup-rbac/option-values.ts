import { Option } from 'commander';
import { RESOURCES } from '../../apisix/view.ts';
import type { Resource } from '../../apisix/view.ts';
import { UserError } from '../../findings/user-error.ts';
import { labelKeyProblem, labelValueProblem } from '../../kube/label-selector/label-syntax.ts';
import { INSTANCE_LABEL, MANAGED_BY } from '../../token/marks.ts';
import { choiceOption } from '../options.ts';
import { TOKEN_SOURCES } from './flags.ts';

/** Collects what the gateway is to watch, one or several separated by commas. Throws a {@link UserError}. */
export function resourcesOption(text: string, known: readonly string[] = []): readonly Resource[] {
  const take = choiceOption('--resources', RESOURCES);
  const given = [...known, ...partsOf(text).map(take)];
  return RESOURCES.filter((resource) => given.includes(resource));
}

/**
 * Takes where the gateway's token comes from. Elsewhere `--token` takes a token, so whatever does not look like a misspelt word is
 * refused without being shown. Throws a {@link UserError}.
 */
export function tokenSourceOption(text: string): string {
  if (/^[a-z]{1,9}$/.test(text)) return choiceOption('--token', TOKEN_SOURCES)(text);
  throw new UserError(`--token says here where the gateway gets its token from, and takes ${TOKEN_SOURCES.join(', ')}`, {
    hint: 'To ask the API server with a token of your own, put it into a kubeconfig: kubectl config set-credentials',
  });
}

/** Collects labels, `KEY=VALUE` separated by commas. Throws a {@link UserError}. */
export function labelsOption(text: string, known: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const labels = partsOf(text).map((part) => {
    const { before: key, after: value } = pairOf('--labels', part, 'KEY=VALUE');
    if ((labelKeyProblem(key) ?? labelValueProblem(value)) !== undefined) {
      throw new UserError(`--labels ${JSON.stringify(part)} is no label in Kubernetes`, {
        hint: 'Keys and values are letters, digits, hyphens, underscores and dots; a key may begin with a DNS name and a slash.',
      });
    }
    if (key === MANAGED_BY.key || key === INSTANCE_LABEL) {
      throw new UserError(`--labels ${JSON.stringify(part)}: ${key} is how k8s-disco knows its own objects`, {
        hint: 'choose another key',
      });
    }
    return [key, value] as const;
  });
  return { ...known, ...Object.fromEntries(labels) };
}

/** Collects which context of the kubeconfig is which cluster of the gateway, `ID=CONTEXT` separated by commas. Throws a {@link UserError}. */
function contextsOption(text: string, known: ReadonlyMap<string, string> = new Map()): ReadonlyMap<string, string> {
  const contexts = new Map(known);
  for (const part of partsOf(text)) {
    const { before: id, after: context } = pairOf('--contexts', part, 'ID=CONTEXT');
    if (contexts.has(id)) throw new UserError(`--contexts names the cluster ${id} twice`);
    contexts.set(id, context);
  }
  return contexts;
}

function pairOf(flag: string, text: string, form: string): { readonly before: string; readonly after: string } {
  // A context may hold further equal signs.
  const at = text.indexOf('=');
  if (at > 0 && at < text.length - 1) return { before: text.slice(0, at), after: text.slice(at + 1) };
  throw new UserError(`${flag} ${JSON.stringify(text)} is not ${form}`, { hint: `write ${flag} ${form},${form}` });
}

function partsOf(text: string): readonly string[] {
  return text.split(',').map((part) => part.trim());
}

/** `--from-config` and `--contexts`: several clusters, as the gateway's config names them. */
export function clustersOptions(): readonly Option[] {
  return [
    new Option('--from-config <FILE>', "the gateway's config.yaml: which clusters, and what it watches there"),
    new Option('--contexts <ID=CONTEXT,...>', 'which context of the kubeconfig is which cluster of --from-config').argParser(
      contextsOption,
    ),
  ];
}
