import { describe, expect, it } from 'vitest';
import { algorithmOf } from '../../../extract/openml/map/algorithm.ts';
import { hostOfToday } from '../../../extract/openml/map/hosts.ts';
import { numberOf } from '../../../extract/openml/map/ids.ts';
import { byId, mapOpenml, plainFlow } from '../../support/openml-records.ts';

describe('the algorithm in the name of a flow', () => {
  it.each([
    ['weka.REPTree', 'REPTree'],
    ['weka.Bagging_REPTree', 'Bagging'],
    ['moa.HoeffdingTree', 'HoeffdingTree'],
    ['mlr.classif.randomForest.filtered', 'randomForest'],
    ['classif.randomForest', 'randomForest'],
    ['mlr.regr.rpart', 'rpart'],
    ['sklearn.ensemble.forest.RandomForestClassifier(12)', 'RandomForestClassifier'],
    ['sklearn.pipeline.Pipeline(step=sklearn.svm.classes.SVC)', 'Pipeline'],
    ['sklearn.model_selection._search.RandomizedSearchCV(a__b)', 'RandomizedSearchCV'],
  ])('%s is %s', (name, algorithm) => {
    expect(algorithmOf(name)).toBe(algorithm);
  });

  it.each([
    'openml.evaluation.kappa',
    'my flow',
    'TEST159a17beacsklearn',
    '',
    'weka',
    'RandomForest',
    `sklearn.${'a.'.repeat(9999)}`,
  ])('none is guessed from %s', (name) => {
    expect(algorithmOf(name)).toBeUndefined();
  });
});

describe('what a flow needs', () => {
  const required = (dependencies: string) =>
    byId(mapOpenml('openml_flows', { flow: { ...plainFlow, dependencies } }), 'openml:flow/900')
      .evidence.filter(({ property }) => property === 'softwareRequirements')
      .map(({ value, literal }) => [String(value).replace('https://w3id.org/stemma/id/software/', ''), literal]);

  it('is read in the two forms in use', () => {
    expect(required('R_3.6.1, OpenML_1.9, mlr_2.14.0')).toEqual([
      ['generic/R', 'R_3.6.1'],
      ['cran/OpenML', 'OpenML_1.9'],
      ['cran/mlr', 'mlr_2.14.0'],
    ]);
    expect(required('sklearn>=0.20\nnumpy>=1.6.1\nscipy==0.9')).toEqual([
      ['pypi/scikit-learn', 'sklearn>=0.20'],
      ['pypi/numpy', 'numpy>=1.6.1'],
      ['pypi/scipy', 'scipy==0.9'],
    ]);
    expect(required('Weka_3.7.12')).toEqual([['generic/Weka', 'Weka_3.7.12']]);
    expect(required('Build on top of Weka API (Jar version 3.?.?)')).toEqual([]);
  });
});

describe('an address', () => {
  it.each([
    ['http://www.openml.org/data/download/5/x.arff', 'https://www.openml.org/data/download/5/x.arff'],
    ['https://api.openml.org/data/v1/download/61/iris.arff', 'https://www.openml.org/data/v1/download/61/iris.arff'],
    [
      'http://openml1.win.tue.nl/datasets/0000/0061/dataset_61.pq',
      'https://data.openml.org/datasets/0000/0061/dataset_61.pq',
    ],
    ['http://openml1.win.tue.nl/dataset61/dataset_61.pq', 'http://openml1.win.tue.nl/dataset61/dataset_61.pq'],
    ['https://test.openml.org/data/v1/download/1/a.arff', 'https://test.openml.org/data/v1/download/1/a.arff'],
    ['http://capa.win.tue.nl/data/download/1/x.Rds', 'http://capa.win.tue.nl/data/download/1/x.Rds'],
    ['https://openml.org.example.com/x', 'https://openml.org.example.com/x'],
  ])('%s is today %s', (old, today) => {
    expect(hostOfToday(old)).toBe(today);
  });
});

describe('a number of OpenML', () => {
  it('has one form', () => {
    expect(['61', ' 61', '061', '61.0'].map(numberOf)).toEqual(['61', '61', '61', '61']);
    expect(['', '0', '-1', '1e3', '61.5', '6 1', '１', '9'.repeat(16)].map(numberOf)).toEqual(Array(8).fill(undefined));
  });
});
