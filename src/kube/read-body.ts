import type { ApiResponse } from './transport.ts';

/** All bytes of the body, or undefined where there are more than `limit`: then the connection is closed and nothing is kept. */
export async function readBody({ body }: Pick<ApiResponse, 'body'>, limit: number): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > limit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
