import { testAnyOrder } from '../store/any-order.ts';

testAnyOrder({ cases: { embedded: 20, neo4j: 1 }, runs: 20, things: 50 });
