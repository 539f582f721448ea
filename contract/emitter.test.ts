import { expect, test } from 'vitest';
import { createEmitter } from './emitter.ts';

test('every listener is told, in order, though one before it throws, and the first failure is thrown at the end', () => {
  const { listen, emit } = createEmitter<[string]>();
  const heard: string[] = [];
  listen((what) => void heard.push(`first ${what}`));
  listen(() => {
    throw new Error('one');
  });
  listen(() => {
    throw new Error('another');
  });
  listen((what) => void heard.push(`last ${what}`));
  expect(() => {
    emit('x');
  }).toThrow('one');
  expect(heard).toEqual(['first x', 'last x']);
});

test('one that ended its listening is told no more, and the same function may listen twice', () => {
  const { listen, emit } = createEmitter();
  let times = 0;
  const count = () => void (times += 1);
  const end = listen(count);
  listen(count);
  emit();
  end();
  emit();
  expect(times).toBe(3);
});

test('one that begins to listen while the others are told hears of what comes next', () => {
  const { listen, emit } = createEmitter();
  let times = 0;
  listen(() => {
    if (times === 0) listen(() => void (times += 1));
  });
  emit();
  expect(times).toBe(0);
  emit();
  expect(times).toBe(1);
});
