export { startNights, type Nights, type NightsOptions } from './server.ts';
export { standardNights } from './standard/index.ts';
export { basedOn } from './standard/family.ts';
export { world, dayBefore, type World, type WorldModel, type WorldScript } from './world.ts';
export type { DatasetDef, ModelDef, PaperDef, VirtualFile } from './things.ts';
export type { Reply } from './reply.ts';
export type { NightsStats } from './stats.ts';
export { gguf, safetensors } from './weight-files.ts';
