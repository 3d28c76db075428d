import { confidenceOf } from '../../../ontology/evidence.ts';
import type { MapInput, MapResult } from '../../source.ts';
import { placeOf } from '../../yaml-values.ts';
import { readYaml } from '../../yaml.ts';
import { CardText } from '../card/card-text.ts';
import { modelFileOf } from '../config/file-record.ts';
import { IssueList } from '../../issue-list.ts';
import { Place } from '../../place.ts';
import { readEvalEntries } from './eval-entries.ts';
import { EvaluationSet } from './evaluation-set.ts';
import type { Reporter } from './reporter.ts';

/** A file tells what its author wrote; whether a token in it is good, only the Hub can say, and it says so in its record of the model. */
const reporter: Reporter = {
  method: 'eval-results',
  confidence: confidenceOf('eval-results', 'evaluationMetrics'),
  vouches: false,
};

/**
 * A file `.eval_results/*.yaml` of a model: a list of entries. Read from a pull request (`refs/pr/3`) it is a proposal of somebody
 * else's. That the model has these evaluations, they say themselves: of one model there may be several files.
 */
export function mapEvalFile(input: MapInput): MapResult {
  const issues = new IssueList();
  const file = modelFileOf(input, issues);
  if (file === undefined) return { entities: [], issues: issues.all() };
  const text = new CardText(input.bytes);
  const { root, faults } = readYaml(text.text);
  const [fault] = faults;
  if (fault !== undefined) {
    const at = Math.min(fault.offset, text.text.length);
    issues.warn('yaml-error', `line ${text.line(at)}: ${fault.message}`, text.pointer(at, at + 1), file.path);
    return { entities: [], issues: issues.all() };
  }
  if (root === undefined || root.value === null) {
    issues.warn('empty-file', 'no evaluation stands in the file', '', file.path);
    return { entities: [], issues: issues.all() };
  }
  const list = new Place(root.value, (path) => {
    const { start, end } = placeOf(root, path);
    return text.pointer(start, end);
  });
  const set = new EvaluationSet(file.id, issues);
  readEvalEntries(set, list, reporter, { isProposed: /^refs\/pr\/\d+$/.test(file.revision) });
  return { entities: set.build(undefined), issues: issues.all() };
}
