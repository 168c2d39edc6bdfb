/** What a form changed: only that is sent. */

const isEmpty = (value: unknown) => value === undefined || value === null || value === "";

export function changedFields<T extends object>(before: T, after: Partial<T>): Partial<T> {
  const changed: Partial<T> = {};
  for (const key of Object.keys(after) as (keyof T)[]) {
    const [was, is] = [before[key], after[key]];
    if (isEmpty(was) && isEmpty(is)) continue;
    // An emptied field is null, which clears it; a form tells it as an empty text.
    if (JSON.stringify(was) !== JSON.stringify(is)) changed[key] = (isEmpty(is) ? null : is) as T[keyof T];
  }
  return changed;
}

/** Without fields that were left empty. */
export function filled<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !isEmpty(value))) as Partial<T>;
}
