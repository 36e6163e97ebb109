import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const CONSTRUCTS = ['Construct', 'Resource', 'Stack', 'NestedStack'];

const textOf = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

/** Whether a name of a file is a class that is, however far up, a construct. */
function isConstruct(file, name) {
  const text = textOf(file);
  const base = new RegExp(`class ${name}\\s+extends\\s+(?:\\w+\\.)?(\\w+)`).exec(text)?.[1];
  if (base === undefined) return false;
  const from = new RegExp(`import \\{[^}]*\\b${base}\\b[^}]*\\} from '(\\.[^']+)'`).exec(text)?.[1];
  return CONSTRUCTS.includes(base) || isConstruct(from ? resolve(dirname(file), `${from}.ts`) : file, base);
}

/** The names that a declaration takes from a file; all of them where it takes the whole. */
function namesTaken(node, file) {
  const all = () => [...textOf(file).matchAll(/^export (?:abstract )?class (\w+)/gm)].map(([, name]) => name);
  if (node.type === 'ExportAllDeclaration') return all();
  return node.specifiers.flatMap((one) => {
    if (one.type === 'ImportNamespaceSpecifier') return all();
    return (one.type === 'ExportSpecifier' ? one.local : one.imported)?.name ?? [];
  });
}

/** lib/<a>, with its rooms, takes interfaces and values from lib/<b>, and no constructs. */
export const throughInterfaces = (root) => ({
  create(context) {
    const [, capability] = /[\\/]lib[\\/]([^\\/]+)[\\/]/.exec(context.filename) ?? [];
    const home = join(root, 'lib', capability ?? '');
    const check = (node) => {
      if (!node.source?.value.startsWith('.')) return;
      const file = resolve(dirname(context.filename), `${node.source.value}.ts`);
      if (!relative(home, file).startsWith('..')) return;
      for (const name of namesTaken(node, file).filter((one) => isConstruct(file, one))) {
        const message = '{{name}} is a construct of another capability: take an interface or a value.';
        context.report({ node, message, data: { name } });
      }
    };
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check };
  },
});
