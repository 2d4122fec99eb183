import { answerOf, pass, skip } from '../../answer.ts';
import type { RunCheck } from '../../check.ts';

/** Whether the gateway starts with its config. */
export const configAccepted: RunCheck = {
  name: 'config-accepted',
  category: 'config',
  title: 'The gateway accepts its config',
  reads: 'the file of --config, as lint does',
  causes: [],
  needs: [],
  pre: 'too',
  scope: 'run',
  async examine({ linted, release }) {
    const files = await linted();
    if (files?.config === undefined) return [skip('No --config was given')];
    const documents = files.report.files.filter(({ path }) => path === files.config);
    const errors = documents.flatMap(({ findings }) => findings.filter(({ severity }) => severity === 'error'));
    if (errors.length === 0) return [pass({ title: `${files.config} is accepted by APISIX ${release.version}` })];
    return errors.map(({ id, severity, message }) => answerOf({ id, severity, message }));
  },
};
