/** Tests that what the pages name exists: commands with their options, files, headings, parameters, log groups, alarms. */
import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';

import { Cursor, parseTemplate, readTemplate } from '@airlock/template';
import { describe, expect, it } from '@jest/globals';

import {
  allPages,
  brokenLinks,
  commandsIn,
  headingsOf,
  logGroupsIn,
  read,
  root,
  templateNamesIn,
  valuesIn,
  type Command,
} from './pages.ts';

const pages = allPages();
const named = pages.map((page) => [page.path, page] as const);
const templateFile = join(root, 'template.yaml');
const declared = new Cursor(parseTemplate(templateFile), 'template.yaml');
const { resources } = readTemplate(templateFile, { stackName: 'STACK', region: 'REGION', accountId: 'ACCOUNT' });
const alarms = declared
  .at('Resources')
  .entries()
  .filter(([, resource]) => resource.at('Type').text() === 'AWS::CloudWatch::Alarm')
  .map(([logicalId]) => logicalId);
const operate = read('docs/operate.md');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

describe.each(named)('%s', (_, page) => {
  it('has no link that leads nowhere', () => {
    expect(brokenLinks(page, (path) => existsSync(join(root, path)))).toEqual([]);
  });

  it('names no command and no option that does not exist', () => {
    expect(commandsIn(page.text).flatMap(unknownIn)).toEqual([]);
  });
});

describe.each(['README.md', 'docs/operate.md', 'docs/cost.md'])('%s', (path) => {
  it('names no parameter, resource or output that the template does not have', () => {
    const sections = ['Parameters', 'Resources', 'Outputs'].flatMap((name) => declared.at(name).entries());
    const known = new Set([...sections.map(([name]) => name), ...namesOfAws]);
    expect(templateNamesIn(read(path)).filter((name) => !known.has(name))).toEqual([]);
  });

  it('gives no parameter a value that it does not take', () => {
    const given = valuesIn(read(path)).filter(([name]) => declared.at('Parameters').maybe(name) !== undefined);
    const refused = given.filter(([name, value]) => !/^(?:VALUE|…)$/.test(value) && !takes(name, value));
    expect(refused.map(([name, value]) => `${name}=${value}`)).toEqual([]);
  });

  it('names no log group that the template does not have', () => {
    const groups = resources.filter(({ type }) => type === 'AWS::Logs::LogGroup');
    const names = groups.map(({ properties }) => properties.at('LogGroupName').text());
    expect(logGroupsIn(read(path)).filter((name) => !names.includes(name))).toEqual([]);
  });
});

describe('docs/cost.md', () => {
  it('counts the alarms of the template, their metrics and its own', () => {
    const said = /A stack has (\d+) alarms on (\d+) metrics, one dashboard and (\d+) metrics of its own/.exec(
      read('docs/cost.md'),
    );
    const metrics = alarms.map((name) => {
      const queries = declared.at('Resources').at(name).at('Properties').maybe('Metrics')?.list() ?? [];
      return Math.max(1, queries.filter((query) => query.maybe('MetricStat') !== undefined).length);
    });
    const own = resources.filter(({ type }) => type === 'AWS::Logs::MetricFilter');
    const counted = [alarms.length, metrics.reduce((sum, count) => sum + count, 0), own.length];
    expect(said?.slice(1).map(Number)).toEqual(counted);
  });
});

describe('docs/operate.md', () => {
  it('has a heading for each alarm of the template, and for no other', () => {
    expect(headingsOf(operate).filter((heading) => heading.endsWith('Alarm'))).toEqual(alarms);
  });

  it('names log groups and commands at all', () => {
    expect(logGroupsIn(operate)).not.toEqual([]);
    expect(commandsIn(operate).flatMap(({ options }) => options)).not.toEqual([]);
  });
});

describe('docs/github-actions-deploy.yml', () => {
  const workflow = read('docs/github-actions-deploy.yml');

  it('pins each action to a commit and names its version', () => {
    const used = workflow.match(/uses: .+/g) ?? [];
    expect(used.filter((line) => !/^uses: [\w./-]+@[0-9a-f]{40} # v[\d.]+$/.test(line))).toEqual([]);
    expect(used.length).toBeGreaterThan(2);
  });

  it('needs no secret, and may ask for a token of GitHub and read the repository only', () => {
    expect(workflow).not.toMatch(/secrets\.|access-key/);
    const [, permissions = ''] = /\npermissions:\n((?: .*\n)+)/.exec(workflow) ?? [];
    expect(permissions.match(/[\w-]+: \w+/g)).toEqual(['contents: read', 'id-token: write']);
  });

  it('runs commands that exist', () => {
    expect(commandsIn(workflow).flatMap(unknownIn)).toEqual([]);
    expect(commandsIn(workflow).map(({ name }) => name)).toEqual(['deploy']);
  });
});

/** Whether the declaration of a parameter alone allows the value. */
function takes(name: string, value: string): boolean {
  const parameter = declared.at('Parameters').at(name);
  const allowed = parameter.maybe('AllowedValues')?.list();
  const pattern = parameter.maybe('AllowedPattern')?.text();
  const hasPlaceholder = /ACCOUNT|REGION/.test(value);
  return (
    (allowed === undefined || allowed.some(({ value: known }) => known === value || known === Number(value))) &&
    (pattern === undefined || hasPlaceholder || new RegExp(`^(?:${pattern})$`, 'u').test(value))
  );
}

/** Names of AWS and of errors that look like names of the template. */
const namesOfAws = [
  ...['AccessDenied', 'AdminDeleteSoftwareToken', 'ChangeFailed', 'ConcurrentExecutions', 'DeleteObjects', 'GetObject'],
  ...['EmailConfiguration', 'HeadObject', 'UnknownOperation'],
];

/** Returns what a page names of a command and what does not exist. Options are looked for in the files of the command. */
function unknownIn({ name, options }: Command): readonly string[] {
  const script = scripts[name];
  if (script === undefined) return [`npm run ${name}`];
  if (options.length === 0) return [];
  const [, file = script] = / ([\w/-]+\.ts)/.exec(script) ?? [];
  const files = globSync([file, `${file.replace('.ts', '')}/**/*.ts`], { cwd: root });
  const source = files.map(read).join('\n');
  const unknown = options.filter((option) => !new RegExp(`${option}\\b`).test(source));
  return unknown.map((option) => `npm run ${name} -- ${option}`);
}
