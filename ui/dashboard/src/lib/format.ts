/** Numbers, money and times as people read them, always through Intl. */

const locale = "en-US";
const plain = new Intl.NumberFormat(locale);
const compact = new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 });
const exactTime = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "medium" });
const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });

export const count = (value: number) => (Math.abs(value) >= 100_000 ? compact : plain).format(value);

/** US dollars: cents under $1,000, none above, four decimals for what is less than a cent. */
export function usd(value: number): string {
  const size = Math.abs(value);
  const digits = size !== 0 && size < 0.01 ? 4 : size < 1000 ? 2 : 0;
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency: "USD",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
}

export const fullTime = (iso: string) => exactTime.format(new Date(iso));
export const onDay = (iso: string) => day.format(new Date(iso));

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** How long ago or ahead, in the largest unit that fits; a date beyond 30 days. */
export function ago(iso: string, now = Date.now()): string {
  const seconds = Math.round((new Date(iso).getTime() - now) / 1000);
  if (Math.abs(seconds) > 30 * 86_400) return onDay(iso);
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) >= size) return relative.format(Math.trunc(seconds / size), unit);
  }
  return seconds > 10 ? "in a moment" : "just now";
}

/** `1 key`, `3 keys`. */
export const counted = (value: number, one: string, many = `${one}s`) => `${count(value)} ${value === 1 ? one : many}`;

/** `WAITING_FOR` as `Waiting for`. */
export function words(constant: string): string {
  const text = constant.replaceAll(/[_-]/g, " ").toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
}
