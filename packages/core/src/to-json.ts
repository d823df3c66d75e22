/** What we send: flat values and objects of them. Arrays are left out on purpose; see {@link toJson}. */
export type JsonValue = string | number | boolean | null | undefined | { readonly [key: string]: JsonValue };

/**
 * Writes JSON without asking anybody's `toJSON`. Old libraries (prototype.js) add one to `Array.prototype` or
 * `Object.prototype`, and `JSON.stringify` would then send strings within strings; scalars never consult it.
 */
export function toJson(value: JsonValue): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const members: string[] = [];
  for (const [key, member] of Object.entries(value)) {
    if (member !== undefined) members.push(`${JSON.stringify(key)}:${toJson(member)}`);
  }
  return `{${members.join(',')}}`;
}
