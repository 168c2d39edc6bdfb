/** The mark, the word beside it, and the panel of the login page. */

export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} fill="none" aria-hidden="true" className="shrink-0">
      <path d="M15.5 4.8 26.9 26H4.1Z" stroke="var(--al-primary)" strokeWidth="2.9" strokeLinejoin="round" />
      <path d="M2 18.8h20.4" stroke="var(--al-copper)" strokeWidth="2.9" strokeLinecap="round" />
      <circle cx="28.9" cy="18.8" r="2.2" fill="var(--al-copper)" />
    </svg>
  );
}

export function Logo() {
  return (
    <span className="flex items-center gap-2.5 text-[16px]">
      <Mark />
      <span>
        <span className="font-semibold">Alchemi</span> <span className="text-muted">Studio</span>
      </span>
    </span>
  );
}

const LINES = 26;
const MIDDLE = (LINES - 1) / 2;

/** One line of the bundle: wide on the left, narrow in the gate, in order on the right. */
function line(number: number): string {
  const offset = number - MIDDLE;
  const [from, gate, to] = [320 + offset * 52, 430 + offset * 1.6, 425 + offset * 11];
  return `M-10 ${from} C 130 ${from}, 190 ${gate}, 330 ${gate} S 560 ${to}, 750 ${to}`;
}

export function BrandPanel() {
  return (
    <div className="relative flex h-full flex-col justify-end overflow-hidden rounded-lg bg-brand-deep p-14">
      <svg
        viewBox="0 0 740 860"
        preserveAspectRatio="xMidYMid slice"
        className="absolute inset-0 h-full w-full"
        aria-hidden="true"
        fill="none"
      >
        {Array.from({ length: LINES }, (_, number) => (
          <path
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines never change places
            key={number}
            d={line(number)}
            stroke={number % 5 === 2 ? "var(--al-brand-copper)" : "var(--al-brand-verdigris)"}
            strokeOpacity={number % 5 === 2 ? 0.85 : 0.15 + 0.5 * (1 - Math.abs(number - MIDDLE) / MIDDLE)}
            strokeWidth={number % 5 === 2 ? 1.3 : 1}
          />
        ))}
        <path d="M335 278 452 494H218Z" stroke="var(--al-brand-pale)" strokeWidth="1.8" strokeLinejoin="round" />
        <circle cx="335" cy="430" r="4" fill="var(--al-brand-copper)" />
      </svg>
      {/* The lines leave the words alone. */}
      <div
        className="absolute inset-x-0 bottom-0 h-1/2 bg-linear-to-t from-brand-deep from-40% to-transparent"
        aria-hidden="true"
      />
      <div className="relative">
        <p className="max-w-[15em] font-serif text-[40px] leading-[1.12] text-brand-pale">
          Every model, one gate, every cent accounted for.
        </p>
        <p className="mt-5 text-brand-quiet">Keys, budgets, guardrails and logs for each team, in one console.</p>
      </div>
    </div>
  );
}
