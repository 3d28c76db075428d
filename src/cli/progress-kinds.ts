/** Of the display on stderr. */
export const progressKinds = ['auto', 'lines', 'events', 'none'] as const;
export type ProgressKind = (typeof progressKinds)[number];
