export * from '../entity-builder.ts';
