test('is killed', () => void process.kill(process.pid, 'SIGKILL'));
