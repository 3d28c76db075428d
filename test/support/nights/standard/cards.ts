import type { WorldScript } from '../world.ts';

const emissions = { emissions: 1234.5, source: 'a wattmeter', training_type: 'fine-tuning', hardware_used: '2 x Z80' };

const evaluation = [
  {
    name: 'scored',
    results: [
      {
        task: { type: 'text-classification', name: 'Text Classification' },
        dataset: { type: 'meadow/pollen', name: 'Pollen', config: 'default', split: 'test' },
        metrics: [
          { type: 'accuracy', value: 0.875, name: 'Accuracy', verified: false },
          { type: 'f1', value: '20.0 ± 1.2', name: 'F1' },
        ],
      },
    ],
  },
];

const evalResults = `- dataset:
    id: meadow/contest
    task_id: herbs
  value: 71.5
  date: "2026-05-04"
  source:
    url: https://example.org/contest
    name: The contest
`;

/** Cards good and bad, and what only a card says. All words are ours. */
export function plantCards(nights: WorldScript): void {
  nights
    .model({ id: 'delta/no-card', readme: null, row: { cardData: undefined } })
    .model({
      id: 'heath/changing-card',
      front: { license: 'mit' },
      body: '## Intended use\n\nFirst words.\n',
    })
    .model({
      id: 'heath/scored',
      front: { license: 'mit', 'model-index': evaluation, co2_eq_emissions: emissions, datasets: ['meadow/pollen'] },
      tags: ['doi:10.57967/hf/9001'],
      files: { '.eval_results/contest.yaml': evalResults },
      row: {
        evalResults: [
          {
            filename: '.eval_results/contest.yaml',
            verified: false,
            data: {
              dataset: { id: 'meadow/contest', task_id: 'herbs' },
              value: 71.5,
              date: '2026-05-04',
              source: { url: 'https://example.org/contest', name: 'The contest' },
            },
          },
        ],
      },
    })
    .model({
      id: 'heath/data-names',
      front: { license: 'mit', datasets: ['squad', 'reed-bed', 'meadow/old-pollen', 'meadow/never-published'] },
      tags: ['dataset:our own notes'],
    })
    .model({
      id: 'heath/papers',
      front: { license: 'mit' },
      body: [
        'As in https://arxiv.org/abs/2401.00007v2, https://arxiv.org/pdf/2403.01234 and arXiv:cs/9901001.',
        'Never written: https://arxiv.org/abs/2402.99999.',
        '',
        '```bibtex',
        '@article{fern2024, title={Spores}, author={Fern, A. and Moss, B.}, journal={arXiv preprint arXiv:2401.00007}, year={2024}}',
        '@misc{wrong, eprint={2413.00001}, archivePrefix={arXiv}}',
        '```',
        '',
      ].join('\n'),
    })
    .model({
      id: 'dirty/double-keys',
      readme: '---\nlicense: mit\nlicense: apache-2.0\ntags:\n\t- tabbed\n---\n\nBody after trouble.\n',
      row: { cardData: undefined },
    })
    .model({
      id: 'dirty/no-end',
      readme: '---\nlicense: mit\n\n# A heading, but the front matter never ended\n',
      row: { cardData: undefined },
    })
    .model({
      id: 'dirty/blanks-and-bom',
      readme: '\uFEFF--- \r\nlanguage: no\r\nlicense: MIT\r\n---\r\n\r\nBody.\r\n',
      front: { language: 'no', license: 'MIT' },
    })
    .model({
      id: 'dirty/not-utf8',
      readme: Buffer.concat([Buffer.from('---\nlicense: mit\n---\n\n# caf'), Buffer.from([0xe9, 0x0a])]),
      front: { license: 'mit' },
    })
    .model({
      id: 'dirty/shapes',
      front: { license: ['mit', null], language: { en: null }, datasets: 7, base_model: [null, 'None'] },
      row: { 'model-index': 'not a list', config: 7 },
    })
    .model({
      id: 'dirty/signs',
      front: { license: 'other', license_name: 'fern \u202Eesnecil\u202C 🌿', license_link: 'LICENSE' },
      body: '## Intended use\n\n\u05D0\u05D1\u05D2 and \u0000 and 🌿\n',
    });
  nights
    .night(2, (world) => {
      world.change('heath/changing-card', {
        front: { license: 'mit', license_link: 'https://example.org/terms' },
        body: '## Intended use\n\nSecond words.\n',
      });
    })
    .night(4, (world) => world.change('heath/changing-card', { readme: null, front: {} }));
}
