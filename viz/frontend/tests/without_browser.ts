/** What modules ask of a browser when they are loaded; import this before them. */
const nothing = { matches: false, addEventListener: () => undefined };
const element = { setAttribute: () => undefined, append: () => undefined };

Object.assign(globalThis, {
  matchMedia: () => nothing,
  document: { createElement: () => ({ ...element }), documentElement: { style: {} } },
});
