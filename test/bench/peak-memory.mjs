// node --import peak-memory.mjs … writes the peak memory of that process, in KiB, to the file descriptor 3 when it ends.
import { writeSync } from 'node:fs';

process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)));
