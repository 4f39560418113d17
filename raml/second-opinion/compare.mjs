// Derives the twins by AMF, the parser that MuleSoft maintains, and tells where ours say something else. Ends with 1 where they do.
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import amf from 'amf-client-js';

const contracts = fileURLToPath(new URL('..', import.meta.url));
const METHODS = ['get', 'post', 'put', 'delete'];
const SAID = ['type', 'format', 'minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'nullable'];

async function byAmf(file) {
  const parsed = await amf.RAMLConfiguration.RAML10().baseUnitClient().parse(`file://${contracts}${file}`);
  if (!parsed.conforms) {
    throw new Error(parsed.results.map(result => `${file}:${result.position?.start?.line}: ${result.message}`).join('\n'));
  }
  const openApi = amf.OASConfiguration.OAS30().baseUnitClient();
  return JSON.parse(openApi.render(openApi.transform(parsed.baseUnit, amf.PipelineId.Compatibility).baseUnit, 'application/json'));
}

// What a schema lets pass, in one form: references followed, allOf of one taken for what it holds, words and examples left out.
function schema(document, node) {
  if (node === undefined) return undefined;
  if (node.$ref) return schema(document, node.$ref.slice(2).split('/').reduce((at, key) => at[key.replace('~1', '/').replace('~0', '~')], document));
  if (node.allOf?.length === 1) return schema(document, node.allOf[0]);
  const said = {};
  for (const key of SAID) if (node[key] !== undefined && node[key] !== false) said[key] = node[key];
  if (node.pattern) said.pattern = node.pattern.replace('$(?![\\s\\S])', '$');
  if (node.enum) said.enum = [...node.enum].sort();
  const some = node.oneOf ?? node.anyOf;
  if (some) said.oneOf = some.map(one => schema(document, one)).sort((a, b) => JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
  if (node.items) said.items = schema(document, node.items);
  if (node.type === 'object') {
    said.closed = node.additionalProperties === false;
    said.required = [...(node.required ?? [])].sort();
    said.properties = Object.fromEntries(Object.entries(node.properties ?? {}).sort().map(([name, one]) => [name, schema(document, one)]));
  }
  return said;
}

function promises(document) {
  const all = new Map();
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS.filter(known => item[known])) {
      const operation = item[method];
      const where = `${method.toUpperCase()} ${path}`;
      for (const [media, body] of Object.entries(operation.requestBody?.content ?? {})) {
        all.set(`${where} takes ${media}`, schema(document, body.schema));
      }
      for (const parameter of [...(item.parameters ?? []), ...(operation.parameters ?? [])]) {
        all.set(`${where} takes ${parameter.in} ${parameter.name}`, { required: !!parameter.required, ...schema(document, parameter.schema) });
      }
      for (const [status, response] of Object.entries(operation.responses)) {
        all.set(`${where} answers ${status}`, {});
        for (const [media, body] of Object.entries(response.content ?? {})) all.set(`${where} answers ${status} as ${media}`, schema(document, body.schema));
        for (const [name, header] of Object.entries(response.headers ?? {})) {
          all.set(`${where} answers ${status} with ${name}`, { required: !!header.required, ...schema(document, header.schema) });
        }
      }
    }
  }
  return all;
}

// The first place at which two say something else.
function difference(ours, theirs, at = '') {
  if (JSON.stringify(ours) === JSON.stringify(theirs)) return '';
  if (typeof ours !== 'object' || typeof theirs !== 'object' || !ours || !theirs) return `${at || '/'} is ${JSON.stringify(ours)}, by AMF ${JSON.stringify(theirs)}`;
  return [...new Set([...Object.keys(ours), ...Object.keys(theirs)])].map(key => difference(ours[key], theirs[key], `${at}/${key}`)).find(told => told) ?? '';
}

let compared = 0;
let different = 0;
for (const file of readdirSync(contracts).filter(name => name.endsWith('.raml')).sort()) {
  const name = file.replace('.raml', '');
  const ours = promises(JSON.parse(readFileSync(`${contracts}openapi/${name}.json`, 'utf8')));
  const theirs = promises(await byAmf(file));
  for (const what of new Set([...ours.keys(), ...theirs.keys()])) {
    compared++;
    const told = difference(ours.get(what), theirs.get(what));
    if (told) {
      different++;
      console.log(`${name}: ${what}: ${told}`);
    }
  }
}
console.log(`${compared} promises compared, ${different} different`);
process.exit(different ? 1 : 0);
