import type { CatalogueId } from '../../findings/catalogue.ts';
import type { Likelihood } from '../cause.ts';
import { ofKind, pattern } from '../pattern.ts';
import type { PatternCause } from '../pattern.ts';
import { doctor, LINT_CONFIG, LINT_ROUTES } from '../prove.ts';
import type { Symptom } from '../symptom.ts';

type Refused = Extract<Symptom, { kind: 'config-refused' }>;

/** What the one line of 3.x may stand for, most frequent first. */
const UNNAMED: readonly (readonly [id: CatalogueId, likelihood: Likelihood, message: string, mend: string])[] = [
  ['C01', 'most likely', 'A port is a number, and must be text.', 'port: "6443"'],
  [
    'C02',
    'possible',
    'A host has a schema, a port or a path in it.',
    'split it into service.schema, service.host and service.port',
  ],
  [
    'C07',
    'possible',
    'A cluster of a list lacks id, service, client, host or port, which have no defaults there.',
    'fill them in',
  ],
  ['C06', 'possible', 'A value is ${{VAR}}, which makes a number of digits, quoted or not.', 'port: ${VAR}'],
  ['C11', 'possible', 'A token has a line break or a blank in it, or the word Bearer.', 'client.token: the token in one line'],
  ['C10', 'possible', 'A cluster of a list has both token and token_file.', 'keep one of them'],
  ['C13', 'possible', 'A shared_size is not as this release takes it.', 'shared_size: 64m'],
  ['C08', 'possible', 'An id is not as this release takes it.', 'id: lower-case letters and digits'],
  ['C04', 'possible', 'A host is no DNS name in lower case.', 'service.host: a DNS name in lower case, or an IPv4 address'],
  ['C03', 'possible', 'A host is an IPv6 address.', 'service.host: an IPv4 address or a name'],
  ['C05', 'possible', 'A variable in ${VAR} ends in a digit.', 'rename the variable'],
  ['C12', 'possible', 'A token_file is no path as the schema wants it.', 'client.token_file: an absolute path'],
  [
    'C14',
    'possible',
    'A namespace_selector has not exactly one of its four keys.',
    'keep one of equal, not_equal, match, not_match',
  ],
  ['C36', 'possible', 'Another property is of a wrong type.', 'mend what lint names'],
];

const AT_PROPERTY: readonly (readonly [id: CatalogueId, property: RegExp, message: string, mend: string, words?: RegExp])[] = [
  ['C01', /^service\.port$/, 'The port is a number, and must be text.', 'port: "6443"', /wrong type/],
  ['C36', /^service\.port$/, 'The port is not one of 1 to 65535, and no variable.', 'port: "6443"', /^(?!.*wrong type)/],
  [
    'C02',
    /^service\.host$/,
    'The host has a schema, a port or a path in it, or is no DNS name in lower case.',
    'service.host: a name or an IPv4 address alone',
  ],
  ['C03', /^service\.host$/, 'The host is an IPv6 address.', 'service.host: an IPv4 address or a name'],
  ['C04', /^service\.host$/, 'The host is no DNS name in lower case.', 'service.host: a DNS name in lower case'],
  ['C05', /^service\.host$/, 'The variable of the host ends in a digit.', 'rename the variable'],
  [
    'C11',
    /^client\.token$/,
    'The token has a line break or a blank in it, or the word Bearer.',
    'client.token: the token in one line',
  ],
  ['C12', /^client\.token_file$/, 'The token_file is no path as the schema wants it.', 'client.token_file: an absolute path'],
  ['C10', /^client$/, 'There are both token and token_file.', 'keep one of them', /matches both/],
  [
    'C07',
    /^client$/,
    'There is neither token nor token_file that is right.',
    'client.token_file: the path of the token',
    /matches none/,
  ],
  [
    'C14',
    /^namespace_selector/,
    'The namespace_selector has not exactly one of its four keys.',
    'keep one of equal, not_equal, match, not_match',
  ],
];

const isNamed = ({ path }: Refused): boolean => path.length > 0;
const isClaimed = (refused: Refused): boolean => AT_PROPERTY.some((row) => fits(row, refused));

function fits([, property, , , words]: (typeof AT_PROPERTY)[number], { path, message }: Refused): boolean {
  return property.test(path.join('.')) && words?.test(message) !== false;
}

/** The start-up check refuses discovery.kubernetes. */
export const refusedConfig = pattern<Refused>({
  name: 'config-refused',
  examples: [
    'invalid discovery kubernetes configuration: object matches none of the required',
    'invalid discovery kubernetes configuration: property "service" validation failed: property "port" validation failed: wrong type: expected string, got number',
  ],
  of: ofKind('config-refused'),
  text: ({ registry, message }) => `invalid discovery ${registry} configuration: ${message}`,
  causes: [
    ...UNNAMED.map(([id, likelihood, message, mend]): PatternCause<Refused> => ({
      id,
      likelihood,
      when: (refused) => !isNamed(refused),
      message,
      prove: LINT_CONFIG,
      mend,
    })),
    ...AT_PROPERTY.map((row): PatternCause<Refused> => {
      const [id, , message, mend] = row;
      return {
        id,
        likelihood: (refused) => (AT_PROPERTY.filter((one) => fits(one, refused)).length === 1 ? 'certain' : 'possible'),
        when: (refused) => fits(row, refused),
        message,
        prove: LINT_CONFIG,
        mend,
      };
    }),
    {
      id: 'C36',
      likelihood: 'certain',
      when: (refused) => isNamed(refused) && !isClaimed(refused),
      message: ({ path }) => `${path.join('.')} is not as the start-up check wants it.`,
      prove: LINT_CONFIG,
      mend: ({ path }) => `mend ${path.join('.')}`,
    },
  ],
});

