import { adcObjects, isAdcFile } from '../../../apisix/routing/adc-file.ts';
import { adminObjects, stateObjects } from '../../../apisix/routing/admin-answer.ts';
import type { RoutingObject } from '../../../apisix/routing/routing-object.ts';
import type { LintDocument } from '../../document.ts';
import type { Recognised, Subject } from '../subject.ts';
import { isMarked } from './standalone.ts';

/** The whole state of a standalone gateway's API, which an apisix.yaml looks like. */
export function adminState({ root }: Subject): Recognised | undefined {
  const objects = stateObjects(root);
  return objects && { kind: 'admin', title: 'state of the standalone Admin API', objects: constant(objects) };
}

/** A file of api7/adc. */
export function adc({ name, text, root }: Subject): Recognised | undefined {
  if (isMarked(name, text) || !isAdcFile(root)) return undefined;
  return { kind: 'adc', title: 'file of adc', objects: constant(adcObjects(root)) };
}

/** What the Admin API or the control API answers, or a body that is put there. */
export function admin({ root }: Subject): Recognised | undefined {
  const objects = adminObjects(root);
  return objects && { kind: 'admin', title: 'objects of the Admin API', objects: constant(objects) };
}

/** JSON has its types, whatever the release. */
function constant(objects: readonly RoutingObject[]): LintDocument['objects'] {
  const read = { objects, problems: [] };
  return () => read;
}
