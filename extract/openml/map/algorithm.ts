/**
 * The algorithm in the name of a flow, where the library behind it has rules for names: the class of scikit-learn and its like
 * (`sklearn.ensemble.forest.RandomForestClassifier(…)`), of Weka and MOA (`weka.Bagging_REPTree`), the learner of mlr
 * (`mlr.classif.rpart.filtered`). Of nested ones the outermost. Undefined for every other name: nothing is guessed.
 */
export function algorithmOf(name: string): string | undefined {
  const own = name.slice(0, 512).split(/[(<\s]/, 1)[0] ?? '';
  const [, javaClass] = /^(?:weka|moa)\.(?:[a-z]\w{0,60}\.){0,8}([A-Z]\w{0,100})$/.exec(own) ?? [];
  if (javaClass !== undefined) return javaClass.split('_', 1)[0];
  const [, learner] =
    /^(?:mlr\.)?(?:classif|regr|surv|cluster|multilabel|costsens)\.(\w{1,100})(?:\.|$)/.exec(own) ?? [];
  if (learner !== undefined) return learner;
  return /^(?:[a-z_]\w{0,60}\.){1,10}([A-Z]\w{0,100})$/.exec(own)?.[1];
}
