import { refusalRule } from './problems.ts';

export const oneNamespaceSelector = refusalRule({
  id: 'C14',
  name: 'one-namespace-selector',
  severity: 'error',
  why:
    'A namespace_selector is empty or has exactly one of equal, not_equal, match and not_match. Two of them, or other keys alone, are ' +
    'refused by every release.',
  mend: 'Keep one key. Several namespaces are a list under match or not_match.',
  source: 'discovery/kubernetes/schema.lua, 2.13.0 to 3.18.0',
  examples: {
    failing: {
      files: {
        'config.yaml': `discovery:
  kubernetes:
    namespace_selector:
      match: ["shop-.*"]
      not_equal: shop-test
`,
      },
    },
    passing: {
      files: {
        'config.yaml': `discovery:
  kubernetes:
    namespace_selector:
      match: ["shop-(?!test$).*"]
`,
      },
    },
  },
});
