/** Short confirmations, for whoever shows them. They never carry the only copy of anything. */

const SHOWN_MS = 4000;
const listeners = new Set<() => void>();
let current: string | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

function set(text: string | null) {
  current = text;
  for (const listener of listeners) listener();
}

export function toast(text: string) {
  clearTimeout(timer);
  set(text);
  timer = setTimeout(() => set(null), SHOWN_MS);
}

export const toasts = {
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
  current: () => current,
};
