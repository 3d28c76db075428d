import neo4j from 'neo4j-driver';
import { neo4jServer } from './neo4j.ts';

interface PlanStep {
  readonly operatorType: string;
  readonly children: readonly PlanStep[];
}

/** Names of the steps in which the test server would run each statement. */
export async function plannedSteps(
  statements: ReadonlyMap<string, { readonly cypher: string; readonly parameters: object }>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { uri, user, password } = neo4jServer();
  const token = user === undefined ? undefined : neo4j.auth.basic(user, password ?? '');
  const driver = neo4j.driver(uri, token);
  const session = driver.session();
  const steps = new Map<string, readonly string[]>();
  try {
    for (const [name, { cypher, parameters }] of statements) {
      const { summary } = await session.run(`EXPLAIN ${cypher}`, parameters);
      if (summary.plan === false) throw new Error(`no plan for ${name}`);
      steps.set(name, stepsOf(summary.plan));
    }
  } finally {
    await session.close();
    await driver.close();
  }
  return steps;
}

function stepsOf(plan: PlanStep): readonly string[] {
  return [plan.operatorType.replace(/@.*$/, ''), ...plan.children.flatMap(stepsOf)];
}
