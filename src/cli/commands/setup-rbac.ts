import { Option } from 'commander';
import type { Command } from 'commander';
import { UserError } from '../../findings/user-error.ts';
import { parseServerUrl } from '../../kube/server-url.ts';
import type { TokenSource } from '../../provision/wish.ts';
import { accountOptions } from '../account-options.ts';
import { examples } from '../examples.ts';
import { lifetimeOption } from '../lifetime-option.ts';
import {
  addressOptions,
  choiceOption,
  durationOption,
  fileOption,
  gatewayVersionOption,
  outputOption,
  verboseOption,
} from '../options.ts';
import type { CommandContext } from '../program.ts';
import { checkFlags } from '../setup-rbac/check-flags.ts';
import { DRY_RUNS, SETUP_FORMATS } from '../setup-rbac/flags.ts';
import type { SetupFlags } from '../setup-rbac/flags.ts';
import { clustersOptions, labelsOption, resourcesOption, tokenSourceOption } from '../setup-rbac/option-values.ts';

/** `setup-rbac`: everything that the gateway needs in the cluster. */
export function addSetupRbacCommand(program: Command, { host, finish }: CommandContext): void {
  const command = program.command('setup-rbac').summary(WHAT).description(`${WHAT}\n\n${WHY_CLUSTER_WIDE}`);
  for (const [heading, options] of OPTIONS) {
    command.optionsGroup(heading);
    for (const option of options()) command.addOption(option);
  }
  command.addHelpText('after', EXAMPLES).action(async (given: GivenFlags) => {
    const flags = setupFlags(given);
    checkFlags(flags);
    if (flags.delete === true) {
      const { teardownRbac } = await import('../setup-rbac/teardown-rbac.ts');
      return finish(await teardownRbac(flags, host));
    }
    const { setupRbac } = await import('../setup-rbac/setup-rbac.ts');
    finish(await setupRbac(flags, host));
  });
}

const WHAT = 'Make the account that a gateway needs for its discovery, with the least rights, and prove that its token works.';

const WHY_CLUSTER_WIDE =
  'The rights are a ClusterRole and a ClusterRoleBinding: the gateway lists the whole cluster whatever its namespace_selector says, ' +
  'and the API server judges that at the scope of the cluster, where a Role and a RoleBinding count for nothing.';

const EXAMPLES = examples([
  ['the account, its rights and its token; run again, it changes nothing', 'k8s-disco setup-rbac -n default'],
  ["and the gateway's config for it", 'k8s-disco setup-rbac -n default --emit-config config.yaml'],
  ['manifests for Git, without asking a cluster', 'k8s-disco setup-rbac -n default --dry-run=client -o yaml'],
]);

/** As commander has them. */
type GivenFlags = Omit<SetupFlags, 'tokenSource' | 'dryRun'> & {
  readonly token?: TokenSource;
  /** True where it stands alone. */
  readonly dryRun?: NonNullable<SetupFlags['dryRun']> | true;
};

/** No `token` is left behind the command line, as whatever makes connections would send it to the API server. */
function setupFlags({ token, dryRun, ...flags }: GivenFlags): SetupFlags {
  if (dryRun === true) {
    throw new UserError('--dry-run needs client or server', {
      hint: 'client prints manifests and asks no cluster, server shows what would change in the cluster',
    });
  }
  return { ...flags, ...(token === undefined ? {} : { tokenSource: token }), ...(dryRun === undefined ? {} : { dryRun }) };
}

/** What the account is to be like. */
function wishOptions(): readonly Option[] {
  return [
    ...accountOptions(),
    new Option(
      '--resources <LIST>',
      'what the gateway watches: endpoints, endpointslices or both (default: what the config needs, else what the account has, else endpoints)',
    ).argParser(resourcesOption),
    new Option('--gateway-docs-verbs', "grant get, too, which the gateway's documentation asks for and no release uses"),
    new Option('--no-gateway-docs-verbs', 'take it away again'),
    new Option('--labels <KEY=VALUE,...>', 'further labels of every object (default: those it has)').argParser(labelsOption),
    new Option('--create-namespace', 'make the namespace where there is none'),
  ];
}

/** Where the gateway's token comes from. */
function tokenOptions(): readonly Option[] {
  return [
    new Option(
      '--token <SOURCE>',
      'where the gateway gets its token from: secret, request (it ends), or none (its own pod) (default: secret)',
    ).argParser(tokenSourceOption),
    new Option(
      '--duration <DURATION>',
      'how long a token of --token request lives, such as 24h or 90d (default: 365d)',
    ).argParser(lifetimeOption),
    new Option('--rotate', 'make a token under a new name, and say when the old one may go'),
    new Option('--wait <DURATION>', 'how long to wait for the token controller (default: 30s)').argParser(
      durationOption('--wait'),
    ),
  ];
}

/** How it is written, shown or removed. */
function writingOptions(): readonly Option[] {
  return [
    new Option(
      '--dry-run [MODE]',
      'write nothing: client prints manifests and asks no cluster, server shows the plan (default: none)',
    ).argParser(choiceOption('--dry-run', DRY_RUNS)),
    new Option('--diff', 'show what differs from the cluster under each object'),
    new Option(
      '--force',
      'take over objects and fields that others have set, and write over what a config or a token file holds',
    ),
    new Option('--recreate', 'delete and make anew what cannot be changed'),
    new Option('--delete', 'remove the account, as teardown-rbac does'),
    new Option('--yes', 'with --delete: ask no question'),
    outputOption(SETUP_FORMATS),
    verboseOption(),
  ];
}

/** The gateway's side. */
function configOptions(): readonly Option[] {
  return [
    ...clustersOptions(),
    new Option('--emit-config <FILE>', "write the gateway's discovery block into this config.yaml; - is stdout").argParser(
      fileOption('--emit-config'),
    ),
    new Option('--emit-token-file <FILE>', 'write the token there, and have the config name the file').argParser(
      fileOption('--emit-token-file'),
    ),
    new Option('--gateway-server <URL>', 'address of the API server for the gateway, where it differs').argParser((url) =>
      parseServerUrl(url, '--gateway-server'),
    ),
    gatewayVersionOption(),
  ];
}

/** As the help has them, in its order. */
const OPTIONS: readonly (readonly [heading: string, options: () => readonly Option[]])[] = [
  ['Account:', wishOptions],
  ['Token:', tokenOptions],
  ["Gateway's config:", configOptions],
  ['Run:', writingOptions],
  ['Cluster:', addressOptions],
];
