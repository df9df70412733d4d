// What a bundler finds where TypeScript finds only types.
export {};
