import { Cursor, type Json } from '@airlock/template';

import { costs } from './costs.ts';

/** Returns docs/parameters.md for a parsed template. Throws for a parameter of a group that does not exist. */
export function parametersPage(parsed: Json): string {
  const template = new Cursor(parsed, 'template');
  const declared = template.at('Parameters');
  const groups = template.at('Metadata').at('AWS::CloudFormation::Interface').at('ParameterGroups').list();
  const sections = groups.map((group) => {
    const names = group.at('Parameters').list();
    const rows = names.map((it) => row(it.text(), declared.at(it.text())));
    return `## ${group.at('Label').at('default').text()}\n\n${[head, ...rows].join('\n')}\n`;
  });
  return `${introduction}\n${sections.join('\n')}\n${ruleSection(template)}`;
}

const introduction = `<!-- Written by \`npm run parameters\`: do not edit. -->

# The parameters of a stack

Set them for all deploys in \`parameter_overrides\` of \`samconfig.toml\`, or for one with
\`npm run deploy -- --parameter AlarmEmail=ops@example.com\`: the next deploy without it sets the default again. A value that does
not fit is refused before anything is created, with a sentence that says why. Costs are in US dollars, with the prices of
[cost.md](cost.md), which says where they come from.
`;

const head = `| parameter | what it does | takes | by default | costs |
| --- | --- | --- | --- | --- |`;

function row(name: string, declared: Cursor): string {
  const cells = [
    `\`${name}\``,
    declared.at('Description').text().trim(),
    takes(declared),
    value(declared.at('Default')),
    costs[name] ?? '–',
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

/** Says what a parameter may be: one of its values, a number within its limits, or what the sentence of its pattern says. */
function takes(declared: Cursor): string {
  const allowed = declared.maybe('AllowedValues')?.list();
  if (allowed !== undefined) return allowed.map(value).join(', ');
  const sentence = declared.maybe('ConstraintDescription')?.text().trim();
  if (sentence !== undefined) return sentence.replace(/^must be /, '').replace(/\.$/, '');
  const [least, most] = [declared.maybe('MinValue'), declared.maybe('MaxValue')];
  return `a number from ${counted(least)}${most === undefined ? ' on' : ` to ${counted(most)}`}`;
}

const counted = (it: Cursor | undefined): string => it?.number().toLocaleString('en-US') ?? 'any';

function value(it: Cursor): string {
  const text = typeof it.value === 'number' ? String(it.value) : it.text();
  return text === '' ? 'empty' : `\`${text}\``;
}

/** The rules compare parameters with each other. */
function ruleSection(template: Cursor): string {
  const rules = template.maybe('Rules')?.entries() ?? [];
  const sentences = rules.flatMap(([, rule]) =>
    rule
      .at('Assertions')
      .list()
      .map((it) => it.at('AssertDescription')),
  );
  const lines = sentences.map((it) => `- ${it.text().trim()}`);
  return `## What a deploy refuses\n\nBesides values that do not fit, a deploy refuses what breaks one of these rules, with the same sentence.\n\n${lines.join('\n')}\n`;
}
