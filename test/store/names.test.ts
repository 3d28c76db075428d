import { testNamesOverNights } from './names-over-nights.ts';

// Many more, and others each time, are among the full tests.
testNamesOverNights({ embedded: 30, neo4j: 4 }, 20_261_128);
