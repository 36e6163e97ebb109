import { GrowthApp } from '../index';
import { CarSharing } from './car-sharing';

new GrowthApp({ blueprint: new CarSharing('durable-ledger.json') }).synth();
