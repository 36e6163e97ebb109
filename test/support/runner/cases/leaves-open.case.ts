import { createServer } from 'node:net';

test('leaves a server behind', (done) => void createServer().listen(0, '127.0.0.1', done));
