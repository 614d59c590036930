import { expect, test } from 'vitest';
import { Agenda } from '../../host/emulator/agenda.ts';

function agenda(count: number) {
  const plan = new Agenda();
  const kept: string[] = [];
  const appointments = Array.from({ length: count }, (_, i) =>
    plan.appointment((due) => kept.push(`${String(i)}@${String(due)}`)),
  );
  return { plan, kept, at: (i: number, cycle: number) => appointments[i]?.set(cycle) };
}

test('appointments are kept in order, each with the cycle it was due at', () => {
  const { plan, kept, at } = agenda(3);
  at(0, 30);
  at(1, 10);
  at(2, 20);
  expect(plan.next).toBe(10);
  plan.run(25);
  expect(kept).toEqual(['1@10', '2@20']);
  expect(plan.next).toBe(30);
});

test('one that is moved or cancelled is not kept at its old cycle', () => {
  const { plan, kept, at } = agenda(2);
  at(0, 10);
  at(1, 20);
  at(0, Infinity);
  expect(plan.next).toBe(20);
  at(1, 40);
  plan.run(39);
  expect(kept).toEqual([]);
  plan.run(40);
  expect(kept).toEqual(['1@40']);
  expect(plan.next).toBe(Infinity);
});

test('what is agreed on while others are kept, and is due, is kept too', () => {
  const plan = new Agenda();
  const kept: number[] = [];
  const again = plan.appointment((due) => {
    kept.push(due);
    again.set(due + 10);
  });
  again.set(5);
  plan.run(30);
  expect(kept).toEqual([5, 15, 25]);
  expect(plan.next).toBe(35);
});
