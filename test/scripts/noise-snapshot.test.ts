import { parsePrinted, templatesIn } from '../../scripts/noise/snapshot';

const FILE = [
  '// Jest Snapshot v1, https://goo.gl/fbAQLP',
  '',
  'exports[`The shop matches the snapshot 1`] = `',
  '{',
  '  "Resources": {',
  '    "Rule": {',
  '      "Properties": {',
  '        "Input": ""TAGGING"",',
  '        "Name": "a \\${b} \\`c\\`",',
  '        "Targets": [',
  '          {',
  '            "Id": "Target0",',
  '          },',
  '          7,',
  '          false,',
  '          null,',
  '        ],',
  '      },',
  '      "Type": "AWS::Events::Rule",',
  '    },',
  '  },',
  '}',
  '`;',
  '',
  'exports[`a component 1`] = `"text"`;',
  '',
].join('\n');

test('templates of a snapshot are read as they were printed, and nothing else', () => {
  expect([...templatesIn(FILE)]).toEqual([
    [
      'The shop matches the snapshot 1',
      {
        Resources: {
          Rule: {
            Type: 'AWS::Events::Rule',
            Properties: { Input: '"TAGGING"', Name: 'a ${b} `c`', Targets: [{ Id: 'Target0' }, 7, false, null] },
          },
        },
      },
    ],
  ]);
});

test('the older way of printing as well', () => {
  expect(parsePrinted('Object {\n  "A": Array [\n    "x \\"y\\"",\n  ],\n}')).toEqual({ A: ['x "y"'] });
});
