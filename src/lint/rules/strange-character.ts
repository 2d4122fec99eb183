import { upstreamNamed } from '../example-files.ts';
import { nameRule } from '../name-rule.ts';

export const strangeCharacter = nameRule({
  id: 'S18',
  name: 'strange-character',
  severity: 'error',
  why:
    'Names of Kubernetes are lower-case ASCII. The gateway trims and folds nothing, so upper case, a space, quotes, or a ' +
    'full-width colon or slash make a name that no Service has.',
  mend: 'Write the name in lower-case ASCII, without spaces.',
  source: 'schema_def.lua, 3.18.0; RFC 1123',
  examples: {
    failing: { files: { 'apisix.yaml': upstreamNamed('Default/CMS:http') } },
    passing: { files: { 'apisix.yaml': upstreamNamed('default/cms:http') } },
  },
});
