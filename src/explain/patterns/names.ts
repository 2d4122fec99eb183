import { parseServiceName, SERVICE_NAME_FORM } from '../../apisix/service-name.ts';
import type { CatalogueId } from '../../findings/catalogue.ts';
import { shellWord } from '../../findings/shell-word.ts';
import { misspellingOf } from '../../resolve/reasons/index.ts';
import type { Misspelling } from '../../resolve/spelling.ts';
import { ofKind, pattern } from '../pattern.ts';
import type { PatternCause } from '../pattern.ts';
import { doctor, LINT_ROUTES, proofOf } from '../prove.ts';
import type { Symptom } from '../symptom.ts';

/** A name that the gateway cannot split, and what is wrong with it. */
interface RefusedName {
  readonly serviceName: string;
  readonly misspelling: Misspelling | undefined;
}

function refusedNameOf(symptom: Symptom): RefusedName | undefined {
  if (symptom.kind !== 'name-refused') return undefined;
  const { serviceName } = symptom;
  // What single mode can split is refused in multi mode alone.
  const mode = parseServiceName(serviceName, 'single') === undefined ? 'single' : 'multi';
  const written = { text: serviceName, mode, ids: undefined, form: SERVICE_NAME_FORM[mode], isKnown: () => false } as const;
  return { serviceName, misspelling: misspellingOf(written) };
}

/** What a name may be that the gateway cannot split. */
const FAULTS: readonly CatalogueId[] = ['S01', 'S02', 'S05', 'S06', 'S17', 'S18', 'S22'];

/** A service_name that is none. */
export const refusedName = pattern<RefusedName>({
  name: 'service-name-refused',
  examples: [
    '2026/11/21 10:01:12 [error] 46#46: *45 [lua] init.lua:384: nodes(): get unexpected upstream service_name:　default/cms, client: 10.0.0.7, server: _, request: "GET / HTTP/1.1", host: "cms.example.org"',
    '2026/11/21 10:01:12 [error] 46#46: *45 [lua] core.lua:704: resolve_nodes(): get unexpected upstream service_name: cms, client: 10.0.0.7, server: _',
  ],
  of: refusedNameOf,
  text: ({ serviceName }) => `get unexpected upstream service_name: ${serviceName}`,
  causes: [
    ...FAULTS.map((id): PatternCause<RefusedName> => ({
      id,
      likelihood: 'certain',
      when: ({ misspelling }) => misspelling?.id === id,
      message: ({ misspelling }) => misspelling?.message ?? '',
      prove: resolveCommand,
      mend: ({ misspelling }) => meant(misspelling),
    })),
    {
      id: 'S05',
      likelihood: 'most likely',
      when: ({ misspelling }) => misspelling === undefined || !FAULTS.includes(misspelling.id),
      message: `The name cannot be split. APISIX wants ${SERVICE_NAME_FORM.single}, with several clusters ${SERVICE_NAME_FORM.multi}.`,
      prove: resolveCommand,
      mend: `service_name: ${SERVICE_NAME_FORM.single}`,
    },
  ],
});

/** In multi-cluster mode a name means something else, so the config is asked. */
function resolveCommand({ serviceName }: RefusedName): string {
  return `k8s-disco resolve --config config.yaml ${shellWord(serviceName)}`;
}

function meant(misspelling: Misspelling | undefined): string {
  const [name = SERVICE_NAME_FORM.single] = misspelling?.meant ?? [];
  return misspelling?.advice ?? `service_name: ${name}`;
}

/** A cluster that is not configured. */
export const unknownId = pattern<Extract<Symptom, { kind: 'id-unknown' }>>({
  name: 'id-unknown',
  examples: [
    '2026/11/21 10:01:12 [error] 46#46: *45 [lua] init.lua:489: nodes(): id not exist, client: 10.0.0.7, server: _',
    '2026/11/21 10:01:12 [error] 46#46: *45 [lua] core.lua:710: resolve_nodes(): failed to resolve endpoint dict for service: prod/default/cms:http, client: 10.0.0.7',
  ],
  of: ofKind('id-unknown'),
  text: ({ serviceName }) =>
    serviceName === undefined ? 'id not exist' : `failed to resolve endpoint dict for service: ${serviceName}`,
  causes: [
    {
      id: 'S07',
      likelihood: 'certain',
      message: 'A service_name begins with an id that no cluster of discovery.kubernetes has.',
      prove: LINT_ROUTES,
      mend: 'service_name: one of the ids in config.yaml, then /namespace/name:portName',
    },
  ],
});

/** No such service in the shared dict. */
export const unknownService = pattern<Extract<Symptom, { kind: 'service-unknown' }>>({
  name: 'service-unknown',
  examples: [
    '2026/11/21 10:01:12 [info] 46#46: *45 [lua] core.lua:716: resolve_nodes(): get empty endpoint version from discovery DICT default/cms, client: 10.0.0.7, server: _',
  ],
  of: ofKind('service-unknown'),
  text: ({ key }) => `get empty endpoint version from discovery DICT ${key}`,
  causes: (
    [
      [
        'S25',
        'most likely',
        'The cluster has no such Service in this namespace.',
        'service_name: the namespace and name of a Service',
      ],
      ['S08', 'possible', 'The name has an id in front, which single-cluster mode takes for the namespace.', 'leave the id out'],
      ['S16', 'possible', 'namespace_selector or label_selector leaves the Service out.', 'widen the selector'],
      ['S14', 'possible', 'The Service has no selector, and nobody wrote its Endpoints.', 'write its Endpoints'],
      ['S13', 'possible', 'The Service is an ExternalName, which has no nodes.', 'use nodes, or discovery by dns'],
      ['S09', 'possible', 'It is the name of a Deployment or a pod, not of a Service.', 'service_name: the name of the Service'],
      [
        'G15',
        'possible',
        'The first list is not complete, or every list fails: then other lines say why.',
        'look for lines with list failed',
      ],
      ['G05', 'unlikely', 'A later page of the list was lost.', 'reload the gateway'],
    ] as const
  ).map(([id, likelihood, message, mend]) => ({
    id,
    likelihood,
    when: ({ key }: { readonly key: string }) => id !== 'S08' || key.split('/').length > 2,
    message,
    prove: proofOf(id, doctor('services')),
    mend,
  })),
});
