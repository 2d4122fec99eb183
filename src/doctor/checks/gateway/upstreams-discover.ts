import { fail, pass, skip, warn } from '../../answer.ts';
import type { Answer } from '../../answer.ts';
import type { RunCheck } from '../../check.ts';
import { nameOf, readRunningObjects, textOf } from '../../control-api/running-objects.ts';
import type { RunningObject, Table } from '../../control-api/running-objects.ts';
import { quantity } from '../../../findings/quantity.ts';
import { excerpt } from '../../../kube/excerpt.ts';
import { NO_CONTROL_API } from './control-api-answers.ts';

/** Whether the objects that the gateway runs with really use discovery where they name a service. */
export const upstreamsDiscover: RunCheck = {
  name: 'upstreams-discover',
  category: 'gateway',
  title: 'The upstreams of the gateway that name a service discover it',
  reads: 'GET /v1/routes, /v1/services and /v1/upstreams of the control API',
  causes: ['W03', 'W05'],
  needs: ['control-api-answers'],
  scope: 'run',
  async examine({ controlApi }) {
    if (controlApi === undefined) return [skip(NO_CONTROL_API)];
    const objects = await controlApi.once(readRunningObjects);
    const answers = [...answersToMissingRegistry(objects), ...answersToHiddenService(objects)];
    if (answers.length > 0) return answers;
    const discovering = objects.filter(({ upstream }) => upstream !== undefined && discovers(upstream)).length;
    return [
      pass({
        title:
          discovering === 0
            ? 'No upstream of the gateway discovers its nodes'
            : `${quantity(discovering, 'upstream')} of the gateway ${discovering === 1 ? 'discovers its' : 'discover their'} nodes`,
      }),
    ];
  },
};

/** Nodes beside service_name cannot be told from those that discovery put in, but without a registry it never did. */
function answersToMissingRegistry(objects: readonly RunningObject[]): readonly Answer[] {
  const bad = objects.filter(({ upstream }) => upstream !== undefined && namesService(upstream) && !discovers(upstream));
  const [first] = bad;
  if (first?.upstream === undefined) return [];
  const message = `${quantity(bad.length, 'upstream')} with service_name but without discovery_type: each request ends with 503 "discovery server need appoint".`;
  const evidence = bad.map(
    (object) => `${nameOf(object)} has service_name ${excerpt(textOf(object.upstream?.['service_name']), 120)}`,
  );
  const mend = `discovery_type: kubernetes, and no nodes${bad.length === 1 ? '' : ', in each of them'}`;
  return [fail({ id: 'W03', message }, { evidence: firstFew(evidence), mend })];
}

function answersToHiddenService(objects: readonly RunningObject[]): readonly Answer[] {
  const upstreamOf = upstreamLookup(objects);
  const hidden = objects.flatMap((route) => {
    if (route.kind !== 'routes') return [];
    const service = objects.find(({ kind, id }) => kind === 'services' && id !== '' && id === textOf(route.value['service_id']));
    const [own, behind] = [upstreamOf(route), service && upstreamOf(service)];
    const isFixed = own !== undefined && !discovers(own) && !namesService(own);
    const isHidden = isFixed && behind !== undefined && discovers(behind);
    return isHidden && service !== undefined
      ? [`${nameOf(route)} has an upstream of its own before that of ${nameOf(service)}`]
      : [];
  });
  if (hidden.length === 0) return [];
  const message = `${quantity(hidden.length, 'route')} with fixed nodes instead of those that its service discovers: a route's upstream comes first.`;
  return [warn({ id: 'W05', message }, { evidence: firstFew(hidden), mend: 'no upstream and no upstream_id in the route' })];
}

/** The upstream that an object names or holds, the named one first (init.lua, all releases). */
function upstreamLookup(objects: readonly RunningObject[]): (object: RunningObject) => Table | undefined {
  const upstreams = new Map(objects.filter(({ kind }) => kind === 'upstreams').map(({ id, value }) => [id, value]));
  return ({ value, upstream }) => {
    const named = textOf(value['upstream_id']);
    return named === '' ? upstream : upstreams.get(named);
  };
}

function namesService(upstream: Table): boolean {
  return textOf(upstream['service_name']) !== '';
}

function discovers(upstream: Table): boolean {
  return textOf(upstream['discovery_type']) !== '';
}

const SHOWN = 5;

function firstFew(sentences: readonly string[]): readonly string[] {
  const more = sentences.length - SHOWN;
  return more > 0 ? [...sentences.slice(0, SHOWN), `And ${more} more`] : sentences;
}
