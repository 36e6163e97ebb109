const ERROR = /Error$|^UnreadableInput$/;

/** The strings that a message may be, through conditions, arrow functions and the last part of a sum. */
function endings(node) {
  switch (node?.type) {
    case 'ArrowFunctionExpression':
      return endings(node.body);
    case 'ConditionalExpression':
      return [...endings(node.consequent), ...endings(node.alternate)];
    case 'BinaryExpression':
      return endings(node.right);
    case 'Literal':
      return [{ node, text: String(node.value) }];
    case 'TemplateLiteral':
      return [{ node, text: node.quasis.at(-1).value.cooked }];
    default:
      return [];
  }
}

/** Messages are put after a path, before a list, into a table: a period at their end stands in the middle. */
export const noFinalPeriod = {
  create(context) {
    const check = (message) => {
      for (const { node } of endings(message).filter(({ text }) => /[^.]\.$/.test(text)))
        context.report({ node, message: 'A message has no period at its end.' });
    };
    return {
      NewExpression(node) {
        if (ERROR.test(node.callee.name ?? '')) node.arguments.forEach(check);
      },
      "Property[key.name='fix']"(node) {
        check(node.value);
      },
    };
  },
};
