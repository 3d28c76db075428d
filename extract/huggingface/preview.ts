export * from '../preview.ts';
