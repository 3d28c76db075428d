import { packageVersion } from '../core/package-files.ts';

export const toolVersion: string = packageVersion();
