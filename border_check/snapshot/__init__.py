"""Local copies of lists; the only SQL over list records."""
