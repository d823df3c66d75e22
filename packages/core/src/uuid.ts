/** A random UUID (RFC 9562, version 4). `crypto.randomUUID` is missing on pages served over plain HTTP; this is not. */
export function uuid(): string {
  const random = crypto.getRandomValues(new Uint8Array(36));
  return 'xxxxxxxx-xxxx-4xxx-vxxx-xxxxxxxxxxxx'.replace(/[xv]/g, (digit, place: number) => {
    const bits = (random[place] ?? 0) & 15;
    return (digit === 'x' ? bits : (bits & 3) | 8).toString(16);
  });
}
