import type { LeaderboardRow } from '../things.ts';
import type { WorldScript } from '../world.ts';

/** A Croissant document in the form the Hub gives it. */
export function croissant(id: string, license: string, creator = 'The meadow'): Record<string, unknown> {
  const url = `https://huggingface.co/datasets/${id}`;
  return {
    '@context': {
      '@language': 'en',
      '@vocab': 'https://schema.org/',
      cr: 'http://mlcommons.org/croissant/',
      sc: 'https://schema.org/',
    },
    '@type': 'sc:Dataset',
    conformsTo: 'http://mlcommons.org/croissant/1.1',
    name: id.split('/').at(-1),
    alternateName: [id],
    description: `Made up for a test: ${id}.`,
    license: `https://choosealicense.com/licenses/${license}/`,
    url,
    creator: { '@type': 'Organization', name: creator, url: `https://huggingface.co/${id.split('/')[0]}` },
    keywords: ['English', '1K - 10K', 'Croissant'],
    distribution: [
      {
        '@type': 'cr:FileObject',
        '@id': 'repo',
        name: 'repo',
        contentUrl: `${url}/tree/refs%2Fconvert%2Fparquet`,
        encodingFormat: 'git+https',
        sha256: 'https://github.com/mlcommons/croissant/issues/80',
      },
      {
        '@type': 'cr:FileSet',
        '@id': 'parquet-files-for-config-default',
        containedIn: { '@id': 'repo' },
        encodingFormat: 'application/x-parquet',
        includes: 'default/*/*.parquet',
      },
    ],
    recordSet: [],
  };
}

function row(fullname: string, sha: string, more: LeaderboardRow = {}): LeaderboardRow {
  return {
    eval_name: `${fullname.replace('/', '_')}_bfloat16`,
    Precision: 'bfloat16',
    Type: '💬 chat models (RLHF, DPO, IFT, ...)',
    Model: `<a href="https://huggingface.co/${fullname}">${fullname}</a>`,
    fullname,
    'Model sha': sha,
    'Average ⬆️': 21.5,
    'Hub License': 'mit',
    '#Params (B)': 3,
    Flagged: false,
    'CO₂ cost (kg)': 0.75,
    'IFEval Raw': 0.5,
    IFEval: 50,
    'BBH Raw': 0.25,
    BBH: 10,
    ...more,
  };
}

/** What models point to: data sets, papers, the leaderboard. */
export function plantSources(nights: WorldScript): void {
  nights
    .account({ name: 'meadow', kind: 'org' })
    .dataset({
      id: 'meadow/pollen',
      front: {
        license: 'cc-by-4.0',
        language: ['en'],
        size_categories: ['1K<n<10K'],
        task_categories: ['text-generation'],
      },
      description: 'Pollen, counted.',
      croissant: croissant('meadow/pollen', 'cc-by-4.0'),
    })
    .dataset({
      id: 'meadow/old-pollen',
      front: { license: ['mit'], source_datasets: ['meadow/pollen'] },
      croissant: {
        '@context': 'http://schema.org/',
        '@type': 'Dataset',
        name: 'old-pollen',
        url: 'https://huggingface.co/datasets/meadow/old-pollen',
      },
    })
    .dataset({ id: 'meadow/contest', front: {}, croissant: '{"@type": "sc:Dataset", "name": ' })
    .dataset({ id: 'meadow/reed-bed', front: { license: 'mit' } })
    .dataset({ id: 'rajpurkar/squad', front: {}, croissant: croissant('rajpurkar/squad', 'undefined') })
    .paper({
      id: '2401.00007',
      title: 'Spores & their <spread>',
      authors: ['Fern, Adder', { name: 'Bo Moss', affiliation: 'Heath College' }, 'Cy Lichen'],
      version: 2,
      published: '2024-01-03T08:00:00Z',
      updated: '2024-02-05T08:00:00Z',
      categories: ['cs.CL', 'q-bio.PE'],
      doi: '10.1234/made-up.2024',
      journal: 'Made-up Letters 1 (2024)',
    })
    .paper({
      id: '2403.01234',
      title: '0',
      authors: ['Dee Pond'],
      version: 2,
      comment: 'This paper has been withdrawn by the author: the ferns were mosses',
      summary: 'This submission has been withdrawn.',
    })
    .paper({
      id: 'cs/9901001',
      title: 'An older way of numbering',
      authors: ['Eve Marsh'],
      published: '1999-01-01T00:00:00Z',
    });
  nights.night(1, (world) => {
    // A canonical name from before namespaces.
    world.datasetMoves.set('reed-bed', 'meadow/reed-bed');
    const sha = (id: string): string => world.models.get(id)?.sha ?? '';
    world.leaderboard.push(
      row('fern/bracken-3b', sha('fern/bracken-3b')),
      row('fern/bracken-3b-chat', '0'.repeat(40)),
      row('delta/no-card', sha('delta/no-card'), { Flagged: true }),
      row('nobody/no-longer-there', '1'.repeat(40), { '#Params (B)': -1, 'Hub License': '' }),
    );
  });
  nights.night(2, (world) => world.moveDataset('meadow/old-pollen', 'archive/pollen-2020'));
}
