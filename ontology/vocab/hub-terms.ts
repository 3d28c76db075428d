import { onFirstUse, readTable } from './table.ts';

/** Schemes of `mintTerm`. */
export const hubTaskScheme = 'hf-task';
/** Finer tasks of datasets (`task_ids`): `extractive-qa`. */
export const hubSubtaskScheme = 'hf-subtask';
export const hubLibraryScheme = 'hf-library';
/** Tags the Hub itself sets or knows; those of authors are words (`keywords`). */
export const hubTagScheme = 'hf-tag';

/** Pages of the schemes. */
export const hubTaskSet = 'https://huggingface.co/tasks';
export const hubLibrarySet = 'https://huggingface.co/docs/hub/models-libraries';

export interface HubTask {
  readonly code: string;
  readonly label: string;
  /** `nlp`, `cv`, `audio`, `multimodal`, `tabular`, `rl`, `other`. */
  readonly modality: string;
  /** No task of today's Hub, but still met in old models. */
  readonly legacy: boolean;
}

export interface HubLibrary {
  readonly code: string;
  readonly label: string;
  readonly homepage?: string;
}

const tasks = onFirstUse(
  () =>
    new Map<string, HubTask>(
      readTable('hub-tasks').map(([code = '', label = '', modality = 'other', mark]) => [
        code,
        { code, label, modality, legacy: mark === 'l' },
      ]),
    ),
);

const libraries = onFirstUse(
  () =>
    new Map<string, HubLibrary>(
      readTable('hub-libraries').map(([code = '', label = '', homepage]) => [
        code,
        homepage === undefined ? { code, label } : { code, label, homepage },
      ]),
    ),
);

export function hubTasks(): readonly HubTask[] {
  return [...tasks().values()];
}

export function hubTaskOf(code: string): HubTask | undefined {
  return tasks().get(code);
}

/** Legacy values count: they were tasks when the model was tagged. */
export function isHubTask(code: string): boolean {
  return tasks().has(code);
}

/** A library the Hub knows; any other `library_name` is a library too, only undescribed. */
export function hubLibraryOf(code: string): HubLibrary | undefined {
  return libraries().get(code);
}
