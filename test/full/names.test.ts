import { testNamesOverNights } from '../store/names-over-nights.ts';

testNamesOverNights({ embedded: 400, neo4j: 30 });
