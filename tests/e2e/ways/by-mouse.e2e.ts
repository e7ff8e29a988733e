import { testEachActionBy } from './way-test.ts';

testEachActionBy('mouse');
