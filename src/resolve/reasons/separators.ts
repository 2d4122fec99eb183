import { SERVICE_NAME_FORM } from '../../apisix/service-name.ts';
import type { Explain } from '../question.ts';
import { joinSegments, segmentsOf } from './segments.ts';

/** S05: slashes at the start, doubled, at the end of the name, or after the port; more colons than one. */
export const separators: Explain = async ({ text, discovery, instead }) => {
  const form = SERVICE_NAME_FORM[discovery.mode];
  const [path = '', ...ports] = text.split(':');
  if (ports.length > 1) {
    // A part too many at the end, or colons in place of slashes.
    const names = [...new Set(ports)].map((port) => `${path}:${port}`);
    names.push(joinSegments([path, ...ports.slice(0, -1)], ports.at(-1) ?? ''));
    return {
      id: 'S05',
      message: `There is more than one colon. APISIX wants ${form}.`,
      suggestions: (await Promise.all(names.map(instead))).flat(),
    };
  }
  const port = ports[0]?.replace(/\/.*$/, '') ?? '';
  const segments = path.split('/').filter((segment) => segment !== '');
  const clean = joinSegments(segments, port);
  if (clean === text) return undefined;
  return { id: 'S05', message: `There is a slash too many. APISIX wants ${form}.`, suggestions: await instead(clean) };
};

/** S05: more parts than the mode has, and the first is no id. */
export const extraSegments: Explain = async ({ text, discovery, instead }) => {
  const { path, port } = segmentsOf(text);
  const due = discovery.mode === 'single' ? 2 : 3;
  if (path.length <= due) return undefined;
  return {
    id: 'S05',
    message: `There are ${path.length} parts before the colon. APISIX wants ${SERVICE_NAME_FORM[discovery.mode]}.`,
    suggestions: [
      ...(await instead(joinSegments(path.slice(-due), port))),
      ...(await instead(joinSegments(path.slice(0, due), port))),
    ],
  };
};