/** A key under discovery is taken for a registry, whose module does not exist. */
export const unknownRegistry = pattern<Extract<Symptom, { kind: 'registry-unknown' }>>({
  name: 'registry-unknown',
  examples: [
    "2026/11/21 10:01:12 [error] 1#1: init_by_lua error: /usr/local/apisix/apisix/discovery/init.lua:27: module 'apisix.discovery.k8s' not found:",
  ],
  of: ofKind('registry-unknown'),
  text: ({ registry }) => `module 'apisix.discovery.${registry}' not found`,
  causes: [
    {
      id: 'C33',
      likelihood: 'certain',
      message: ({ registry }) =>
        `discovery.${registry} is no registry. Every key under discovery is loaded as one, and nginx does not start.`,
      prove: LINT_CONFIG,
      mend: 'discovery.kubernetes, and everything else indented below it',
    },
  ],
});

/** A file of the gateway that is no YAML as its release reads it. */
export const refusedYaml = pattern<Extract<Symptom, { kind: 'yaml-refused' }>>({
  name: 'yaml-refused',
  examples: [
    'failed to read local yaml config of apisix: invalid config.yaml file',
    '/usr/local/openresty/luajit/bin/luajit: /usr/local/apisix/deps/share/lua/5.1/lyaml/init.lua:430: 5:3: did not find expected key',
  ],
  of: ofKind('yaml-refused'),
  text: ({ message }) => message.trim(),
  causes: [
    {
      id: 'C34',
      likelihood: ({ file }) => (file === 'config.yaml' ? 'certain' : 'most likely'),
      when: ({ file }) => file !== 'apisix.yaml',
      message: 'config.yaml is no YAML as this release reads it.',
      prove: LINT_CONFIG,
      mend: 'mend the line that lint names',
    },
    {
      id: 'L04',
      likelihood: ({ file }) => (file === 'apisix.yaml' ? 'certain' : 'possible'),
      when: ({ file }) => file === undefined || file === 'apisix.yaml',
      message: 'apisix.yaml is not well-formed.',
      prove: LINT_ROUTES,
      mend: 'mend the line that lint names',
    },
  ],
});

/** apisix.yaml without #END. */
export const missingEndMark = pattern<Extract<Symptom, { kind: 'end-mark-missing' }>>({
  name: 'end-mark-missing',
  examples: [
    '2026/11/21 10:01:12 [warn] 46#46: *4 [lua] config_yaml.lua:95: read_apisix_yaml(): missing valid end flag in file /usr/local/apisix/conf/apisix.yaml, context: init_by_lua*',
  ],
  of: ofKind('end-mark-missing'),
  text: ({ file }) => `missing valid end flag in file ${file}`,
  causes: [
    {
      id: 'W12',
      likelihood: 'certain',
      message: 'The file does not end in #END, so the gateway takes it for half written and leaves it.',
      prove: LINT_ROUTES,
      mend: "printf '\\n#END\\n' >> apisix.yaml",
    },
  ],
});

/** nginx does not get the memory that the config asks for. */
export const refusedMemory = pattern<Extract<Symptom, { kind: 'memory-refused' }>>({
  name: 'memory-refused',
  examples: ['nginx: [emerg] mmap(MAP_ANON|MAP_SHARED, 10737418240) failed (12: Cannot allocate memory)'],
  of: ofKind('memory-refused'),
  text: () => 'mmap(MAP_ANON|MAP_SHARED) failed',
  causes: [
    {
      id: 'C39',
      likelihood: 'possible',
      message: 'shared_size is larger than the memory that nginx may have. Other shared dicts and caches count, too.',
      prove: LINT_CONFIG,
      mend: 'shared_size: 64m',
    },
  ],
});

/** A pattern of namespace_selector that PCRE does not take. */
export const refusedNamespacePattern = pattern<Extract<Symptom, { kind: 'namespace-pattern-refused' }>>({
  name: 'namespace-pattern-refused',
  examples: [
    '2026/11/21 10:01:12 [error] 46#46: *4 [lua] init.lua:355: ngx.re.match failed: pcre_compile() failed: missing ) in "^my-(.*$", context: ngx.timer',
  ],
  of: ofKind('namespace-pattern-refused'),
  text: ({ message }) => `ngx.re.match failed: ${message.trim()}`,
  causes: [
    {
      id: 'C16',
      likelihood: 'certain',
      message: 'A pattern of namespace_selector.match is no regular expression, so it matches no namespace.',
      prove: LINT_CONFIG,
      mend: 'mend the pattern',
    },
  ],
});

/** The token of the config in the log, and so for everybody who may read it. */
export const loggedToken = pattern<Extract<Symptom, { kind: 'token-logged' }>>({
  name: 'token-logged',
  examples: [],
  of: ofKind('token-logged'),
  text: () => 'kubernetes discovery conf: holds the token',
  causes: [
    {
      id: 'W10',
      likelihood: 'certain',
      message: 'At the level info the gateway logs its config, and client.token with it. Whoever may read the log has the token.',
      prove: doctor('gateway'),
      mend: 'client.token_file in place of client.token, then a new token',
    },
  ],
});
