export * from '../iso-date.ts';
