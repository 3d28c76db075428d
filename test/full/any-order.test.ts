import { testAnyOrder } from '../store/any-order.ts';

testAnyOrder({ cases: { embedded: 15, neo4j: 3 }, runs: 20, things: 50 });
