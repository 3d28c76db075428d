import { testAnyOrder } from './any-order.ts';

testAnyOrder({ cases: { embedded: 2, neo4j: 1 }, runs: 5, things: 6 });
