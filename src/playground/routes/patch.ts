import { unsupportedMediaType } from '../status/status.ts';
import { applyPatch } from './apply-patch.ts';
import { mergePatch } from './merge-patch.ts';
import type { Route } from './route.ts';

/** Changes an object by server-side apply or by a merge patch; the content type says which. JSON patches and strategic merges are not served. */
export const patch: Route = {
  verb: 'patch',
  answer(call) {
    switch (call.request.contentType) {
      case 'application/apply-patch+yaml':
        return applyPatch(call);
      case 'application/merge-patch+json':
        return mergePatch(call);
      default:
        throw unsupportedMediaType();
    }
  },
};
