import type { Spelling } from '../spelling.ts';
import { joinSegments, segmentsOf } from './segments.ts';

/** S05: slashes at the start, doubled, at the end of the name, or after the port; more colons than one. */
export const separators: Spelling = ({ text, form }) => {
  const [path = '', ...ports] = text.split(':');
  if (ports.length > 1) {
    // A part too many at the end, or colons in place of slashes.
    const names = [...new Set(ports)].map((port) => `${path}:${port}`);
    names.push(joinSegments([path, ...ports.slice(0, -1)], ports.at(-1) ?? ''));
    return { id: 'S05', message: `There is more than one colon. APISIX wants ${form}.`, meant: names };
  }
  const port = ports[0]?.replace(/\/.*$/, '') ?? '';
  const segments = path.split('/').filter((segment) => segment !== '');
  const clean = joinSegments(segments, port);
  if (clean === text) return undefined;
  return { id: 'S05', message: `There is a slash too many. APISIX wants ${form}.`, meant: [clean] };
};

/** S05: more parts than the mode has, and the first is no id. */
export const extraSegments: Spelling = ({ text, mode, form }) => {
  const { path, port } = segmentsOf(text);
  const due = mode === 'single' ? 2 : 3;
  if (path.length <= due) return undefined;
  return {
    id: 'S05',
    message: `There are ${path.length} parts before the colon. APISIX wants ${form}.`,
    meant: [joinSegments(path.slice(-due), port), joinSegments(path.slice(0, due), port)],
  };
};
