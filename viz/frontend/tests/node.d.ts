/** What the tests use of Node.js. */
declare module "node:test" {
  export function test(name: string, run: () => void): void;
}

declare module "node:assert/strict" {
  interface Assert {
    equal<Value>(actual: Value, expected: Value, message?: string): void;
    deepEqual<Value>(actual: Value, expected: Value, message?: string): void;
    match(text: string, pattern: RegExp): void;
    throws(call: () => unknown, message: RegExp): void;
    ok(value: unknown, message?: string): asserts value;
  }
  const assert: Assert;
  export default assert;
}
