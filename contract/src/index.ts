export * from './client-config.ts';
export * from './errors.ts';
export * from './exact-object.ts';
export * from './fields.ts';
export * from './files.ts';
export * from './limits.ts';
export * from './path-rules.ts';
