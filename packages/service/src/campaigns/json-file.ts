import { readFileSync } from 'node:fs';
import ajvModule, { type ErrorObject, type ValidateFunction } from 'ajv';
import formatsModule from 'ajv-formats';
import { isCollection, isMap, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import { nearestName, type Mistakes } from './mistakes.ts';
import { shortened } from './plain-text.ts';
import { whyNotJson } from './why-not-json.ts';

type Path = readonly (string | number)[];
type SchemaName = 'campaign' | 'partners' | 'texts';

/** The content of a JSON file that keeps to its schema, and where in the file each part of it stands. */
export interface JsonFile<T> {
  readonly data: T;
  lineOf(path: Path): number | undefined;
}

// `errorMessage` is what Visual Studio Code shows for a value that is wrong; here it has the same task.
const ajv = new ajvModule.Ajv({ allErrors: true, verbose: true, keywords: ['errorMessage'], allowUnionTypes: true });
formatsModule.default(ajv, ['date-time', 'email']);
const checks = new Map<SchemaName, ValidateFunction>();

/** The schemas are part of the program; a campaign may lie anywhere. */
function checkFor(schema: SchemaName): ValidateFunction {
  let check = checks.get(schema);
  if (!check) {
    const file = new URL(`../../../../campaigns/schema/${schema}.schema.json`, import.meta.url);
    check = ajv.compile(JSON.parse(readFileSync(file, 'utf8')) as object);
    checks.set(schema, check);
  }
  return check;
}

/** @returns The content, or undefined after telling what is wrong with it. */
export function parseJsonFile<T>(
  source: string,
  file: string,
  schema: SchemaName,
  mistakes: Mistakes,
): JsonFile<T> | undefined {
  const fault = whyNotJson(source);
  if (fault) {
    mistakes.add(file, fault.line, '', fault.reason);
    return undefined;
  }
  // Every JSON text is YAML too, and a YAML parser remembers the places.
  const lineCounter = new LineCounter();
  const document = parseDocument(source, { lineCounter });
  const twice = document.errors[0];
  if (twice) {
    const { line } = lineCounter.linePos(twice.pos[0]);
    mistakes.add(file, line, '', 'a name stands twice in the same group. Keep one of the two.');
    return undefined;
  }

  const lineOf = (path: Path) => {
    const offset = offsetOf(document, path);
    return offset === undefined ? undefined : lineCounter.linePos(offset).line;
  };
  const data: unknown = JSON.parse(source);
  const check = checkFor(schema);
  if (check(data)) return { data: data as T, lineOf };

  const told = new Set<string>();
  for (const error of check.errors ?? []) {
    const { path, reason } = inWords(error, data);
    const place = placeName(path);
    // One wrong value often fails several rules, and all of them would say the same.
    if (told.has(`${place}: ${reason}`)) continue;
    told.add(`${place}: ${reason}`);
    mistakes.add(file, lineOf(path) ?? lineOf(path.slice(0, -1)), place, reason);
  }
  return undefined;
}

/** `['partners', 1, 'id']` → `partners[1].id`, as in the code of most languages. */
export function placeName(path: Path): string {
  return path.map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i > 0 ? '.' : ''}${step}`)).join('');
}

function offsetOf(document: Document, path: Path): number | undefined {
  let node: unknown = document.contents;
  let offset = isCollection(node) ? node.range?.[0] : undefined;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === step);
      if (!pair) return undefined;
      offset = isScalar(pair.key) ? pair.key.range?.[0] : undefined;
      node = pair.value;
    } else if (isCollection(node)) {
      node = node.items[step as number];
      offset = (node as { range?: [number, number, number] } | undefined)?.range?.[0];
    } else {
      return undefined;
    }
  }
  return offset;
}

function inWords(error: ErrorObject, data: unknown): { path: Path; reason: string } {
  const path = pathOf(error.instancePath, data);
  const schema = (error.parentSchema ?? {}) as {
    properties?: Record<string, { examples?: unknown[] }>;
    errorMessage?: string;
    examples?: unknown[];
  };
  if (error.keyword === 'additionalProperties') {
    const { additionalProperty: name } = error.params as { additionalProperty: string };
    const known = Object.keys(schema.properties ?? {}).filter((key) => !key.startsWith('$'));
    const meant = nearestName(name, known);
    const remedy = meant ? `Did you mean ${meant}?` : `Remove it; known are ${known.join(', ')}.`;
    return { path: [...path, name], reason: `is not known here. ${remedy}` };
  }
  if (error.keyword === 'required') {
    const { missingProperty: name } = error.params as { missingProperty: string };
    const example = schema.properties?.[name]?.examples?.[0];
    const remedy = example === undefined ? 'Add it.' : `Add it, for example: "${name}": ${JSON.stringify(example)}`;
    return { path: [...path, name], reason: `is missing. ${remedy}` };
  }
  const must = schema.errorMessage ?? error.message ?? 'is wrong';
  return { path, reason: `${must}; it is ${shortened(JSON.stringify(error.data))}.${remedyFor(error.data, schema)}` };
}

function remedyFor(value: unknown, schema: { type?: unknown; enum?: string[]; examples?: unknown[] }): string {
  if (schema.type === 'integer') {
    // “3 000” is meant as a number, and is one without its blank and its quotation marks.
    const digits = typeof value === 'string' ? value.replace(/[\s.,'’]/gu, '') : '';
    if (/^[1-9]\d*$/.test(digits)) return ` Write ${digits}.`;
  }
  const meant = schema.enum && typeof value === 'string' ? nearestName(value, schema.enum) : undefined;
  const example = meant ?? schema.examples?.[0];
  return example === undefined ? '' : ` Write ${meant ? '' : 'for example '}${JSON.stringify(example)}.`;
}

/** Takes a JSON pointer apart; a number is a place in a list only where there is a list. */
function pathOf(pointer: string, data: unknown): Path {
  let value = data;
  return pointer
    .split('/')
    .slice(1)
    .map((part) => {
      const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
      const step = Array.isArray(value) ? Number(name) : name;
      value = (value as Record<string | number, unknown>)[step];
      return step;
    });
}
