import type { CatalogueId } from './catalogue.ts';

/** What tells an id that no rule of lint, no check of doctor and no pattern of explain names, or why nothing can: a sentence each. */
export const ELSEWHERE: Readonly<Partial<Record<CatalogueId, string>>> = {
  E09: 'Told by `setup-rbac --emit-config`, which would write there.',
  T16: 'Told by `setup-rbac`, which makes the Secret and waits for it; afterwards nothing is left to look at.',
  T31: 'Told by `setup-rbac --emit-config`, which would write there.',
  N20: 'Told by `setup-rbac --emit-config`, to which both addresses are given.',
  G18: 'Not a fault of its own: lint and doctor tell what is wrong with that one cluster.',
};

/** Rows of the field that have no id of their own. */
export const MERGED: Readonly<Record<string, { readonly title: string; readonly why: string }>> = {
  G21: {
    title: 'A log line that releases write in different ways',
    why: 'No fault: every pattern of explain reads it with a full-width space and without.',
  },
  G23: { title: 'A port without name, after the switch to EndpointSlices', why: 'Told as S23.' },
};
