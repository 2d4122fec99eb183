import { expect, test } from 'vitest';
import { lintFiles } from '../support/lint.ts';

// Names that every JavaScript object answers to must not be found in the linter's tables.
test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('%s is a key like any other', async (name) => {
  const upstream = `upstreams:\n  - ${name}: roundrobin\n    discovery_type: ${name}\n    service_name: default/cms:http\n#END\n`;
  const config = `discovery:\n  kubernetes: {${name}: {${name}: !!${name} 1}}\n`;
  const object = `apiVersion: v1\nkind: ${name}\ndata: {config.yaml: "discovery: {}"}\n`;
  const { report } = await lintFiles(
    { 'apisix.yaml': upstream, 'config.yaml': config, 'object.yaml': object },
    { flags: ['--gateway-version', 'all'] },
  );
  expect(report.files.map(({ kind }) => kind)).toEqual(['standalone', 'config', 'manifest']);
});
