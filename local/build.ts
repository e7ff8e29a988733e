/** `npm run build`: what a deploy builds, without an AWS account: each function in backend/dist, the app in frontend/dist. */
import { join } from 'node:path';

import { readTemplate } from '@airlock/template';

import { bundleAll } from '../backend/bundle.mjs';
import { appFolder, buildApp } from './builds.ts';
import { localPlace } from './place.ts';

const root = join(import.meta.dirname, '..');
const { functions } = readTemplate(join(root, 'template.yaml'), localPlace);
const logicalIds = functions.map(({ logicalId }) => logicalId);
await bundleAll(logicalIds, join(root, 'backend/dist'));
console.log(`${functions.length} functions are in backend/dist.`);
await buildApp(root, (line) => console.log(line));
console.log(`The app is in ${appFolder}.`);
