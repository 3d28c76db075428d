export * from '../issue-list.ts';
