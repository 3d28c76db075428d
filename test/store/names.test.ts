import { testNamesOverNights } from './names-over-nights.ts';

// Many more are among the full tests.
testNamesOverNights({ embedded: 30, neo4j: 4 });
