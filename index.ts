export * from './lib/x';
