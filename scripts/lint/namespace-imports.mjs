const SERVICE = /^aws-cdk-lib\/aws-[^/]+$/;
const message = "Import a service module whole: import * as {{name}} from '{{module}}'.";

/** One way to name what a service module has: `ec2.Vpc`, with `ec2` from `import * as ec2 from 'aws-cdk-lib/aws-ec2'`. */
export const namespaceImports = {
  meta: { fixable: 'code' },
  create(context) {
    const text = (node) => context.sourceCode.getText(node);

    /** `import { aws_ec2 as ec2 } from 'aws-cdk-lib'` says the same in another way, so it can be written anew. */
    function fromTheRoot(node) {
      const services = node.specifiers.filter((one) => one.imported?.name.startsWith('aws_'));
      if (services.length === 0) return;
      const moduleOf = (one) => `aws-cdk-lib/${one.imported.name.replaceAll('_', '-')}`;
      const rest = node.specifiers.filter((one) => !services.includes(one));
      const lines = services.map((one) => `import * as ${one.local.name} from '${moduleOf(one)}';`);
      if (rest.length > 0) lines.unshift(`import { ${rest.map(text).join(', ')} } from 'aws-cdk-lib';`);
      context.report({
        node,
        message,
        data: { name: services[0].local.name, module: moduleOf(services[0]) },
        fix: (fixer) => fixer.replaceText(node, lines.join('\n')),
      });
    }

    return {
      ImportDeclaration(node) {
        const module = node.source.value;
        if (module === 'aws-cdk-lib') return fromTheRoot(node);
        if (!SERVICE.test(module) || node.specifiers.every(({ type }) => type === 'ImportNamespaceSpecifier')) return;
        context.report({ node, message, data: { name: module.replace(/^.*aws-/, '').replaceAll('-', ''), module } });
      },
    };
  },
};
