import { apiVersionOf, RESOURCES } from '../resource.ts';
import type { ServedResource } from '../resource.ts';
import { documentPath, GROUP_VERSIONS } from './api-groups.ts';

/** What a client finds at `/openapi/v3`: a document for each group and version. */
export function openApiIndex(): object {
  const paths = GROUP_VERSIONS.map((groupVersion) => {
    const path = documentPath(groupVersion);
    return [path.slice(1), { serverRelativeURL: `/openapi/v3${path}` }] as const;
  });
  return { paths: Object.fromEntries(paths) };
}

/**
 * As much OpenAPI as kubectl needs to send an object unseen: that the server takes `fieldValidation`, and so would look at the fields itself. This one does
 * not. There are no schemas.
 */
export function openApiDocument(groupVersion: string): object {
  const paths = RESOURCES.filter((resource) => apiVersionOf(resource) === groupVersion).map((resource) => {
    const scope = resource.namespaced ? 'namespaces/{namespace}/' : '';
    return [`${documentPath(groupVersion)}/${scope}${resource.plural}/{name}`, { patch: patchOperation(resource) }] as const;
  });
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: 'v1.36.3' },
    paths: Object.fromEntries(paths),
    components: {},
  };
}

function patchOperation({ group, version, kind }: ServedResource): object {
  return {
    parameters: [{ name: 'fieldValidation', in: 'query', schema: { type: 'string' } }],
    responses: {},
    'x-kubernetes-group-version-kind': { group, version, kind },
  };
}
