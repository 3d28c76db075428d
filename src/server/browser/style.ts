import { domainLabels, lineageTypes, provenanceLabels } from '../../../ontology/model.ts';
import { wordsOf } from '../../query/lineage-words.ts';

interface Look {
  /** Fill. */
  readonly color: string;
  readonly border: string;
  readonly text: string;
  /** Pixels. */
  readonly diameter: number;
}

const white = '#FFFFFF';
const dark = '#1F2937';

/** What one looks for is large and strong; what explains it is smaller; where it comes from is grey. */
const looks: Readonly<Record<string, Look>> = {
  MLModel: { color: '#2563A8', border: '#1B4B82', text: white, diameter: 65 },
  Dataset: { color: '#2E8B57', border: '#216B42', text: white, diameter: 60 },
  ScholarlyArticle: { color: '#B4552D', border: '#8E4121', text: white, diameter: 55 },
  License: { color: '#C9A227', border: '#9C7D1A', text: dark, diameter: 50 },
  Language: { color: '#8FB8DE', border: '#6A95BE', text: dark, diameter: 40 },
  DefinedTerm: { color: '#B9C4D0', border: '#8E9BAA', text: dark, diameter: 45 },
  Agent: { color: '#8A5CA8', border: '#6C4486', text: white, diameter: 50 },
  Person: { color: '#A06CC0', border: '#7C4E9A', text: white, diameter: 50 },
  Organization: { color: '#6F4A94', border: '#553673', text: white, diameter: 55 },
  MLModelEvaluation: { color: '#D97797', border: '#B25675', text: dark, diameter: 45 },
  PropertyValue: { color: '#F0B7C8', border: '#CC8FA2', text: dark, diameter: 35 },
  Flow: { color: '#1E8A99', border: '#166A76', text: white, diameter: 60 },
  Run: { color: '#5FB3BF', border: '#43919C', text: dark, diameter: 50 },
  Task: { color: '#E08E45', border: '#B86F2E', text: dark, diameter: 50 },
};
const otherThing: Look = { color: '#A9B7A0', border: '#86947D', text: dark, diameter: 40 };
const provenance: Look = { color: '#D6D6D6', border: '#A8A8A8', text: dark, diameter: 35 };

const lineageColor = '#2563A8';

/**
 * Neo4j Browser's style sheet (GraSS, `:style URL`): colour and size by class, the name as caption, lineage edges strong and named
 * by what a child is to its parent. Of a node's two labels the class's own rule wins over `Resource`'s.
 */
export function styleSheet(): string {
  const rules = [
    rule('node', {
      diameter: '45px',
      color: '#A9B7A0',
      'border-color': '#86947D',
      'border-width': '2px',
      caption: '"{name}"',
    }),
    rule('relationship', {
      color: '#A5ABB6',
      'shaft-width': '1px',
      'font-size': '8px',
      padding: '3px',
      'text-color-external': '#4B5563',
      'text-color-internal': white,
      caption: '"<type>"',
    }),
    ...domainLabels.map((label) => nodeRule(label, looks[label] ?? otherThing)),
    ...provenanceLabels.map((label) => nodeRule(label, provenance)),
    ...lineageTypes.map((type) =>
      rule(`relationship.${type}`, {
        color: lineageColor,
        'shaft-width': '2px',
        'font-size': '9px',
        padding: '3px',
        'text-color-external': lineageColor,
        'text-color-internal': white,
        caption: `"${wordsOf(type).parent}"`,
      }),
    ),
  ];
  return `${rules.join('\n')}\n`;
}

function nodeRule(label: string, { color, border, text, diameter }: Look): string {
  return rule(`node.${label}`, {
    color,
    'border-color': border,
    'border-width': '2px',
    'text-color-internal': text,
    'font-size': '10px',
    diameter: `${diameter}px`,
    caption: '"{name}"',
  });
}

function rule(selector: string, properties: Readonly<Record<string, string>>): string {
  const lines = Object.entries(properties).map(([name, value]) => `  ${name}: ${value};`);
  return `${selector} {\n${lines.join('\n')}\n}`;
}
