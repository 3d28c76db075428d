import { hubModels, type HubModelFixture } from './hub-models.ts';

/** The small Hub again and again under other names, so that mapping and loading it take a moment. */
export function manyHubModels(count: number): readonly HubModelFixture[] {
  return Array.from({ length: count }, (_, place) => {
    const model = hubModels[place % hubModels.length] as HubModelFixture;
    const copy = Math.floor(place / hubModels.length);
    if (copy === 0) return model;
    return { ...model, id: `${model.id}-${copy}`, _id: `66bb${String(place).padStart(20, '0')}` };
  });
}
